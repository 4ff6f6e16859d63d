// Run smoke.py in Pyodide: the same Python package that a browser gets, here under node.
// Usage: node smoke.mjs PYODIDE_FOLDER WHEELS_FOLDER SCRIPT ; prints what the script's last line gives.
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

async function main(pyodideFolder, wheelsFolder, script) {
  const { loadPyodide } = await import(pathToFileURL(join(pyodideFolder, "pyodide.mjs")).href);
  // What the package prints while it loads must not mix with the answer.
  const pyodide = await loadPyodide({ indexURL: pyodideFolder, stdout: console.error, stderr: console.error });
  for (const name of (await readdir(wheelsFolder)).filter((each) => each.endsWith(".whl")).sort()) {
    pyodide.unpackArchive(new Uint8Array(await readFile(join(wheelsFolder, name))), "wheel");
  }
  return pyodide.runPythonAsync(await readFile(script, "utf8"));
}

try {
  process.stdout.write(await main(...process.argv.slice(2)));
} catch (error) {
  console.error(error.message); // the message alone: node's own report begins with a megabyte of source
  process.exitCode = 1;
}

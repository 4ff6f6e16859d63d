"""Run by another Python: every code cell of every lesson, compared with the text that the lesson stores."""

import ast
import contextlib
import io
import json
import os
import sys

os.environ["METALEARN_PROGRESS"] = "off"

from metalearn.datasets import files


def plain(value):
    """Return the text under which a notebook stores a value."""
    if value is None:
        return ""
    bundle = getattr(value, "_repr_mimebundle_", lambda: None)()
    data = bundle[0] if isinstance(bundle, tuple) else bundle
    return data["text/plain"] if data else repr(value)


def given(source, space):
    """Run a cell and return what it prints and shows."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, "<cell>", "exec"), space)
        value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), space) if last else None
    return printed.getvalue() + plain(value)


def stored(cell):
    """Return what a lesson holds as the text of a cell's outputs."""
    texts = (each.get("text") or each.get("data", {}).get("text/plain", "") for each in cell["outputs"])
    return "".join(part for text in texts for part in text)


def differences(path):
    """Yield the cells of a lesson that do not give what is stored."""
    space = {}
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            found, expected = given("".join(cell["source"]), space), stored(cell)
            if found.strip() != expected.strip():
                yield [cell["id"], found[:300], expected[:300]]


answer = {path.name: list(differences(path)) for path in sorted(files.folder("notebooks").glob("*.ipynb"))}
answer = json.dumps(answer)
if __name__ == "__main__" and sys.platform != "emscripten":
    print(answer)
answer  # noqa: B018 - the value of the last line is what Pyodide hands back

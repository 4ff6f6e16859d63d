#!/usr/bin/env bash
# Prepare the browser smoke test: Pyodide itself, and the wheels of what the course needs.
# Usage: bash tests/pyodide/prepare.sh FOLDER
# Then:  METALEARN_PYODIDE=FOLDER pytest tests/pyodide
set -euo pipefail

pyodide=314.0.6
top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
mkdir -p "$1"
folder=$(cd "$1" && pwd)

rm -rf "$folder/package" "$folder/wheels"
(
  cd "$folder"
  npm pack --silent "pyodide@$pyodide" >/dev/null
  tar -xzf "pyodide-$pyodide.tgz"
  rm "pyodide-$pyodide.tgz"
)
browser_python=$(node -p "require('$folder/package/pyodide-lock.json').info.python")
python "$top/tests/pyodide/wheels.py" "$browser_python" "$folder/wheels"

"""What has to be downloaded and kept: the wheel, and a fresh environment with the ``lab`` extra."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.benchmarks.table import Row, ratio, size

ROOT = Path(__file__).parents[2]
WHEEL_BYTES = 1.5e6
ENVIRONMENT_BYTES = 310e6
PACKAGES = 105


def wheel(scale: float) -> list[Row]:
    """Build the wheel and weigh it, beside what it packs."""
    with tempfile.TemporaryDirectory() as folder:
        _run(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, str(ROOT))
        built = next(Path(folder).glob("*.whl")).stat().st_size
    packed = _ours()
    return [
        Row(
            "wheel",
            size(built),
            f"the files in it: {size(packed)}",
            ratio(built, packed),
            f"<= {size(WHEEL_BYTES)}",
            built <= WHEEL_BYTES,
        )
    ]


def environment(scale: float) -> list[Row]:
    """Install the package with its ``lab`` extra in a new environment; count the packages, weigh the files."""
    with tempfile.TemporaryDirectory() as folder:
        _run(sys.executable, "-m", "venv", folder)
        python = str(Path(folder) / "bin" / "python")
        _run(python, "-m", "pip", "install", "--quiet", "--editable", f"{ROOT}[lab]")
        listed = json.loads(_run(python, "-m", "pip", "list", "--format", "json"))
        site = Path(_run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))").strip())
        others = _weight(site) + _weight(Path(folder) / "share")
    tools = [item["name"] for item in listed if item["name"] in ("pip", "setuptools")]
    total = others + _ours()
    note = (
        f"site-packages and share, compiled files and {' and '.join(tools)} with them; ours is src, data and "
        "notebooks, which an editable install leaves where they are."
    )
    return [
        Row(
            "environment with the lab extra, files",
            size(total),
            f"the same without ours: {size(others)}",
            ratio(total, others),
            f"<= {size(ENVIRONMENT_BYTES)}",
            total <= ENVIRONMENT_BYTES,
            note,
        ),
        Row(
            "environment with the lab extra, packages",
            str(len(listed)),
            f"the same without ours: {len(listed) - 1}",
            ratio(len(listed), len(listed) - 1),
            f"<= {PACKAGES}",
            len(listed) <= PACKAGES,
            note,
        ),
    ]


def _run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{done.stderr[-3000:]}")
    return done.stdout


def _ours() -> int:
    return sum(_weight(ROOT / name, compiled=False) for name in ("src/metalearn", "data", "notebooks"))


def _weight(folder: Path, *, compiled: bool = True) -> int:
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return sum(path.stat().st_size for path in files if compiled or path.suffix != ".pyc")

"""Open the lessons in JupyterLab: ``metalearn lab``."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Callable, Iterator
from pathlib import Path

from metalearn.course.depth import text_at
from metalearn.course.extras import need
from metalearn.course.page import in_package, shown
from metalearn.course.registry import START, load
from metalearn.datasets import files
from metalearn.datasets.files import folder as find_folder
from metalearn.errors import MetalearnError

COPY = "metalearn-course"
HOST = "127.0.0.1"
FIRST_PORT = 8888
SECONDS_TO_START = 120
SECONDS_TO_STOP = 3
# A layout of the course's own: opening it does not mix with what a reader has open in other projects.
WORKSPACE = "metalearn"
SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {
        "fetchNews": "false",
        "checkForUpdates": False,
    }
}

Say = Callable[[str], None]


def tell(line: str) -> None:
    """Print a line at once: whoever waits for the address may be reading through a pipe."""
    print(line, flush=True)


def copy_lessons(source: Path, target: Path, depth: str | None = None) -> tuple[int, int]:
    """Copy the lessons that are not there yet; a file that exists is the learner's and is never touched.

    Args:
        source: The folder with the lessons.
        target: The folder to fill, which is made when it does not exist.
        depth: "school" or "clinical" for copies for that audience; None for the lessons as they are.

    Returns:
        How many files were copied, and how many were there already.

    Raises:
        MetalearnError: When the target is a file.
    """
    if target.exists() and not target.is_dir():
        raise MetalearnError(f"{shown(target)} is a file: name another folder with --folder.")
    course = load(source) if depth else None
    copied = kept = 0
    for path in sorted(source.rglob("*")):
        below = path.relative_to(source)
        hidden = any(part.startswith(".") for part in below.parts)
        if path.is_dir() or hidden or path.resolve().is_relative_to(target.resolve()):
            continue
        place = target / below
        if place.exists():
            kept += 1
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        if depth and path.suffix == ".ipynb":
            files.replace(place, text_at(path, depth, course))
        else:
            shutil.copyfile(path, place)
        copied += 1
    return copied, kept


def place_to_work(wanted: Path | None, say: Say, depth: str | None = None) -> Path:
    """Return the folder to open: the checkout's own lessons, or a copy in a folder of the learner's.

    Args:
        wanted: The folder to copy to; None means the checkout's own, or ``metalearn-course`` here.
        say: Where to tell what was done.
        depth: "school" or "clinical" for a copy for that audience, by default in ``metalearn-course-school`` or
            ``metalearn-course-clinical`` here; None for the lessons as they are.
    """
    source = find_folder("notebooks")
    if wanted is None and depth is None and not in_package(source):
        return source
    target = wanted or Path(f"{COPY}-{depth}" if depth else COPY)
    copied, kept = copy_lessons(source, target, depth)
    say(f"Lessons in {shown(target)}: {copied} copied, {kept} already there and left as they are.")
    return target


def free_port(wanted: int | None) -> int:
    """Return a port to serve on.

    Args:
        wanted: A port number; 0 for any that is free; None for the first free one from 8888.

    Raises:
        MetalearnError: When the wanted port is taken or not allowed, with the next step.

    Example:
        >>> free_port(0) > 0
        True
    """
    for port in [wanted] if wanted is not None else [*range(FIRST_PORT, FIRST_PORT + 50), 0]:
        with socket.socket() as probe:
            if os.name == "posix":  # a port that was just left is free; elsewhere the option means more
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except PermissionError:
                raise MetalearnError(
                    f"Port {port} needs an administrator's rights: choose one above 1023."
                ) from None
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise MetalearnError(f"Port {wanted} is in use. Try --port 0 for any free port, or leave --port out.")


def browser_found() -> bool:
    """Return whether there is a web browser that can be opened from here."""
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True


def command(root: Path, port: int, page: str, browser: bool, settings: Path) -> list[str]:
    """Return the command that starts JupyterLab on a folder: on this machine only, asking no other host.

    Args:
        root: The folder to serve.
        port: The port to serve on.
        page: The address of the first page, below the server's.
        browser: Whether to open a web browser.
        settings: The folder with :data:`SETTINGS`; what a reader has set themselves still comes first.
    """
    flags = [
        f"--ServerApp.ip={HOST}",
        f"--ServerApp.port={port}",
        "--ServerApp.port_retries=0",
        f"--ServerApp.root_dir={root.resolve()}",
        "--ServerApp.answer_yes=True",  # one Ctrl-C stops it; notebooks are saved as they change
        f"--LabApp.default_url=/{page}",
        f"--LabApp.app_settings_dir={settings}",
        # No news, no look for updates, no list of extensions: a class may sit behind a closed network.
        "--LabApp.news_url=None",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        "--LabApp.extension_manager=readonly",
    ]
    if not browser:
        flags.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        flags.append("--allow-root")  # containers run as root
    return [sys.executable, "-m", "jupyterlab", *flags]


def lab(
    folder: Path | None = None,
    port: int | None = None,
    browser: bool = True,
    say: Say = tell,
    depth: str | None = None,
) -> int:
    """Open JupyterLab on the start page and stay until it is stopped.

    Args:
        folder: Copy the lessons there and work on the copy; None means the checkout's own lessons, or from an
            installed package the folder ``metalearn-course`` here.
        port: The port to serve on; 0 for any, None for the first free one from 8888.
        browser: Whether to open a web browser.
        say: Where to tell what is going on.
        depth: "school" or "clinical" to work on a copy for that audience; None for the lessons as they are.

    Returns:
        0 when it was stopped by the reader, otherwise JupyterLab's own exit code.

    Raises:
        MissingExtraError: When the ``lab`` extra is not installed.
        MetalearnError: When the port is taken, or JupyterLab does not start.
    """
    need("metalearn lab", "jupyterlab")
    number = free_port(port)
    root = place_to_work(folder, say, depth)
    page = f"lab/workspaces/{WORKSPACE}/tree/{load(root).lesson(START).file}"
    token = os.environ.get("JUPYTER_TOKEN") or secrets.token_hex(24)
    opened = browser and browser_found()
    with tempfile.TemporaryDirectory(prefix="metalearn-lab-") as temporary:
        settings = Path(temporary)
        (settings / "overrides.json").write_text(json.dumps(SETTINGS), encoding="utf-8")
        with _serving(command(root, number, page, opened, settings), token, settings / "log") as process:
            _wait_for_start(process, number, settings / "log")
            if browser and not opened:
                say("No web browser was found here: open this address in one.")
            say(f"The course is at http://{HOST}:{number}/{page}?token={token}\nCtrl-C stops it.")
            return _wait_for_end(process)


@contextlib.contextmanager
def _serving(started: list[str], token: str, log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run the server, which writes what it has to say into ``log``; it is gone when this is left."""
    # The token goes by the environment: a command line can be read by everybody on the machine.
    environment = {**os.environ, "JUPYTER_TOKEN": token}
    with log.open("wb") as written:
        process = subprocess.Popen(started, env=environment, stdout=written, stderr=subprocess.STDOUT)
    before = signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    try:
        yield process
    finally:
        signal.signal(signal.SIGTERM, before)
        _stop(process)


def _wait_for_start(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Wait until the server answers.

    Raises:
        MetalearnError: When it ends first or takes too long, with the last of what it said.
    """
    end = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < end:
        try:
            urllib.request.urlopen(f"http://{HOST}:{port}/api", timeout=2).close()
        except urllib.error.HTTPError:
            return  # it answers, if only to ask for the token
        except OSError:
            time.sleep(0.1)
        else:
            return
    last = "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:])
    raise MetalearnError(f"JupyterLab did not start. The last of what it said:\n{last}")


def _wait_for_end(process: subprocess.Popen[bytes]) -> int:
    try:
        code = process.wait()
    except KeyboardInterrupt:
        return 0
    return 0 if code == -signal.SIGTERM else code


def _stop(process: subprocess.Popen[bytes]) -> None:
    """See the server off: a terminal's Ctrl-C reached it too, and it shuts its kernels down."""
    try:
        process.wait(SECONDS_TO_STOP)
    except subprocess.TimeoutExpired:
        process.terminate()
        process.wait()

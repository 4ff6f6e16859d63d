"""A real JupyterLab, driven in a real Chromium: no token, no other host, nothing of the user's own settings."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

INSTALL = (
    "install Chromium to run the browser tests: sudo apt-get install chromium (or set CHROMIUM=/path/to/it)"
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-dev-shm-usage",
]
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark", "contrast": "JupyterLab Dark High Contrast"}
START_SECONDS = 90
LATE = "[anywidget] Failed to initialize model"  # on a busy page; what follows of it is mended, see test_busy_page.py


def chromium() -> str | None:
    """Return the path of a Chromium, or None."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    candidates = [os.environ.get("CHROMIUM"), *map(shutil.which, names)]
    return next((path for path in candidates if path and Path(path).exists()), None)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def jupyterlab(root: Path, home: Path) -> Iterator[str]:
    """Serve ``root`` with JupyterLab; its settings live in ``home``. Yields the address."""
    port = free_port()
    private = {
        "IPYTHONDIR": "ipython",
        "JUPYTER_CONFIG_DIR": "config",
        "JUPYTER_DATA_DIR": "data",
        "JUPYTERLAB_SETTINGS_DIR": "settings",
        "JUPYTERLAB_WORKSPACES_DIR": "workspaces",
    }
    environment = {**os.environ, **{name: str(home / folder) for name, folder in private.items()}}
    options = {
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": port,
        "ServerApp.root_dir": root,
        "ServerApp.password": "",
        "ServerApp.allow_root": True,
        "ServerApp.disable_check_xsrf": True,
        "IdentityProvider.token": "",
        "LabApp.expose_app_in_browser": True,
        "LabApp.check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
    }
    _quiet(home / "settings")
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        "--no-browser",
        *(f"--{key}={value}" for key, value in options.items()),
    ]
    log = home / "jupyterlab.log"
    with log.open("w") as out:
        server = subprocess.Popen(command, env=environment, stdout=out, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(address, server, log)
        yield address
    finally:
        server.terminate()
        try:
            server.wait(60)  # it ends its kernels one by one
        except subprocess.TimeoutExpired:
            server.kill()


def _quiet(settings: Path) -> None:
    """Answer Lab's question about news beforehand: it would cover the page and fetch from another host."""
    folder = settings / "@jupyterlab" / "apputils-extension"
    folder.mkdir(parents=True)
    (folder / "notification.jupyterlab-settings").write_text(
        '{"fetchNews": "false", "checkForUpdates": false}'
    )


def _wait_for(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/api", timeout=1)
            return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text()[-2000:]}")


class Reader:
    """Somebody with a browser in front of a lesson; ``problems`` collects what must never happen."""

    def __init__(
        self, browser: Any, address: str, width: int = 1280, height: int = 1000, **context: Any
    ) -> None:
        self.address = address
        self.context = browser.new_context(viewport={"width": width, "height": height}, **context)
        self.page = self.context.new_page()
        self.page.set_default_timeout(60_000)
        self.problems: list[str] = []
        self.page.on("pageerror", self._failed)
        self.page.on("request", self._only_our_host)

    def _failed(self, error: Any) -> None:
        if not str(error).startswith(LATE):
            self.problems.append(f"page error: {error}")

    def _only_our_host(self, request: Any) -> None:
        if request.url.startswith(("http", "ws")) and self.address.split("//")[1] not in request.url:
            self.problems.append(f"request to another host: {request.url}")

    def open(self, notebook: str, *, theme: str = "light", run: bool = True) -> Any:
        """Open a notebook with the side bar closed, and run all its cells. Returns the page."""
        page = self.page
        page.goto(f"{self.address}/lab/tree/{notebook}?reset")
        page.wait_for_function("() => window.jupyterapp?.shell?.currentWidget?.context?.isReady")
        self.wear(theme)
        page.evaluate("() => window.jupyterapp.shell.collapseLeft()")
        if run:
            page.evaluate(
                """async () => {
                    const panel = window.jupyterapp.shell.currentWidget;
                    await panel.context.ready; await panel.context.sessionContext.ready; await panel.revealed;
                    await window.jupyterapp.commands.execute('notebook:run-all-cells');
                }"""
            )
            self.problems += [f"cell error: {text}" for text in self.errors()]
        return page

    def wear(self, theme: str) -> None:
        """Change the colours of the whole of JupyterLab."""
        self.page.evaluate(
            "name => window.jupyterapp.commands.execute('apputils:change-theme', {theme: name})",
            THEMES[theme],
        )

    def errors(self) -> list[str]:
        """Return the error outputs of the open notebook."""
        found: list[str] = self.page.evaluate(
            """() => [...window.jupyterapp.shell.currentWidget.content.model.cells]
                .flatMap(cell => cell.toJSON().outputs || []).filter(output => output.output_type === 'error')
                .map(output => output.ename + ': ' + output.evalue)"""
        )
        return found

    def axe(self, selector: str) -> list[str]:
        """Return axe-core's serious and critical findings inside ``selector``."""
        from axe_playwright_python.base import AXE_FILE_PATH

        self.page.evaluate(Path(AXE_FILE_PATH).read_text(encoding="utf-8"))
        findings: list[str] = self.page.evaluate(
            """async selector => (await axe.run({include: [[selector]]})).violations
                .filter(v => ['serious', 'critical'].includes(v.impact))
                .map(v => `${v.impact} ${v.id}: ${v.nodes.map(n => n.target + ' ' + n.failureSummary).join(' | ')}`)""",
            selector,
        )
        return findings

    def close(self) -> None:
        """Leave, and let the kernels go: one for each notebook that was opened would stay until the end."""
        if not self.page.is_closed():
            self.page.evaluate("() => window.jupyterapp?.serviceManager.sessions.shutdownAll()")
        self.context.close()

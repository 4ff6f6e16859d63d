"""A kernel of this Python, started and asked over Jupyter's own messages: no notebook, no page."""

from __future__ import annotations

import os
import queue
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

SECONDS = 120


class CellError(RuntimeError):
    """A benchmark's cell failed; the message is the kernel's traceback."""


@dataclass
class Answer:
    """What came back for one cell.

    Attributes:
        bundle: The mimebundle of its result, or of the last thing it displayed.
        to_result: Seconds from the request to that result.
        bytes: Payload and buffers of the comm messages that open widgets.
    """

    bundle: dict[str, Any] = field(default_factory=dict)
    to_result: float = 0.0
    bytes: int = 0


class Kernel:
    """A running kernel."""

    def __init__(self, manager: Any, client: Any) -> None:
        self._manager = manager
        self._client = client

    def run(self, code: str) -> Answer:
        """Run one cell and wait until the kernel is idle again.

        Raises:
            CellError: When the cell fails.
        """
        answer = Answer()
        start = time.perf_counter()
        request = self._client.execute(code)
        while True:
            try:
                message = self._client.get_iopub_msg(timeout=SECONDS)
            except queue.Empty:
                raise CellError(f"No answer in {SECONDS} s to:\n{code}") from None
            now = time.perf_counter() - start
            if message["parent_header"].get("msg_id") != request:
                continue
            kind, content = message["msg_type"], message["content"]
            if kind == "error":
                raise CellError("\n".join(content["traceback"]))
            if kind in ("comm_open", "comm_msg"):
                answer.bytes += wire_bytes(self._client.session, message)
            elif kind in ("execute_result", "display_data"):
                answer.bundle, answer.to_result = content["data"], now
            elif kind == "status" and content["execution_state"] == "idle":
                return answer

    def resident(self) -> int:
        """Return the kernel's resident memory, in bytes."""
        status = Path(f"/proc/{self._manager.provisioner.pid}/status").read_text(encoding="utf-8")
        line = next(line for line in status.splitlines() if line.startswith("VmRSS:"))
        return int(line.split()[1]) * 1024


def wire_bytes(session: Any, message: dict[str, Any]) -> int:
    """Return what a message weighs: its JSON content and metadata, and its binary buffers."""
    parts = [session.pack(message["content"]), session.pack(message["metadata"]), *message["buffers"]]
    return sum(memoryview(part).nbytes for part in parts)


def this_python() -> Any:
    """Return a kernel manager for the Python that runs this, whatever other kernels there are."""
    from ipykernel.kernelspec import RESOURCES, get_kernel_dict
    from jupyter_client.kernelspec import KernelSpec, KernelSpecManager
    from jupyter_client.manager import KernelManager

    class ThisPython(KernelSpecManager):
        def get_kernel_spec(self, kernel_name: str) -> KernelSpec:
            return KernelSpec(resource_dir=RESOURCES, **get_kernel_dict())

    return KernelManager(kernel_name="python3", kernel_spec_manager=ThisPython())


@contextmanager
def fresh_kernel(folder: Path | None = None) -> Iterator[Kernel]:
    """Start a kernel with no profile of its own, wait until it answers, and end it afterwards."""
    manager = this_python()
    with tempfile.TemporaryDirectory() as profile:
        environment = {**os.environ, "IPYTHONDIR": profile, "PYDEVD_DISABLE_FILE_VALIDATION": "1"}
        manager.start_kernel(env=environment, cwd=str(folder or profile), stderr=subprocess.DEVNULL)
        client = manager.client()
        client.start_channels()
        try:
            client.wait_for_ready(timeout=SECONDS)
            yield Kernel(manager, client)
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)

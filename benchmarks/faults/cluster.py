"""A Ray cluster of two nodes on this machine, of which the second can be killed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from processes import below, command

_ENVIRONMENT = {"RAY_AUTH_MODE": "token", "RAY_USAGE_STATS_ENABLED": "0", "RAY_worker_niceness": "0"}
_SECONDS = 120
"""Time in which a node must be up."""


@dataclass(frozen=True)
class Nodes:
    """The address of the cluster, and the process that is the second node."""

    address: str
    second: int


@contextmanager
def two_nodes() -> Iterator[Nodes]:
    """Give a cluster of two nodes with a core each; all of it ends with the block."""
    os.environ.update(_ENVIRONMENT)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    port = address.rpartition(":")[2]
    nodes: list[subprocess.Popen[bytes]] = []
    try:
        nodes.append(_node("--head", f"--port={port}", "--node-ip-address=127.0.0.1", "--include-dashboard=false"))
        _raylet(nodes[0])
        nodes.append(_node(f"--address={address}", "--node-ip-address=127.0.0.1"))
        yield Nodes(address, _raylet(nodes[1]))
    finally:
        for node in nodes:
            os.killpg(node.pid, signal.SIGKILL)
            node.wait()


def _node(*arguments: str) -> subprocess.Popen[bytes]:
    ray = [sys.executable, "-m", "ray.scripts.scripts", "start", "--block", "--num-cpus=1", *arguments]
    return subprocess.Popen(ray, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)


def _raylet(node: subprocess.Popen[bytes]) -> int:
    """Return the process of a node that starts its workers, when it is there."""
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until and node.poll() is None:
        for pid in below(node.pid):
            if command(pid).partition(b"\0")[0].endswith(b"raylet/raylet"):
                return pid
        time.sleep(0.2)
    raise SystemExit("a Ray node does not start; is docmine[ray] installed?")

"""The engine for a cluster: Ray Data, with a stateful worker on each core that holds the model."""

from __future__ import annotations

import logging
import os
import pickle
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docmine.cluster.job import Job
from docmine.engines.limits import bound_memory, time_bound
from docmine.errors import DocmineError, EngineError

if TYPE_CHECKING:
    from docmine.cluster.batches import Batch
    from docmine.config import Config

_ENVIRONMENT = {
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_BACKEND_LOG_LEVEL": "fatal",
    "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0",
    "RAY_DATA_DISABLE_PROGRESS_BARS": "1",
    "RAY_worker_niceness": "0",
}
"""Ray reports its use to its makers unless it is told not to; and its workers would give way to all other programs."""

_BLOCKS = 10_000
"""Most tasks that Ray Data is given at a time: it keeps books on each of them."""


class OnRay:
    """Does batches on a Ray cluster, or on this machine as a cluster of one.

    Args:
        address: of a cluster that runs, as `ray.init` takes it; empty for one on this machine that ends with the run.
        workers: worker processes, each on a core of its own; 0 means one for each core of the cluster.
    """

    def __init__(self, address: str, workers: int) -> None:
        self.address = address
        self.workers = workers

    def map(self, config: Config, parts: Path, used: dict[str, str], batches: Iterable[Batch]) -> Iterator[int]:
        """Yield the number of files of each batch when it is done.

        Raises:
            EngineError: Ray is not installed, the cluster is not there, or a batch loses one worker after the other.
            DocmineError: a worker cannot work, or cannot write its part.
        """
        rows = [{"batch": pickle.dumps(batch)} for batch in batches]
        if not rows:
            return
        with _connected(self.address, self.workers) as ray:
            yield from _told(self._done(ray, rows, (config, parts.resolve(), used)))

    def _done(self, ray: Any, rows: list[dict[str, bytes]], job: tuple[Any, ...]) -> Iterator[int]:  # noqa: ANN401
        from ray.data import ActorPoolStrategy, from_items  # noqa: PLC0415 - an extra

        size = min(len(rows), self.workers or int(ray.cluster_resources().get("CPU", 1)))
        done = from_items(rows, override_num_blocks=min(len(rows), _BLOCKS)).map_batches(
            _Worker,
            fn_constructor_args=job,
            compute=ActorPoolStrategy(size=size),
            batch_size=1,
            num_cpus=1,
        )
        for row in done.iter_rows():
            yield int(row["files"])


class _Worker:
    """A `Job` in a process of Ray's, which ends when a batch takes more time or memory than the settings allow."""

    def __init__(self, config: Config, parts: Path, used: dict[str, str]) -> None:
        bound_memory(config.run.memory_mb)
        self.job = Job(config, parts, used)
        self.seconds = config.run.seconds

    def __call__(self, rows: dict[str, Any]) -> dict[str, list[int]]:
        with time_bound(self.seconds):
            return {"files": [self.job(pickle.loads(row)) for row in rows["batch"]]}  # noqa: S301 - it is our own


@contextmanager
def _connected(address: str, workers: int) -> Iterator[Any]:
    os.environ.update(_ENVIRONMENT)
    try:
        import ray  # noqa: PLC0415 - an extra
        import ray.data  # noqa: PLC0415
    except ImportError as error:
        raise EngineError("Ray is not installed", remedy="pip install 'docmine[ray]'") from error
    here: dict[str, Any] = {"num_cpus": workers or None, "include_dashboard": False, "_node_ip_address": "127.0.0.1"}
    try:
        ray.init(
            address=address or "local", log_to_driver=False, logging_level=logging.ERROR, **({} if address else here)
        )
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise EngineError(
            f"cannot connect: {error}", where=address, remedy="check the address; `ray status` says what is there"
        ) from error
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    try:
        yield ray
    finally:
        ray.shutdown()


def _told(done: Iterator[int]) -> Iterator[int]:
    """Yield what is done; what went wrong in a worker is raised as it was there."""
    from ray.exceptions import RayError  # noqa: PLC0415

    try:
        yield from done
    except RayError as error:
        *_, cause = _causes(error)
        if isinstance(cause, DocmineError):
            raise cause from error
        raise EngineError(
            f"the cluster failed: {type(cause).__name__}: {cause}", remedy="run again: it goes on where it was"
        ) from error


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and what caused it, here or in a worker, down to the first."""
    while error is not None:
        yield error
        error = getattr(error, "cause", None) or error.__cause__

"""Extracts documents on a Dask cluster.

In: a stream of documents and a scheduler's address. Out: their `ExtractionResult` records, in the same order. Documents
travel in partitions; a bounded number of them is on the way. What a lost worker was reading, the scheduler gives to
another. A partition that keeps killing workers, or is waited for too long, is read document by document, to find the
one that does it.

Results come back here, so that the cluster needs no common disk. What becomes of them is left to the caller.
"""

from __future__ import annotations

import importlib.util
import threading
from collections import deque
from collections.abc import Generator, Iterable, Sequence
from concurrent.futures import CancelledError
from dataclasses import replace
from itertools import islice

from distributed import Client, Future, KilledWorker
from distributed.comm import CommClosedError

from events.extraction.pipeline import VERSION
from events.learned.model import without
from events.parsing.model import model_name
from events.records import Document
from events.running.outcome import CannotExtract, Extract, ExtractionResult, prepare, read_one, set_aside
from events.time_limit import longest_wait

PARTITION = 16
"""Documents a task: some seconds of work against milliseconds of a task's cost."""
AHEAD = 2
"""Partitions a thread of the cluster that are on the way: the one it reads, and the next."""
CONNECT_SECONDS = 30
_READING = threading.Lock()

Item = Document | ExtractionResult


def read_on_cluster(items: Iterable[Item], extract: Extract, address: str) -> Generator[ExtractionResult, None, None]:
    """Extract the events of a stream of documents on the cluster at `address` (``tcp://host:8786``).

    Parameters
    ----------
    items : iterable of Document or ExtractionResult
        An `ExtractionResult` is passed on in its place.
    extract : callable
        A function of a module that the workers can import.

    Raises
    ------
    CannotExtract
        The cluster cannot be reached or is lost, has no worker, or has another version of this program.
    """
    with _connect(address) as client:
        waiting: deque[tuple[list[Item], Future | None]] = deque()
        source = iter(items)
        while True:
            while len(waiting) < AHEAD * max(1, sum(client.nthreads().values())):
                partition = list(islice(source, PARTITION))
                if not partition:
                    break
                waiting.append((partition, _submitted(client, partition, extract)))
            if not waiting:
                return
            partition, future = waiting.popleft()
            answers = iter(_answers(client, partition, future, extract) if future else ())
            yield from (item if isinstance(item, ExtractionResult) else next(answers) for item in partition)


def _connect(address: str) -> Client:
    try:
        client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except ValueError as error:
        raise CannotExtract(f"scheduler {address!r} is not an address; write it as tcp://host:8786") from error
    except (OSError, CommClosedError) as error:
        raise CannotExtract(f"scheduler {address} does not answer; is it running? ({error})") from error
    try:
        client.wait_for_workers(1, timeout=CONNECT_SECONDS)
    except TimeoutError as error:
        client.close()
        raise CannotExtract(f"scheduler {address} has no worker after {CONNECT_SECONDS} seconds; start one") from error
    try:
        _require_program(client)
    except CannotExtract:
        client.close()
        raise
    return client


def _require_program(client: Client) -> None:
    """The scheduler unpacks what it hands out, so it needs this program just as the workers do."""
    module = __name__

    def found() -> bool:  # sent as its code, not by its name, as the other side may not know this module
        try:
            return importlib.util.find_spec(module) is not None
        except ModuleNotFoundError:
            return False

    try:
        lacking = [] if client.run_on_scheduler(found) else [f"scheduler {client.scheduler.address}"]
        lacking += [f"worker {worker}" for worker, has in sorted(client.run(found).items()) if not has]
    except (OSError, CommClosedError) as error:
        raise CannotExtract(f"the cluster does not answer ({error}); start it and run this again") from error
    if lacking:
        raise _without_program(", ".join(lacking))


def _without_program(where: str) -> CannotExtract:
    return CannotExtract(f"this program is not installed on {where}; install it there and start that part again")


def _submitted(client: Client, partition: Sequence[Item], extract: Extract) -> Future | None:
    documents = tuple(item for item in partition if isinstance(item, Document))
    if not documents:
        return None
    return client.submit(read_partition, documents, extract, _version(), pure=False)


def _answers(client: Client, partition: Sequence[Item], future: Future, extract: Extract) -> list[ExtractionResult]:
    """A partition's results, with the documents that did not travel back."""
    documents = [item for item in partition if isinstance(item, Document)]
    try:
        reads = future.result(timeout=longest_wait())
    except (KilledWorker, TimeoutError):
        _let_go(client, future)
        return [_alone(client, document, extract) for document in documents]
    except (CancelledError, CommClosedError) as error:
        raise CannotExtract("the cluster's scheduler is gone; start it and run this again") from error
    except ModuleNotFoundError as error:
        raise _without_program(f"a worker of the cluster ({error})") from error
    return [_with_document(read, document) for read, document in zip(reads, documents, strict=True)]


def _alone(client: Client, document: Document, extract: Extract) -> ExtractionResult:
    """One document of a partition that killed its workers, or shared a worker with one that did."""
    future = client.submit(read_partition, (document,), extract, _version(), pure=False)
    try:
        (read,) = future.result(timeout=longest_wait())
    except TimeoutError:
        _let_go(client, future)
        return set_aside(document, f"no answer within {longest_wait():g} s")
    except KilledWorker as error:
        return set_aside(document, f"the worker that read it died: {str(error).split(chr(10))[0]}")
    return _with_document(read, document)


def _let_go(client: Client, future: Future) -> None:
    """Give a task up. A worker's thread cannot be ended: those that still have it are started anew by their nannies."""
    if future.done():
        return
    standing = [worker for worker, keys in client.processing().items() if future.key in keys]
    future.cancel(force=True)
    try:
        client.restart_workers(standing, timeout=CONNECT_SECONDS)
    except (ValueError, TimeoutError) as error:  # without a nanny nobody starts them
        raise CannotExtract(
            f"a worker of the cluster has not answered for {longest_wait():g} s; start it anew and run this again"
        ) from error


def _with_document(read: ExtractionResult, document: Document) -> ExtractionResult:
    return read if read.problem else replace(read, document=document)


def _version() -> str:
    return f"{VERSION}/{model_name()}{without()}"


def read_partition(documents: Sequence[Document], extract: Extract, version: str) -> list[ExtractionResult]:
    """Read documents on a worker; the model is loaded once for all that it reads.

    Raises
    ------
    CannotExtract
        When this worker has another version or model than `version`: the same text would give other events.
    """
    if version != _version():
        raise CannotExtract(f"a worker of the cluster has version {_version()}, this program {version}; update it")
    with _READING:  # the model is not made for several threads at once
        prepare(extract)
        return [replace(read_one(document, extract), document=None) for document in documents]

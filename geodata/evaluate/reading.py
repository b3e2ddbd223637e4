"""Reading many documents, in one process or in several."""

from __future__ import annotations

import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

Document = TypeVar("Document")
Answer = TypeVar("Answer")


def over_documents(
    read: Callable[[Document], Answer], documents: Sequence[Document], *, jobs: int = 1
) -> Iterator[Answer]:
    """
    Answers of ``read`` to the documents, in their order, whatever the number of processes.

    A bar on a terminal's standard error shows how far it is.
    """
    with click.progressbar(
        length=len(documents), label="Reading", file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        for answer in _answers(read, documents, jobs):
            bar.update(1)
            yield answer


def _answers(
    read: Callable[[Document], Answer], documents: Sequence[Document], jobs: int
) -> Iterator[Answer]:
    if jobs == 1:
        yield from map(read, documents)
        return
    # A process that is copied with its threads may hang; one that starts anew cannot.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        yield from pool.map(read, documents, chunksize=max(1, min(50, len(documents) // jobs)))

"""What `docmine annotate --for review` does: sentences out, ready to be corrected in the tools for that."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from docmine.cli.terminal import plain
from docmine.cli.workspace import LayerName
from docmine.errors import DocmineError, ReadError

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from docmine.cli.streams import Given
    from docmine.config import Config
    from docmine.documents import CleanDocument
    from docmine.drafts import Text
    from docmine.labelled import Example


class Purpose(StrEnum):
    """What annotations are for."""

    programs = "programs"
    review = "review"


class Form(StrEnum):
    """Formats of labelled sentences: those of `labelled.FORMATS`."""

    prodigy = "prodigy"
    doccano = "doccano"
    label_studio = "label-studio"
    webanno = "webanno"
    conll = "conll"
    spacy = "spacy"


def write_drafts(
    source: Path, output: Path, config: Config, *, form: Form | None, layer: LayerName, limit: int | None, clean: bool
) -> int:
    """Write the sentences of the texts, say what was written, and return how many documents failed."""
    from docmine.drafts import drafts, useful_first
    from docmine.labelled import format_for
    from docmine.labelled.example import layer_of
    from docmine.nlp import load_names

    failures: list[str] = []

    def fail(doc: Doc, component: str, error: Exception) -> None:
        failures.append(f"{doc._.doc_id}: {component}: {error}")

    texts = _of_run(source) if _is_run(source) else _texts(source, config, failures, clean=clean)
    found = list(drafts(load_names(config), texts, layer_of(layer.value, where="--layer"), fail))
    chosen = useful_first(found, limit)
    _write(chosen, output, form.value if form else format_for(output))
    for failure in failures:
        typer.echo(f"failed: {plain(failure)}", err=True)
    if str(output) != "-":
        typer.echo(f"written  {output}: {len(chosen)} of {len(found)} sentences, those with the rarest names first")
        typer.echo("next: correct them, put the file into pipeline/training/, then docmine train")
    return len(failures)


def _is_run(source: Path) -> bool:
    from docmine.store import FILE_NAME

    return (source / FILE_NAME).is_file()


def _of_run(output: Path) -> Iterator[Text]:
    """Yield the clean texts that a run kept, in the order of its documents; those that failed have none."""
    from docmine.store import Store

    with Store(output, readonly=True) as store:
        for row in store.rows("documents"):
            try:
                _, text, _ = store.text(row["doc_id"])
            except KeyError:
                continue
            yield row["doc_id"], text


def _texts(source: Path, config: Config, failures: list[str], *, clean: bool) -> Iterator[Text]:
    from docmine.annotations import unclean
    from docmine.clean import Cleaner
    from docmine.cli.streams import documents
    from docmine.worker import attempt

    prepare = Cleaner.load(config) if clean else unclean

    def prepared(given: Given) -> CleanDocument:
        if given.document is None:
            raise ReadError(given.error)
        return prepare(given.document)

    for given in documents(source, config):
        document = attempt(partial(prepared, given))
        if isinstance(document, DocmineError):
            failures.append(f"{given.id}: {document}")
        else:
            yield document.raw.doc_id, document.text


def _write(examples: list[Example], output: Path, form: str) -> None:
    from docmine.labelled import dump, write

    if str(output) == "-":
        dump(examples, sys.stdout.buffer, form)
    else:
        write(examples, output, form)

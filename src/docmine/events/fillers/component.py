"""The component `docmine_fillers`: what was learned about perpetrators, victims and weapons, a second opinion."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from docmine.events.fillers.attach import attach
from docmine.events.fillers.features import WIDTH
from docmine.events.fillers.model import SHIPPED, WEIGHTS, Fillers

__all__ = ["WEIGHTS", "FillerFinder", "fits", "make_fillers"]


class FillerFinder:
    """Fills `fillers` of the events in `Doc._.events`, and cells of theirs that the parse left empty."""

    def __init__(self, fillers: Fillers, relevance: float) -> None:
        self.fillers = fillers
        self.relevance = relevance

    def __call__(self, doc: Doc) -> Doc:
        """Read one document; where nothing happens, it stays as it is."""
        if doc._.events:
            attach(doc, self.fillers.find(doc, self.relevance))
        return doc


def fits(nlp: Language) -> bool:
    """Say whether a pipeline makes the vectors that the weights were made for: those of the accurate model."""
    if "encoder" not in nlp.pipe_names:
        return False
    encoder: Any = nlp.get_pipe("encoder")
    return bool(encoder.model.get_dim("nO") == WIDTH)


@Language.factory("docmine_fillers", default_config={"weights": None, "relevance": 0.4})
def make_fillers(nlp: Language, name: str, weights: str | None, relevance: float) -> FillerFinder:
    """Make the component.

    Args:
        nlp: the pipeline.
        name: of the component.
        weights: path of the file that `docmine train events` wrote; None for docmine's own.
        relevance: probability of reporting violence below which a document has no fillers.

    Raises:
        ResourceError: the weights cannot be used.
    """
    del nlp, name
    return FillerFinder(Fillers.load(Path(weights) if weights else SHIPPED), relevance)

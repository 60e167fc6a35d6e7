"""Where trained models lie: `pipeline/models/`."""

from __future__ import annotations

import shutil
from pathlib import Path

from spacy.language import Language

from docmine import models
from docmine import nlp as pipeline
from docmine.config import Config
from docmine.errors import ModelError


def folder(config: Config) -> Path:
    """Return the folder of the workspace's models.

    Raises:
        ModelError: there is no workspace, or the model in use is not one of docmine's.
    """
    found = config.path("models")
    if found is None:
        raise ModelError("there is no workspace to keep a model in", remedy="run docmine init first")
    if config.model.name != "default":
        raise ModelError(
            f"{config.model.name!r} is not docmine's to train",
            where="model.name",
            remedy='use spaCy\'s own `spacy train`, or set [model] name to "default"',
        )
    return found


def check(config: Config, name: str | None) -> None:
    """Refuse a name that another model has, or that stands for a model that ships.

    Raises:
        ModelError: it is taken.
    """
    taken = {"default", models.SHIPPED_NAME, *models.SHIPPED, models.current(config)}
    if name in taken:
        raise ModelError(f"the name {name!r} is taken", where="--name", remedy="choose another")


def save(nlp: Language, target: Path) -> Path:
    """Write the model without what docmine puts around it; the folder is there whole or not at all.

    Raises:
        ModelError: it cannot be written.
    """
    pipeline.take_names_off(nlp)
    part, old = (target.with_name(f".{target.name}.{kind}") for kind in ("part", "old"))
    for left in (part, old):  # by a process that was killed
        shutil.rmtree(left, ignore_errors=True)
    try:
        part.mkdir(parents=True)
        nlp.to_disk(part)
        if target.exists():
            target.replace(old)
        part.replace(target)
    except OSError as error:
        shutil.rmtree(part, ignore_errors=True)
        raise ModelError(
            f"cannot be written: {error.strerror or error}",
            where=str(target),
            remedy="free some space, then train again: it goes on where it was",
        ) from error
    shutil.rmtree(old, ignore_errors=True)
    return target

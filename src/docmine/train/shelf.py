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
    """Write the model without what docmine puts around it; the folder is there whole or not at all."""
    pipeline.take_names_off(nlp)
    part = target.with_name(f".{target.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    nlp.to_disk(part)
    old = target.with_name(f".{target.name}.old")
    if target.exists():
        target.replace(old)
    part.replace(target)
    shutil.rmtree(old, ignore_errors=True)
    return target

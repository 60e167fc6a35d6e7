"""Where the language model lies: the shipped one, a promoted one, or the user's own."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from docmine.config import Config
from docmine.errors import ModelError
from docmine.resources import DATA

SHIPPED = {name: DATA / "models" / name for name in ("accurate", "fast")}
"""The models that come with docmine: name -> folder."""

DEFAULT = "accurate"
"""The one that is in use where nobody chose another."""

SHIPPED_NAME = "shipped"
"""What the default is also called; no other model may have this name, nor those above."""


@dataclass(frozen=True, slots=True)
class Source:
    """What `spacy.load` is to be given: a folder, or the name of an installed package."""

    name: str
    folder: Path | None

    @property
    def target(self) -> str | Path:
        """The argument of `spacy.load`."""
        return self.folder or self.name


def find(config: Config) -> Source:
    """Return the model in use: `[model] name` if set, else the promoted model, else the shipped one.

    Raises:
        ModelError: `pipeline/models/current.json` is malformed, or names a model that is not there.
    """
    if config.model.name != "default":
        folder = SHIPPED.get(config.model.name, Path(config.model.name))
        return Source(config.model.name, folder if folder.is_dir() else None)
    name, listed = current(config), config.path("models", "current.json")
    if name == SHIPPED_NAME or listed is None:
        return Source(SHIPPED_NAME, SHIPPED[DEFAULT])
    folder = listed.parent / name
    if not (folder / "meta.json").is_file():
        raise ModelError(
            f"names the model {folder.name!r}, which is not there",
            where=str(listed),
            remedy="train again, or delete the file to go back to the shipped model",
        )
    return Source(folder.name, folder)


def current(config: Config) -> str:
    """Return the name of the model in use, whether it is there or not.

    Raises:
        ModelError: `pipeline/models/current.json` is malformed.
    """
    listed = config.path("models", "current.json")
    if config.model.name != "default":
        return config.model.name
    if listed is None or not listed.exists():
        return SHIPPED_NAME
    try:
        return str(json.loads(listed.read_text(encoding="utf-8"))["name"])
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(
            'must be like {"name": "people-2016"}', where=str(listed), remedy="run docmine train, or delete the file"
        ) from error


def choose(config: Config, name: str) -> Config:
    """Return the settings with another model in use.

    Args:
        config: says where the workspace is.
        name: `shipped`, `accurate`, `fast`, a folder in `pipeline/models/` or elsewhere, or an installed package.

    Raises:
        ModelError: there is no such model.
    """
    own = config.path("models", name)
    shipped = SHIPPED[DEFAULT] if name == SHIPPED_NAME else SHIPPED.get(name)
    folders = [shipped] if shipped else [path for path in (own, Path(name)) if path and _is_model(path)]
    if not folders and not _is_installed(name):
        raise ModelError(
            f"there is no model {name!r}",
            remedy=f"there are {', '.join([*SHIPPED, *(path.name for path in trained(config))])}; "
            "or give a folder, or the name of an installed spaCy package",
        )
    model = config.model.model_copy(update={"name": str(folders[0]) if folders else name})
    return config.model_copy(update={"model": model})


def trained(config: Config) -> list[Path]:
    """Return the folders of all models in `pipeline/models/`, the newest last."""
    store = config.path("models")
    folders = [path for path in store.iterdir() if _is_model(path)] if store and store.is_dir() else []
    return sorted(folders, key=lambda path: ((path / "meta.json").stat().st_mtime_ns, path.name))


def _is_model(folder: Path) -> bool:
    return not folder.name.startswith(".") and (folder / "meta.json").is_file()


def _is_installed(name: str) -> bool:
    try:
        return bool(version(name))
    except (PackageNotFoundError, ValueError):
        return False


def has_part(config: Config, part: str) -> bool:
    """Say whether the model in use has a component of this name, without loading it; of a package nothing is known.

    Raises:
        ModelError: as for `find`.
    """
    folder = find(config).folder
    if folder is None or not (folder / "meta.json").is_file():
        return False
    return part in json.loads((folder / "meta.json").read_text(encoding="utf-8")).get("pipeline", ())


def digest(config: Config) -> str:
    """Return a name for the model in use that changes whenever its weights do, without loading it.

    Raises:
        ModelError: there is no such model.
    """
    source = find(config)
    if source.folder is None:
        try:
            return f"{source.name}-{version(source.name)}"
        except PackageNotFoundError as error:
            raise missing(source) from error
    return f"{source.folder.name}-{folder_digest(source.folder)}"


def files(config: Config) -> list[Path]:
    """Return the files of the model in use; none where it is an installed package.

    Raises:
        ModelError: as for `find`.
    """
    folder = find(config).folder
    return [path for path in folder.rglob("*") if path.is_file()] if folder else []


def folder_digest(folder: Path) -> str:
    """Return a digest of every file below `folder`."""
    state = hashlib.blake2b(digest_size=8)
    for path in sorted(item for item in folder.rglob("*") if item.is_file()):
        state.update(f"{path.relative_to(folder).as_posix()}\0".encode() + path.read_bytes())
    return state.hexdigest()


def missing(source: Source) -> ModelError:
    """Return the error for a model that is not there."""
    if source.folder in SHIPPED.values():
        return ModelError("the shipped model is missing", where=str(source.folder), remedy="install docmine again")
    return ModelError(
        f"there is no model {source.name!r}",
        where="model.name",
        remedy="give a folder, or the name of an installed spaCy package such as en_core_web_sm",
    )

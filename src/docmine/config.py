"""The models of `pipeline/docmine.toml`. All errors are reported at once, with key path and nearest name."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any, Literal, Self, get_args, get_origin

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    NonNegativeFloat,
    NonNegativeInt,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails

from docmine.errors import ConfigError
from docmine.resources import DATA, read_toml

CONFIG_NAME = "docmine.toml"

_USER_FILES = (
    "patterns/*.jsonl",
    "cleaning/*.toml",
    "cleaning/lines.npz",
    "dates/fuzzy.toml",
    "events/*.csv",
    "events/choice.json",
    "events/fillers.npz",
    "gazetteer/*.csv",
    "curated/actors.csv",
    "models/current.json",
)
"""Files in `pipeline/` that change what is extracted."""


_COPIES = {"copies", "copy_similarity", "copy_share"}
"""Keys of `[clean]` that say what counts as a copy; they change no extracted row."""

_DECISIONS = "review/decisions.jsonl"
_DECIDED = (b'"merge_actors"', b'"split_actor"')
"""What stands in the lines of decisions that change what is extracted."""


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class ReadConfig(_Section):
    """[read]: which files are reports, and how large they may be."""

    exclude: tuple[str, ...] = ("README*", ".*", "*~")
    max_bytes: int = Field(default=20_000_000, gt=0, description="larger files become an error row")
    max_chars: int = Field(default=1_000_000, gt=0, description="longer texts become an error row")
    max_pages: int = Field(default=5_000, gt=0, description="PDFs with more pages become an error row")
    min_chars: int = Field(default=20, ge=0, description="shorter texts become an error row")


class CleanConfig(_Section):
    """[clean]: how eagerly lines are dropped, and what counts as a copy of another document."""

    enabled: bool = True
    threshold: float = Field(default=0.45, ge=0, le=1, description="a line whose content score is lower is dropped")
    copies: bool = Field(default=True, description="mark what another document has already")
    copy_similarity: float = Field(default=0.85, ge=0.5, le=1, description="above it, two paragraphs say the same")
    copy_share: float = Field(default=0.8, gt=0, le=1, description="above it, a document is a copy of an earlier one")


class ModelConfig(_Section):
    """[model]: which spaCy pipeline finds names and parses sentences."""

    name: str = Field(default="default", description="`default`, `accurate`, `fast`, or what spacy.load accepts")
    labels: dict[str, str] = Field(default_factory=dict, description="label of that model -> docmine's label")


class PlacesConfig(_Section):
    """[places]: what is known about where the reports come from."""

    home: tuple[str, ...] = Field(
        default=(),
        description="ISO 3166 alpha-3 codes of the countries that the reports are about, or GeoNames division codes",
    )
    gazetteer: Path | None = Field(default=None, description="a gazetteer file other than the one in the user's cache")


class EventsConfig(_Section):
    """[events]: how sure a document must be to report violence before role fillers are taken from it."""

    relevance: float = Field(
        default=0.4, ge=0, le=1, description="documents that report violence less probably have no role fillers"
    )


class ReconcileConfig(_Section):
    """[reconcile]: when an extracted row is said to be a curated row."""

    automatic: float = Field(default=0.88, ge=0, le=1, description="probability from which on nobody need look")
    match: float = Field(default=0.5, ge=0, le=1, description="probability of two events being the same")
    possible: float = Field(default=0.4, ge=0, le=1)
    max_days: int = Field(default=4, ge=0, description="days by which the dates of two events may miss each other")
    max_km: float = Field(default=15.0, ge=0, description="kilometres by which their places may miss each other")
    name_match: float = Field(default=0.8, ge=0, le=1, description="score of two actors or places being the same")
    name_possible: float = Field(default=0.55, ge=0, le=1)


class CuratedConfig(_Section):
    """[curated.NAME]: a table of yours, and what its columns hold where its header is not one that docmine knows."""

    file: Path
    table: Literal["events", "actors", "places"] = "events"
    columns: dict[str, str] = Field(default_factory=dict, description="column of docmine's own layout -> your column")
    dates: str | None = Field(default=None, pattern="%", description="how days are written, as in strptime: %d/%m/%Y")
    codes: dict[str, dict[str, str]] = Field(default_factory=dict, description="column -> your word -> docmine's word")
    slack_days: dict[str, NonNegativeInt] = Field(default_factory=dict, description="time_precision -> days around")
    radius_km: dict[str, NonNegativeFloat] = Field(default_factory=dict, description="geo_precision -> kilometres")

    @model_validator(mode="after")
    def _known_columns(self) -> Self:
        known = _own_columns(self.table)
        for key in ("columns", "codes"):
            for name in getattr(self, key).keys() - set(known):
                near = get_close_matches(name, known, n=1)
                hint = f"; did you mean {near[0]}?" if near else f"; columns are {', '.join(known)}"
                raise ValueError(f"{key} names {name}, which {self.table} do not have{hint}")
        return self


class RunConfig(_Section):
    """[run]: how the work is shared out."""

    workers: int = Field(default=0, ge=0, description="processes; 0 means one for each core")
    batch: int = Field(default=16, gt=0, description="documents that are committed together")
    seconds: int = Field(default=600, ge=0, description="processor time of a batch, or of a report alone; 0: no bound")
    memory_mb: int = Field(default=6_000, ge=0, description="megabytes of a worker process; 0: no bound")
    engine: Literal["local", "ray"] = Field(default="local", description="this machine, or a Ray cluster")
    address: str = Field(default="", description="of a Ray cluster that runs; empty: a cluster of this machine alone")
    part: int = Field(default=64, gt=0, description="files, about, that a cluster run commits together")


class Config(_Section):
    """All settings. `folder` is the workspace's `pipeline/`, or None when there is none."""

    folder: Path | None = None
    read: ReadConfig = ReadConfig()
    clean: CleanConfig = CleanConfig()
    model: ModelConfig = ModelConfig()
    places: PlacesConfig = PlacesConfig()
    events: EventsConfig = EventsConfig()
    reconcile: ReconcileConfig = ReconcileConfig()
    curated: dict[str, CuratedConfig] = Field(default_factory=dict)
    run: RunConfig = RunConfig()

    def path(self, *parts: str) -> Path | None:
        """Return a path inside the workspace's `pipeline/`, or None when there is no workspace."""
        return self.folder.joinpath(*parts) if self.folder else None

    def digest(self) -> str:
        """Return a digest of every setting and user file that can change what is extracted.

        How the work is shared out (`[run]`), the curated tables and what counts as a copy (both are made anew each
        time) do not count.
        """
        others = dict.fromkeys(("run", "reconcile", "curated", "folder"), True)
        extracting = self.model_dump_json(exclude={**others, "clean": _COPIES})
        state = hashlib.blake2b(extracting.encode(), digest_size=8)
        for name, content in self.user_files(*_USER_FILES):
            state.update(f"{name}\0{len(content)}\0".encode() + content)
        for path in sorted(self.folder.glob("gazetteer/*.sqlite")) if self.folder else ():
            with path.open("rb") as addition:  # may be large
                state.update(path.name.encode() + hashlib.file_digest(addition, "blake2b").digest())
        for _, content in self.user_files(_DECISIONS):
            lines = [line for line in content.splitlines() if any(kind in line for kind in _DECIDED)]
            state.update(b"\n".join(lines))
        if self.places.gazetteer and self.places.gazetteer.is_file():
            state.update(hashlib.blake2b(self.places.gazetteer.read_bytes()).digest())
        return state.hexdigest()

    def extracting_files(self) -> list[Path]:
        """Return the files, apart from the decisions, whose content `digest` covers, in sorted order."""
        folder = self.folder
        own = [path for name in (*_USER_FILES, "gazetteer/*.sqlite") for path in folder.glob(name)] if folder else []
        return sorted({*own, *([self.places.gazetteer] if self.places.gazetteer else [])})

    def user_files(self, *patterns: str) -> Iterator[tuple[str, bytes]]:
        """Yield name (below `pipeline/`) and content of the workspace's files that match, in sorted order.

        Raises:
            ConfigError: a file cannot be read.
        """
        if self.folder is None:
            return
        for path in sorted({path for pattern in patterns for path in self.folder.glob(pattern) if path.is_file()}):
            try:
                yield path.relative_to(self.folder).as_posix(), path.read_bytes()
            except OSError as error:
                raise ConfigError(
                    f"cannot be read: {error.strerror}", where=str(path), remedy="check its rights"
                ) from error


def load(folder: Path | None) -> Config:
    """Read `folder/docmine.toml`; defaults apply where it, or the folder, is missing.

    Raises:
        ConfigError: the file is not TOML, or has unknown keys or wrong values; all of them are named.
    """
    if folder is None:
        return Config()
    path = folder / CONFIG_NAME
    if not path.exists():
        return Config(folder=folder)
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"not valid TOML: {error}", where=str(path), remedy="see docs/configuration.md") from error
    try:
        return _anchored(Config.model_validate({**data, "folder": folder}), folder)
    except ValidationError as error:
        problems = "\n".join(f"  {_problem(item)}" for item in error.errors())
        raise ConfigError(
            f"cannot be used:\n{problems}", where=str(path), remedy="see docs/configuration.md"
        ) from error


def _anchored(config: Config, folder: Path) -> Config:
    """Return the settings with relative paths counted from the workspace, the folder that holds `pipeline/`."""
    root = folder.parent
    gazetteer, model = config.places.gazetteer, config.model.name
    places = config.places.model_copy(update={"gazetteer": root / gazetteer if gazetteer else None})
    local = config.model.model_copy(update={"name": str(root / model) if (root / model).is_dir() else model})
    curated = {
        name: one.model_copy(update={"file": root / one.file.expanduser()}) for name, one in config.curated.items()
    }
    return config.model_copy(update={"places": places, "model": local, "curated": curated})


@cache
def _own_columns(table: str) -> tuple[str, ...]:
    """Return the columns of docmine's own layout of a curated table."""
    layouts = read_toml(DATA / "reconcile" / "layouts.toml")["layouts"]
    own = next(one for one in layouts if (one["name"], one["table"]) == ("docmine", table))
    return tuple(name for choices in own["columns"].values() for name in choices)


def find_workspace(start: Path) -> Path | None:
    """Return the nearest `pipeline/` folder with a `docmine.toml`, looking in `start` and upwards."""
    for folder in (start, *start.parents):
        if (folder / "pipeline" / CONFIG_NAME).is_file():
            return folder / "pipeline"
    return None


def _problem(item: ErrorDetails) -> str:
    location = [str(part) for part in item["loc"]]
    if item["type"] == "value_error":  # one of docmine's own, which names what it is about
        return f"{'.'.join(location)}: {item['msg'].removeprefix('Value error, ')}"
    if item["type"] != "extra_forbidden":
        return f"{'.'.join(location)}: {item['msg']}, not {item['input']!r}"
    model: Any = Config
    for part in location[:-1]:
        # What is in [curated] has the user's name, and then keys of docmine's own.
        model = get_args(model)[1] if get_origin(model) is dict else model.model_fields[part].annotation
    near = get_close_matches(location[-1], model.model_fields, n=1)
    return f"{'.'.join(location)}: no such key" + (f"; did you mean {near[0]}?" if near else "")

"""Reads what clients send: batches of queries and requests for values, checked before anything is looked up."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from itertools import islice
from typing import Any, Literal, NoReturn, Self, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from docmine.errors import QueryError, TooMuch

MAX_QUERIES = 100
"""Queries in one batch."""
MAX_IDS = 1000
"""Entities of which values are asked at once."""
MAX_LIMIT = 100
"""Candidates for one query."""
MAX_TEXT = 300
"""Characters; no name is longer, and comparing takes time with the square of them."""
MAX_VALUES = 10
"""Values of one property; each may be looked up."""
_DEFAULT_LIMIT = 10
_REMEDY = "see the Reconciliation Service API 0.2"

M = TypeVar("M", bound=BaseModel)


class _Message(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Reference(_Message):
    """A value that stands for an entity that was reconciled before."""

    id: str
    name: str = ""


PropertyValue = str | bool | int | float | Reference


class Condition(_Message):
    """A property and the values that it should have."""

    pid: str
    v: PropertyValue | list[PropertyValue]

    def texts(self) -> list[str]:
        """Return the values as text, of an entity its id; those that are too long to be any are left out."""
        values = self.v if isinstance(self.v, list) else [self.v]
        texts = [value.id if isinstance(value, Reference) else str(value) for value in values]
        return [text.strip() for text in texts if 0 < len(text.strip()) <= MAX_TEXT]


class Query(_Message):
    """What to look for. At least a text or a property must be given."""

    query: str = ""
    type: list[str] = Field(default_factory=list)
    limit: int = Field(default=_DEFAULT_LIMIT, ge=1)
    properties: list[Condition] = Field(default_factory=list)
    type_strict: Literal["any", "all", "should"] = "any"

    @field_validator("type", mode="before")
    @classmethod
    def _list(cls, value: object) -> object:
        return [value] if isinstance(value, str) else value

    @model_validator(mode="after")
    def _asks_something(self) -> Self:
        if "query" not in self.model_fields_set and not self.properties:
            raise ValueError("give a query or properties")
        return self

    @property
    def text(self) -> str:
        """The text to look for; nothing where it is too long to be a name."""
        text = self.query.strip()
        return text if len(text) <= MAX_TEXT else ""

    @property
    def most(self) -> int:
        """How many candidates to return."""
        return min(self.limit, MAX_LIMIT)

    def values(self, pid: str) -> list[str]:
        """Return the values that a property should have, as text: the first `MAX_VALUES`."""
        texts = (text for condition in self.properties if condition.pid == pid for text in condition.texts())
        return list(islice(texts, MAX_VALUES))

    def value(self, pid: str) -> str | None:
        """Return the first value that a property should have."""
        return next(iter(self.values(pid)), None)

    def number(self, pid: str) -> float | None:
        """Return the first value that a property should have as a number, None where it is none."""
        try:
            number = float(self.value(pid) or "nan")
        except ValueError:
            return None
        return number if math.isfinite(number) else None


class Wanted(_Message):
    """A property that is wanted; no settings are offered, and those that are sent change nothing."""

    id: str
    settings: dict[str, Any] = Field(default_factory=dict)


class Extension(_Message):
    """Entities and the properties of which the values are wanted."""

    ids: list[str]
    properties: list[Wanted]


def read_batch(text: str, properties: Sequence[str]) -> dict[str, Query]:
    """Read a batch of queries.

    Args:
        text: JSON, queries by keys that the client chooses.
        properties: ids of the properties that can be asked for.

    Raises:
        QueryError: it is malformed, or asks for another property.
        TooMuch: it has more than `MAX_QUERIES` queries.
    """
    batch = _object(text, "queries")
    if len(batch) > MAX_QUERIES:
        raise TooMuch(f"{len(batch):,} queries in one batch", remedy=f"send at most {MAX_QUERIES}")
    queries = {key: _read(Query, value, f"queries.{key}") for key, value in batch.items()}
    for key, query in queries.items():
        _check({condition.pid for condition in query.properties}, properties, f"queries.{key}")
    return queries


def read_extension(text: str, properties: Sequence[str]) -> Extension:
    """Read a request for values.

    Raises:
        QueryError: it is malformed, or asks for a property that is not among `properties`.
        TooMuch: it asks for more than `MAX_IDS` entities.
    """
    wanted = _read(Extension, _object(text, "extend"), "extend")
    if len(wanted.ids) > MAX_IDS:
        raise TooMuch(f"{len(wanted.ids):,} ids in one request", remedy=f"send at most {MAX_IDS}")
    _check({one.id for one in wanted.properties}, properties, "extend")
    return wanted


def _object(text: str, where: str) -> dict[str, Any]:
    """Return a JSON object that can be written again: no lone surrogates, no infinite numbers."""
    try:
        found = json.loads(text, parse_constant=_no_number)
        json.dumps(found, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise QueryError(f"is no JSON: {error}", where=where, remedy="send an object in JSON, UTF-8") from error
    if not isinstance(found, dict):
        raise QueryError("is no JSON object", where=where, remedy=_REMEDY)
    return found


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number in JSON")


def _read(model: type[M], value: object, where: str) -> M:
    try:
        return model.model_validate(value)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join([where, *map(str, first["loc"])])
        raise QueryError(first["msg"].removeprefix("Value error, "), where=place, remedy=_REMEDY) from error


def _check(asked: set[str], known: Sequence[str], where: str) -> None:
    if unknown := sorted(asked.difference(known)):
        raise QueryError(
            f"there is no property {', '.join(map(repr, unknown))}", where=where, remedy=f"there are {', '.join(known)}"
        )

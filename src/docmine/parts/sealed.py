"""JSON files that show whether anything was changed in them since they were written."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict, ValidationError

from docmine.errors import StoreError

FORMAT = 1
"""Number of the layout of the folder; another number is another layout."""


class Sealed(BaseModel):
    """What is in such a file. The seal is a checksum: it tells torn and edited files, not forgers."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    format: int = FORMAT

    def seal(self) -> str:
        """Return the JSON, with a digest of it as its last key."""
        content = self.model_dump(mode="json")
        return json.dumps({**content, "seal": _digest(content)}, indent=1)

    @classmethod
    def read(cls, path: Path, remedy: str) -> Self:
        """Read a file.

        Raises:
            StoreError: it is not there, not whole, was edited, or is of another layout.
        """
        try:
            content = json.loads(path.read_bytes())
            seal = content.pop("seal")
            if seal != _digest(content):
                raise ValueError("its seal is broken")
            if content.get("format") != FORMAT:
                raise ValueError("it was made by another version of docmine")
            return cls.model_validate(content)
        except OSError as error:
            raise StoreError(f"cannot be read: {error.strerror}", where=str(path), remedy=remedy) from error
        except ValidationError as error:
            raise StoreError("is torn, or was changed: it has other keys", where=str(path), remedy=remedy) from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise StoreError(f"is torn, or was changed: {error}", where=str(path), remedy=remedy) from error


def _digest(content: object) -> str:
    text = json.dumps(content, sort_keys=True)
    return hashlib.blake2b(text.encode(), digest_size=16).hexdigest()

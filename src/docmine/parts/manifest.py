"""What a part says of itself."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from docmine.documents import Refused
from docmine.parts.sealed import Sealed
from docmine.plan import Noted


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Report(_Entry):
    """A report of a part: its path, the digest of its bytes, and that of all else that its rows are made from."""

    path: str
    sha256: str
    digest: str
    decided: str
    failed: bool

    def noted(self, *, trusted: bool) -> Noted:
        """Return what a run notes of it; one that may have been made with other files than it says has no digest."""
        return Noted(self.path, self.sha256, self.digest if trusted else "")


class NoReport(_Entry):
    """What is in the raw folder and not worked on."""

    path: str
    status: Literal["skipped", "failed"]
    message: str
    remedy: str
    stage: str

    @classmethod
    def of(cls, refused: Refused) -> NoReport:
        """Return the entry of what was refused."""
        return cls(
            path=refused.path,
            status=refused.status,
            message=refused.message,
            remedy=refused.remedy,
            stage=refused.stage,
        )

    def refused(self) -> Refused:
        """Return what was refused."""
        return Refused(self.path, self.status, self.message, self.remedy, self.stage)


class File(_Entry):
    """A table of a part."""

    rows: int
    sha256: str


class Manifest(Sealed):
    """What is in a part. `trusted` is false when files of the workspace were changed while it was made."""

    part: str
    settings: dict[str, str]
    trusted: bool
    reports: tuple[Report, ...]
    refused: tuple[NoReport, ...]
    tables: dict[str, File]

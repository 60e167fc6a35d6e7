"""Which model a run uses: the gate that a new one must pass, and the way back.

A model is judged without the user's patterns, which would hide what it does not know, on the
held-out part of the labelled sentences. It is refused if it falls below `pipeline/floors.json`, or
if those sentences are not the ones on which the floors were set, because then the floors say nothing.
A refusal can be overruled with a reason, which is kept with what spoke against it (`history`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docmine import evaluate as evaluation
from docmine import floors, history, models
from docmine.config import Config
from docmine.errors import ModelError, PromotionRefused
from docmine.evaluate import Evaluation
from docmine.floors import Floors
from docmine.holdout import split
from docmine.labelled import LABELS, Example, Layer


@dataclass(frozen=True, slots=True)
class Verdict:
    """What speaks against a model, and the figures of the one in use (`before`) and of the new one (`after`)."""

    name: str
    former: str
    before: dict[Layer, Evaluation] = field(default_factory=dict)
    after: dict[Layer, Evaluation] = field(default_factory=dict)
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Promotion:
    """A change of the model in use. `forced` is the reason for which a refusal was overruled, or ""."""

    name: str
    former: str
    forced: str = ""
    verdict: Verdict | None = None


def judge(config: Config, name: str, *, data: Sequence[Path] = (), corrected: Sequence[Example] = ()) -> Verdict:
    """Compare a model with the floors and with the model in use; nothing is changed.

    Args:
        config: says where the workspace is.
        name: `shipped`, or a folder in `pipeline/models/`.
        data: files with labelled sentences, a part of which is held out; without any, `pipeline/training/`.
        corrected: sentences to judge by, a part of which is held out, where the files hold out none.

    Raises:
        ModelError: there is no such model, or it cannot be used.
        ResourceError: the labelled sentences are malformed.
        ConfigError: `pipeline/floors.json` cannot be used.
    """
    name = _plain_name(_store(config), name)
    candidate = models.choose(config, name)
    asked = floors.load(config)
    held = split(evaluation.labelled(config, data))[1] or split(corrected)[1]
    before, after = _scores(config, held), _scores(candidate, held)
    reasons = (*_about_the_corpus(asked, held), *_about_the_figures(asked, before, after))
    return Verdict(name, models.current(config), before, after, reasons)


def promote(
    config: Config,
    name: str,
    *,
    data: Sequence[Path] = (),
    corrected: Sequence[Example] = (),
    force_reason: str | None = None,
) -> Promotion:
    """Make a model the one in use, if nothing speaks against it, or if a reason is given.

    Args:
        config: as for `judge`.
        name: as for `judge`.
        data: as for `judge`.
        corrected: as for `judge`.
        force_reason: why the model is to be used whatever speaks against it; it is recorded.

    Raises:
        PromotionRefused: something speaks against the model; all of it is named.
        ModelError: as for `judge`, or the reason is empty.
        ResourceError: as for `judge`.
        ConfigError: as for `judge`.
    """
    if force_reason is not None and not force_reason.strip():
        raise ModelError("a model is not forced into use without a reason", remedy="say why")
    return apply(config, judge(config, name, data=data, corrected=corrected), force_reason=force_reason)


def apply(config: Config, verdict: Verdict, *, force_reason: str | None = None) -> Promotion:
    """Do what a verdict allows, or what it does not allow for a reason.

    Raises:
        PromotionRefused: something speaks against the model and no reason was given.
        ModelError: [model] name does not leave the choice to docmine.
    """
    if verdict.reasons and force_reason is None:
        listed = "\n".join(f"  {reason}" for reason in verdict.reasons)
        raise PromotionRefused(
            f"{verdict.name} is not promoted:\n{listed}",
            remedy=f"{verdict.former} stays in use; docmine compare shows more",
        )
    forced = (force_reason or "").strip() if verdict.reasons else ""
    history.use(_store(config), verdict.name, verdict.former, "promote", _details(verdict, forced))
    return Promotion(verdict.name, verdict.former, forced, verdict)


def rollback(config: Config) -> Promotion:
    """Make the former model the one in use again.

    Raises:
        ModelError: there is no former model, it is gone, or it is not what it was.
    """
    store, used = _store(config), models.current(config)
    former = history.previous(store, used)
    folder = store / former.name
    if former.name != models.SHIPPED_NAME:
        models.choose(config, former.name)  # raises if it is gone
        if former.digest and former.digest != models.folder_digest(folder):
            raise ModelError(
                "has changed since it was in use",
                where=str(folder),
                remedy=f"if you want it all the same: docmine promote {former.name}",
            )
    history.use(store, former.name, used, "rollback")
    return Promotion(former.name, used)


def set_floors(config: Config, *, data: Sequence[Path] = ()) -> Floors:
    """Write `pipeline/floors.json` from the figures of the model in use; `max_drop` stays as it is.

    Raises:
        ModelError: the model in use cannot be used.
        ResourceError: no labelled sentences are held out, or they are malformed.
        ConfigError: the old `pipeline/floors.json` cannot be used.
    """
    store, old = _store(config), floors.load(config)
    held = split(evaluation.labelled(config, data))[1]
    if not held:
        raise ModelError("there are no held-out sentences to set floors on", remedy="label some: docs/retraining.md")
    found = _scores(config, held)
    new = {layer: floors.raised(old.of(layer), found[layer]) if layer in found else old.of(layer) for layer in LABELS}
    result = Floors(
        model=models.digest(config), corpus=floors.describe(held), names=new["names"], conflict=new["conflict"]
    )
    floors.save(store.parent / "floors.json", result)
    return result


def _about_the_corpus(asked: Floors, held: Sequence[Example]) -> Iterator[str]:
    corpus = floors.describe(held)
    if not held:
        yield "there are no held-out sentences to judge it by"
    if asked.corpus and asked.corpus.digest != corpus.digest:
        yield (
            f"the held-out sentences ({corpus.sentences}, digest {corpus.digest}) are not those on which the floors "
            f"were set ({asked.corpus.sentences}, digest {asked.corpus.digest}): docmine promote --set-floors"
        )


def _about_the_figures(
    asked: Floors, before: Mapping[Layer, Evaluation], after: Mapping[Layer, Evaluation]
) -> Iterator[str]:
    for layer in LABELS:
        floor = asked.of(layer)
        if layer in after:
            yield from (f"{layer}: {reason}" for reason in floors.against(floor, before[layer], after[layer]))
        elif floor.micro is not None or floor.labels:
            yield f"{layer}: there are floors, and no held-out sentences"


def _scores(config: Config, held: Sequence[Example]) -> dict[Layer, Evaluation]:
    """Return the score of each layer that the sentences have."""
    layers = {layer: [example for example in held if example.layer == layer] for layer in LABELS}
    return {
        layer: evaluation.judge(config, examples, layer=layer, with_patterns=False)
        for layer, examples in layers.items()
        if examples
    }


def _details(verdict: Verdict, forced: str) -> dict[str, Any]:
    """Return what the history says of a promotion: figures before and after, and why it was forced."""
    f1 = {
        layer: [round(verdict.before[layer].micro.f1, 4), round(after.micro.f1, 4)]
        for layer, after in verdict.after.items()
    }
    return {"f1": f1, **({"against": list(verdict.reasons), "forced": forced} if forced else {})}


def _store(config: Config) -> Path:
    store = config.path("models")
    if store is None:
        raise ModelError("there is no workspace to promote a model in", remedy="run docmine init first")
    if config.model.name != "default":
        raise ModelError(
            f"is {config.model.name!r}, so no promoted model is used",
            where=f"{store.parent / 'docmine.toml'}: model.name",
            remedy='set it to "default"',
        )
    return store


def _plain_name(store: Path, name: str) -> str:
    """Return the name of a model in the store, which may be given as the path of its folder."""
    if name == models.SHIPPED_NAME or (store / name).resolve().parent == store.resolve():
        return Path(name).name
    if Path(name).resolve().parent == store.resolve():
        return Path(name).name
    raise ModelError(f"{name!r} is not in {store}", remedy="only models that lie there can be promoted: copy it there")

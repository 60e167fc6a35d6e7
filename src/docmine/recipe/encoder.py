"""Fine-tuning of all-MiniLM-L6-v2 on names and syntax at once, with torch on CPU.

One transformer serves all components, so that a text is read once. It is taught with simple heads: classes
for names (BIO), tags, features and sentence starts, and a biaffine scorer for heads and relations (Dozat &
Manning 2017). The heads are thrown away: spaCy's own components learn on what the encoder gives (`heads.py`).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import BertModel

from docmine.recipe.lessons import MISSING, Labels, Lesson, batches, padded
from docmine.wordpieces import CASES

Progress = Callable[[int, int, dict[str, float]], None]

_BATCH = 3000  # pieces
_ARC, _REL = 256, 96  # widths of the biaffine scorers
_WARM_UP = 0.06
_DROPOUT = 0.15
_CLASSIFIED = ("names", "tags", "morphs", "starts")  # the tasks that give each word a class


class Encoder(nn.Module):
    """The transformer: pieces and classes of case in, a vector for each piece out."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(folder, add_pooling_layer=False, attn_implementation="eager")
        types = self.bert.embeddings.token_type_embeddings
        cases = nn.Embedding(CASES, types.weight.shape[1])
        cases.weight.data[:] = types.weight.data[0]
        self.bert.embeddings.token_type_embeddings = cases
        self.bert.config.type_vocab_size = CASES

    def forward(self, pieces: Tensor, cases: Tensor, mask: Tensor) -> Tensor:
        """Return the vectors: windows x pieces x width."""
        return self.bert(input_ids=pieces, token_type_ids=cases, attention_mask=mask).last_hidden_state


class Heads(nn.Module):
    """The tasks that teach the encoder."""

    def __init__(self, width: int, known: Labels) -> None:
        super().__init__()
        sizes = {"names": len(known.names), "tags": len(known.tags), "morphs": len(known.morphs), "starts": 2}
        self.classes = nn.ModuleDict({task: nn.Linear(width, size) for task, size in sizes.items()})
        self.arcs = nn.ModuleList(nn.Linear(width, _ARC) for _ in range(2))
        self.rels = nn.ModuleList(nn.Linear(width, _REL) for _ in range(2))
        self.arc = nn.Parameter(torch.zeros(_ARC + 1, _ARC))
        self.rel = nn.Parameter(torch.zeros(len(known.deps), _REL + 1, _REL + 1))
        self.drop = nn.Dropout(_DROPOUT)
        nn.init.xavier_uniform_(self.arc)
        nn.init.xavier_uniform_(self.rel)

    def arc_scores(self, words: Tensor) -> Tensor:
        """Return windows x words x possible heads."""
        child, head = (self.drop(functional.gelu(layer(words))) for layer in self.arcs)
        return _biased(child) @ self.arc @ head.transpose(1, 2)

    def rel_scores(self, words: Tensor, heads: Tensor) -> Tensor:
        """Return windows x words x relations, for the given heads."""
        child, head = (self.drop(functional.gelu(layer(words))) for layer in self.rels)
        chosen = head.gather(1, heads.unsqueeze(-1).expand(-1, -1, head.shape[-1]))
        return torch.einsum("bwi,rij,bwj->bwr", _biased(child), self.rel, _biased(chosen))


def _biased(values: Tensor) -> Tensor:
    return torch.cat([values, torch.ones_like(values[..., :1])], dim=-1)


def fine_tune(
    encoder: Encoder,
    heads: Heads,
    lessons: Sequence[Sequence[Lesson]],
    *,
    rates: tuple[float, float],
    epochs: int,
    seed: int,
    progress: Progress,
    steps: int | None = None,
) -> None:
    """Teach encoder and heads.

    Args:
        encoder: the transformer.
        heads: the tasks that teach it.
        lessons: those of each kind of corpus, which do not share batches.
        rates: how fast the encoder and the heads learn, at most.
        epochs: passes over all lessons.
        seed: the same seed and lessons give the same encoder.
        progress: called after each step with its number, how many there are, and the losses.
        steps: ends after so many steps.
    """
    rng = random.Random(seed)  # noqa: S311  nothing secret
    torch.manual_seed(seed)
    plan = [[batch for part in lessons for batch in batches(part, _BATCH, rng)] for _ in range(epochs)]
    for epoch in plan:
        rng.shuffle(epoch)
    order = [batch for epoch in plan for batch in epoch][:steps]
    total = len(order)
    optimizer = torch.optim.AdamW(
        [{"params": encoder.parameters(), "lr": rates[0]}, {"params": heads.parameters(), "lr": rates[1]}],
        weight_decay=0.01,
        betas=(0.9, 0.98),
        fused=True,
    )
    warm = max(1, int(_WARM_UP * total))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm, max(0.01, (total - step) / max(1, total - warm)))
    )
    encoder.train()
    heads.train()
    for done, batch in enumerate(order, 1):
        losses = _losses(encoder, heads, batch)
        optimizer.zero_grad(set_to_none=True)
        sum(losses.values(), torch.zeros(())).backward()
        nn.utils.clip_grad_norm_([*encoder.parameters(), *heads.parameters()], 1.0)
        optimizer.step()
        schedule.step()
        progress(done, total, {task: float(loss.detach()) for task, loss in losses.items()})


def vectors(encoder: Encoder, batch: Sequence[Lesson]) -> Tensor:
    """Return the vectors of the words: windows x words x width, padded."""
    longest = max(padded(lesson.window) for lesson in batch)
    wide = max(len(lesson.window.words) for lesson in batch)
    pieces, cases, mask = (torch.zeros(len(batch), longest, dtype=torch.long) for _ in range(3))
    words = torch.zeros(len(batch), wide, dtype=torch.long)
    for row, lesson in enumerate(batch):
        size = len(lesson.window.pieces)
        pieces[row, :size] = torch.tensor(lesson.window.pieces)
        cases[row, :size] = torch.tensor(lesson.window.cases)
        mask[row, :size] = 1
        words[row, : len(lesson.window.words)] = torch.tensor(lesson.window.words)
    with torch.autocast("cpu", torch.bfloat16):
        found = encoder(pieces, cases, mask)
    return found.float().gather(1, words.unsqueeze(-1).expand(-1, -1, found.shape[-1]))


def gold(batch: Sequence[Lesson], task: str) -> Tensor:
    """Return the gold classes of one task: windows x words, padded with `MISSING`."""
    wide = max(len(lesson.window.words) for lesson in batch)
    found = np.full((len(batch), wide), MISSING, dtype=np.int64)
    for row, lesson in enumerate(batch):
        found[row, : len(lesson.gold[task])] = lesson.gold[task]
    return torch.from_numpy(found)


def _losses(encoder: Encoder, heads: Heads, batch: Sequence[Lesson]) -> dict[str, Tensor]:
    words = heads.drop(vectors(encoder, batch))
    tasks = batch[0].gold
    losses = {task: _loss(heads.classes[task](words), gold(batch, task)) for task in _CLASSIFIED if task in tasks}
    if "heads" in tasks:
        arcs, relations = gold(batch, "heads"), gold(batch, "deps")
        there = torch.zeros(words.shape[:2], dtype=torch.bool)
        for row, lesson in enumerate(batch):
            there[row, : len(lesson.window.words)] = True
        scores = heads.arc_scores(words).masked_fill(~there.unsqueeze(1), -1e4)
        losses["heads"] = _loss(scores, arcs)
        losses["deps"] = _loss(heads.rel_scores(words, arcs.clamp(min=0)), relations)
    return losses


def _loss(scores: Tensor, classes: Tensor) -> Tensor:
    return functional.cross_entropy(scores.flatten(0, 1), classes.flatten(), ignore_index=MISSING)

"""Fine-tuning of one layer of the model in use on a user's own labelled and corrected sentences.

A fifth of the documents is held out (`holdout`). The rest is learned (`lesson`) together with
sentences that the model answered before (`rehearsal`), so that new names do not cost old ones. The
component of the layer learns, and nothing else does (`tuning`); an interrupted training goes on where
it was (`checkpoint`).

| module | does |
|--------|------|
| `course` | the whole of it, from labelled files to a model in use |
| `lesson` | gathers the sentences, and completes them where the user labels only some of the labels |
| `rehearsal` | sentences with the model's own answers |
| `pairs` | sentences as what the trained component takes |
| `tuning` | the passes over the sentences, and the average of new and old weights |
| `checkpoint` | the state of an interrupted training |
| `shelf` | writes the new model, whole or not at all |
| `report` | what came of it |
"""

from docmine.train.course import train
from docmine.train.report import TrainingReport
from docmine.train.tuning import Recipe

__all__ = ["Recipe", "TrainingReport", "train"]

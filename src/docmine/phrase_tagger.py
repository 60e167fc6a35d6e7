"""The network of the conflict layer, as the spaCy architecture `docmine.PhraseTagger.v1`."""

from __future__ import annotations

from typing import Any

from spacy.ml.models import MultiHashEmbed
from spacy.tokens import Doc
from thinc.api import Dropout, Maxout, Model, Softmax, chain, clone, concatenate, expand_window, residual, with_array
from thinc.types import Floats2d

_ATTRS = ["LOWER", "SHAPE", "TAG", "DEP", "ENT_TYPE"]
_ROWS = [2000, 500, 100, 100, 50]

Network = Model[list[Doc], list[Floats2d]]


def phrase_tagger(tok2vec: Network, width: int, depth: int, votes: int, dropout: float) -> Network:
    """Return the network: documents in, for each word the classes' probabilities by each voter out, side by side.

    Args:
        tok2vec: gives each word a vector; usually a listener.
        width: width of the layers.
        depth: number of each voter's convolutional layers; each looks one word to either side.
        votes: number of voters.
        dropout: share of the input that is hidden in training.
    """
    seen = concatenate(tok2vec, MultiHashEmbed(width, _ATTRS, _ROWS, include_static_vectors=False))
    narrow = chain(Dropout(dropout), Maxout(width, nP=3, normalize=True))
    voters = [_voter(width, depth) for _ in range(votes)]
    votes_apart = concatenate(*voters) if votes > 1 else voters[0]
    model: Network = chain(seen, with_array(narrow), with_array(votes_apart, pad=depth))
    model.attrs["votes"] = votes
    model.set_ref("tok2vec", tok2vec)
    return model


def _voter(width: int, depth: int) -> Model[Any, Any]:
    """Return one voter; it reads the words of all documents in one matrix, with gaps between documents."""
    layer = chain(expand_window(window_size=1), Maxout(width, 3 * width, nP=3, normalize=True))
    return chain(clone(residual(layer), depth), Softmax())


def set_classes(model: Network, number: int) -> None:
    """Tell the voters how many classes there are, before the network is initialised."""
    for node in model.walk():
        if node.name == "softmax":
            node.set_dim("nO", number)

"""docmine's networks, as spaCy architectures: `docmine.PhraseTagger.v1` and `docmine.WordsInContext.v1`."""

from __future__ import annotations

from typing import Any, cast

from spacy.ml.models import MaxoutWindowEncoder, MultiHashEmbed
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
    seen: Network = concatenate(tok2vec, MultiHashEmbed(width, _ATTRS, _ROWS, include_static_vectors=False))
    narrow: Model[Any, Any] = chain(cast(Any, Dropout(dropout)), Maxout(width, nP=3, normalize=True))
    voters = [_voter(width, depth) for _ in range(votes)]
    votes_apart = concatenate(*voters) if votes > 1 else voters[0]
    model: Network = chain(seen, with_array(narrow), with_array(votes_apart, pad=depth))
    model.attrs["votes"] = votes
    model.set_ref("tok2vec", tok2vec)
    return model


def _voter(width: int, depth: int) -> Model[Any, Any]:
    """Return one voter; it reads the words of all documents in one matrix, with gaps between documents."""
    layer: Model[Any, Any] = chain(expand_window(window_size=1), Maxout(width, 3 * width, nP=3, normalize=True))
    return chain(clone(residual(layer), depth), Softmax())


def words_in_context(tok2vec: Network, width: int, depth: int, rows: list[int]) -> Network:
    """Return a network that joins what the encoder says of a word to what its letters and neighbours say.

    The encoder knows how words are used but learns no more; the hashed features beside it can learn a new name from
    a few sentences, and what a corpus means by an old one.

    Args:
        tok2vec: gives each word a vector; usually a listener.
        width: width of the vectors that come out.
        depth: convolutional layers over the hashed features; each looks one word to either side.
        rows: sizes of the tables for the word, its beginning, its end, and its shape.
    """
    letters: Network = chain(
        MultiHashEmbed(width, ["NORM", "PREFIX", "SUFFIX", "SHAPE"], rows, include_static_vectors=False),
        MaxoutWindowEncoder(width, 1, 3, depth),
    )
    joined: Network = chain(concatenate(tok2vec, letters), with_array(Maxout(width, nP=3, normalize=True, dropout=0.0)))
    joined.set_dim("nO", width)
    joined.set_ref("tok2vec", tok2vec)
    return joined


def set_classes(model: Model[Any, Any], number: int) -> None:
    """Tell the voters how many classes there are, before the network is initialised."""
    for node in model.walk():
        if node.name == "softmax":
            node.set_dim("nO", number)

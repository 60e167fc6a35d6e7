"""Which of the types that a word allows an event has: *attacked* with mortars, or for his silence.

`evidence` says what the parse tells of a trigger's arguments, `model` weighs it for each type that the lexicon allows,
and overrules the lexicon's first choice where another is clearly likelier. `lessons` reads labelled sentences, `fit`
learns the weights.
"""

from __future__ import annotations

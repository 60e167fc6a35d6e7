"""Role fillers: phrases that the text names as perpetrators, organisations, things hit, victims and weapons.

`phrases` offers candidates, `features` and `words` say what is known of them, a small network (`network`) judges each
place where one stands, and a tagger (`sequence`) marks words; `evidence`, `company`, `relevance` and `judge` decide for
the document as a whole. `attach` hangs what is accepted on the events. The weights are made from a corpus with role
fillers (`lessons`, `shelves`, `drill`, `teach`) and lie in one file (`model`).
"""

from __future__ import annotations

ROLES = ("perpetrator", "organisation", "object", "victim", "weapon")
"""Names of the roles, in the order of the columns of everything in this room."""

CORPUS_ROLES = dict(zip(("PerpInd", "PerpOrg", "Target", "Victim", "Weapon"), ROLES, strict=True))
"""The names that the role corpus (MUC-4) has for them."""

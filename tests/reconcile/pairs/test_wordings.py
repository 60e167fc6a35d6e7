from docmine.reconcile.pairs.wordings import Wordings
from docmine.reconcile.parties import ActorBook


def test_no_text_names_nothing():
    texts = {"place": ["", "Gao|near the town of Gao|Ansongo"], "side": ["", "SLF|Soldiers"], "outlets": [""]}
    known = Wordings(texts, ActorBook((), ()))
    assert known.places() == [[], ["gao", "ansongo"]]
    assert known.parties(0) == ()
    assert [party.name for party in known.parties(1)] == ["slf", "soldiers"]
    assert known.count("place") == 2

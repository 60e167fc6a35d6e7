import hashlib

import pytest

from docmine.ids import PREFIXES, document_id, make_id


def test_id_is_the_letter_and_the_digest_of_the_parts():
    digest = hashlib.blake2b(b"d_1\x1f3\x1f9", digest_size=8).hexdigest()
    assert make_id("mention", "d_1", 3, 9) == f"m_{digest}"


def test_parts_do_not_run_together():
    assert make_id("event", "a", "bc") != make_id("event", "ab", "c")


def test_no_id_reads_as_a_number():
    assert all(not prefix.isdigit() for prefix in PREFIXES.values())
    assert document_id("12e45" + "0" * 59) == "d_12e4500000000000"


def test_lone_surrogates_have_an_id():
    assert make_id("actor", "\ud83d").startswith("a_")


def test_unknown_kind_is_an_error():
    with pytest.raises(KeyError):
        make_id("nonsense", 1)

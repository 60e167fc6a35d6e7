import pickle

from docmine.errors import DocmineError, ReadError


def test_message_names_place_and_remedy():
    error = ReadError("is empty", where="a.txt", remedy="delete it")
    assert str(error) == "a.txt: is empty (delete it)"
    assert str(DocmineError("is empty")) == "is empty"


def test_errors_come_home_whole_from_worker_processes():
    error = pickle.loads(pickle.dumps(ReadError("is empty", where="a.txt", remedy="delete it")))
    assert (type(error), error.message, error.where, error.remedy) == (ReadError, "is empty", "a.txt", "delete it")

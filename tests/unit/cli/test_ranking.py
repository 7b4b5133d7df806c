"""`reader ranking` and `list --sort foryou`."""

from making import SUBJECTS, fill

from reader.library import Library
from reader.model import State

LIKED = SUBJECTS[0]


def _decide(library: Library, count: int) -> None:
    for row in library.rows(library.find("is:inbox").ids)[:count]:
        state = State.QUEUE if LIKED in row.title else State.ARCHIVE
        library.set_state([row.id], state)


def test_it_says_that_it_is_off(library: Library, reader) -> None:
    fill(library, range(40))
    _decide(library, 16)
    assert "until there are 20" in reader("ranking").out
    answer = reader("list", "--sort", "foryou", "is:inbox")
    assert "too few decisions" in answer.err
    assert len(answer.out.splitlines()) == 24
    assert reader("ranking", "--json").json["on"] is False


def test_it_tells_what_it_learned_and_what_is_wished(library: Library, reader) -> None:
    fill(library, range(120))
    _decide(library, 60)
    said = reader("ranking").out
    assert "60 decisions, 8 of them kept" in said
    assert "In your last 40 decisions the top quarter held" in said
    assert LIKED.lower() in said
    first = reader("list", "--sort", "foryou", "is:inbox", "--limit", 5).out
    assert all(LIKED in line for line in first.splitlines())
    assert all(f"(+ {LIKED.lower()}" in line for line in first.splitlines())
    whole = reader("list", "--sort", "foryou", "is:inbox").out.splitlines()
    assert whole[9].endswith("(wildcard)")
    assert "(− " in whole[-2]
    assert "(+" not in reader("list", "is:inbox").out
    told = reader("ranking", "--mute", LIKED, "--pin", "moths", "--json").json
    assert (told["muted"], told["pinned"]) == ([LIKED.lower()], ["moths"])
    assert told["grade"]["decisions"] == 40
    assert reader("undo").out == "Undone: Pin the word moths\n"
    assert reader("ranking", "--forget", LIKED, "--json").json["muted"] == []
    assert reader("ranking", "--mute", "two words").code == 1

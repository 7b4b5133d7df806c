"""The digest: what came in and what was decided, as text, page and e-mail."""

from email import message_from_string, policy

import pytest
from making import fill, title

from reader.errors import Problem
from reader.library import Library
from reader.model import Kind, State


@pytest.fixture
def ids(library: Library) -> list[int]:
    ids = fill(library, range(6), "Monday page")
    library.set_state([ids[0]], State.DONE)
    library.set_state([ids[1], ids[2]], State.QUEUE)
    library.star([ids[1]])
    library.write_note(ids[0], "A thought.")
    library.highlight(ids[0], 0, 5, Kind.IDEA)
    return ids


def test_it_tells_what_came_in_and_what_was_decided(library: Library, ids: list[int]) -> None:
    digest = library.digest("7d")
    assert (digest.new, digest.notes, digest.highlights) == (6, 1, 1)
    assert digest.imports == (("Monday page", 6),)
    assert [(one.name, one.whole) for one in digest.decided] == [("Read", 1), ("Queued", 2)]
    assert digest.came.whole == 3
    text = library.render_digest(digest)
    assert "6 came in, 3 decided, 3 waiting." in text
    assert "You wrote 1 note and 1 highlight." in text
    assert f"## Queued (2)\n\n- ★ {title(1)}. " in text


def test_it_can_be_about_one_import(library: Library, ids: list[int]) -> None:
    fill(library, range(10, 12), "Other page")
    digest = library.digest(import_id=1)
    assert digest.imports == (("Monday page", 6),)
    assert digest.came.whole == 3
    assert digest.new == 6
    with pytest.raises(Problem, match="no import 9"):
        library.digest(import_id=9)


def test_what_is_no_time_is_told(library: Library) -> None:
    for since in ("soon", "..2020", ""):
        with pytest.raises(Problem, match="no time"):
            library.digest(since)
    digest = library.digest("today")
    assert digest.new == 0
    assert "0 came in" in library.render_digest(digest)


def test_the_mail_has_both_texts_and_no_address(library: Library, ids: list[int]) -> None:
    library.edit(ids[1], title="Ünïcode\u2028 <b> & more")
    mail = message_from_string(
        library.render_digest(library.digest(), "eml"), policy=policy.default
    )
    assert "6 came in, 3 decided" in mail["Subject"]
    assert mail["To"] is None
    plain, page = mail.iter_parts()
    assert "Ünïcode" in plain.get_content()
    assert "Ünïcode &lt;b&gt; &amp; more" in page.get_content()
    assert page.get_content_type() == "text/html"


def test_the_same_library_gives_the_same_bytes(library: Library, ids: list[int]) -> None:
    for form in ("md", "html", "eml"):
        texts = {library.render_digest(library.digest(), form) for _ in range(2)}  # type: ignore[arg-type]
        assert len(texts) == 1

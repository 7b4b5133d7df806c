"""Search texts follow a tag that gets another name, and change in nothing else."""

import pytest

from reader.query.renaming import with_tags_renamed


@pytest.mark.parametrize(
    ("text", "renamed"),
    [
        ("tag:vision", "tag:sight"),
        ("#Vision", "tag:sight"),
        ("prune  -tag:vision  OR kernel", "prune  -tag:sight  OR kernel"),
        ("(tag:=vision) sort:date", "(tag:=sight) sort:date"),
        ("tag:vision/ocr", 'tag:"reading aloud"'),
        (
            'vision "tag vision" tag:visions colour:red',
            'vision "tag vision" tag:visions colour:red',
        ),
        ('"a tag:vision b"', '"a tag:vision b"'),
        ("tag: year:20 tag:vision", "tag: year:20 tag:sight"),
        ("", ""),
    ],
)
def test_only_the_tag_changes(text: str, renamed: str) -> None:
    names = {"vision": "sight", "vision/ocr": "reading aloud"}
    assert with_tags_renamed(text, names) == renamed


def test_tags_below_the_old_name_are_still_found() -> None:
    names = {"vision": "sight"}
    assert with_tags_renamed("-#vision a", names, also_old=True) == "-(tag:sight OR tag:vision) a"
    assert with_tags_renamed("tag:=vision", names, also_old=True) == "tag:=sight"

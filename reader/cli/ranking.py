"""The verb about the order "For you": what it has learned, how well it does, words overruled."""

import click

from reader.cli.printing import number, say, say_json
from reader.cli.records import taste_record
from reader.cli.session import TEXT, Session, as_json, pass_session
from reader.model import ENOUGH, Taste, Wish


@click.command(short_help='What the order "For you" has learned; mutes and pins words.')
@click.option("--mute", "muted", metavar="WORD", type=TEXT, multiple=True, help="Let it not count.")
@click.option("--pin", "pinned", metavar="WORD", type=TEXT, multiple=True, help="Prefer it.")
@click.option("--forget", metavar="WORD", type=TEXT, multiple=True, help="Neither, from now on.")
@as_json
@pass_session
def ranking(
    session: Session,
    muted: tuple[str, ...],
    pinned: tuple[str, ...],
    forget: tuple[str, ...],
    as_json: bool,
) -> None:
    """What `list --sort foryou` has learned from your decisions, and how well it foresaw the last.

    --mute, --pin and --forget may be given again; each word is one step to undo.
    """
    wishes: list[tuple[str, Wish | None]] = [(word, "mute") for word in muted]
    wishes += [(word, "pin") for word in pinned] + [(word, None) for word in forget]
    with session.library(write=bool(wishes)) as library:
        for word, wish in wishes:
            library.wish(word, wish)
        taste = library.taste()
    if as_json:
        say_json(taste_record(taste))
    else:
        _say(taste)


def _say(taste: Taste) -> None:
    say(f"{number(taste.decisions, 'decision')}, {taste.kept:,} of them kept.")
    if not taste.is_on:
        say(f"The order stays that of the listing until there are {ENOUGH} of both kinds.")
    elif taste.grade is None:
        say("There is nothing to grade it by: of your last decisions, none kept a paper.")
    else:
        say(str(taste.grade))
    for heading, words in (
        ("Speaks for a paper", taste.liked),
        ("Speaks against it", taste.disliked),
        ("Muted", [word for word, wish in taste.wishes.items() if wish == "mute"]),
        ("Pinned", [word for word, wish in taste.wishes.items() if wish == "pin"]),
    ):
        if words:
            say(f"{heading}: {', '.join(words)}")


VERBS = {"ranking": ranking}

"""What came in and what was decided, as Markdown, as a web page, and as an e-mail.

The e-mail (RFC 5322) is a draft in a file: it has both texts and no address; nothing sends it.
"""

from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import SMTP
from html import escape

from reader.dates import shown_date
from reader.export.html_page import page as html_page
from reader.export.literal import literal
from reader.export.pages import authors, links_of, shown_title
from reader.export.references.reference import plain_title
from reader.model import Digest, Paper, Section

_SNIPPET = 280


def as_markdown(digest: Digest) -> str:
    """The digest as Markdown."""
    lines = [f"# {literal(title(digest))}", "", *_summary(digest)]
    for section in _sections(digest):
        lines += ["", f"## {section.name} ({section.whole:,})", ""]
        lines += [_item(paper) for paper in section.papers]
        if section.whole > len(section.papers):
            lines.append(f"- and {section.whole - len(section.papers):,} more")
    return "\n".join(lines) + "\n"


def as_html(digest: Digest) -> str:
    """The digest as a web page that stands by itself."""
    parts = [f"<p>{escape(line)}</p>" for line in _summary(digest) if line]
    for section in _sections(digest):
        parts.append(f"<h2>{section.name} ({section.whole:,})</h2>")
        parts += [_entry(paper) for paper in section.papers]
        if section.whole > len(section.papers):
            parts.append(f"<p>and {section.whole - len(section.papers):,} more</p>")
    return html_page(title(digest), parts)


def as_mail(digest: Digest) -> str:
    """The digest as the text of an e-mail file."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = " ".join(f"{title(digest)}: {_counts(digest)}".split())
    message["X-Unsent"] = "1"  # programs open it as a draft
    message.set_content(as_markdown(digest))
    message.add_alternative(as_html(digest), subtype="html")
    message.set_boundary("reader-digest-parts")
    return message.as_string().replace("\r\n", "\n")


def title(digest: Digest) -> str:
    """What a digest is called."""
    return f"Reading list, {digest.period}"


def _counts(digest: Digest) -> str:
    decided = sum(section.whole for section in digest.decided)
    return f"{digest.new:,} came in, {decided:,} decided"


def _summary(digest: Digest) -> list[str]:
    said = [f"{_counts(digest)}, {digest.came.whole:,} waiting."]
    wrote = [
        f"{count:,} {word}{'' if count == 1 else 's'}"
        for count, word in ((digest.notes, "note"), (digest.highlights, "highlight"))
        if count
    ]
    if wrote:
        said += ["", f"You wrote {' and '.join(wrote)}."]
    for name, count in digest.imports:
        said += ["", f"{' '.join(name.split())}: {count:,} {'paper' if count == 1 else 'papers'}."]
    return said


def _sections(digest: Digest) -> Iterator[Section]:
    yield from digest.decided
    if digest.came.whole:
        yield digest.came


def _item(paper: Paper) -> str:
    facts = paper.facts
    link = next((address for _, address in links_of(facts)), "")
    name = f"[{shown_title(facts)}]({link})" if link else shown_title(facts)
    star = "★ " if paper.starred else ""
    known = ", ".join(filter(None, [authors(facts, literal), shown_date(facts.date)]))
    return f"- {star}{name}. {known}."


def _entry(paper: Paper) -> str:
    facts = paper.facts
    link = next((address for _, address in links_of(facts)), "")
    name = escape(plain_title(facts))
    name = f'<a href="{escape(link)}" rel="noreferrer">{name}</a>' if link else name
    star = "★ " if paper.starred else ""
    known = ", ".join(filter(None, [authors(facts, escape), shown_date(facts.date)]))
    text = " ".join((facts.abstract or "").split())
    short = text[:_SNIPPET].rsplit(" ", 1)[0] + " …" if len(text) > _SNIPPET else text
    said = f"<p>{escape(short)}</p>" if short else ""
    return f'<section><h3>{star}{name}</h3><p class="facts">{known}.</p>{said}</section>'

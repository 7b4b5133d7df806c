"""Pages and mails in the wrapping of a mail: web archives (`.mhtml`) and saved mails (`.eml`).

Such a file holds its text encoded, beside pictures and style sheets. What is to be read is one
of its parts: of a web archive (RFC 2557) the page, of a mail (RFC 2045, 2046) its plain text,
or its page where it has none. A mail whose text stands there as it is needs no unwrapping.
"""

import email.errors
import re
from email.message import EmailMessage

from reader.errors import Problem

_HEAD = 16 * 1024
_MOST_LINES = 60
_FIELD = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:|[ \t]|From |>From ")
_WRAPPED = re.compile(
    rb"^content-type:\s{0,4}(?:multipart/|text/html)"
    rb"|^content-transfer-encoding:\s{0,4}(?:base64|quoted-printable)",
    re.IGNORECASE | re.MULTILINE,
)
_MIME = re.compile(rb"^mime-version:|^content-type:", re.IGNORECASE | re.MULTILINE)
_ENOUGH = 200
"""Characters from which the plain text of a mail is more than a hint to look at its page."""
_DEEPEST = 200
_MOST_PARTS = 5_000


def is_wrapped(data: bytes) -> bool:
    """Whether bytes begin with the head of a mail whose text is encoded or in parts."""
    head, _, _ = data[:_HEAD].replace(b"\r\n", b"\n").partition(b"\n\n")
    lines = head.split(b"\n")
    if len(lines) < 2 or len(lines) > _MOST_LINES * 4:
        return False
    is_head = all(_FIELD.match(line) for line in lines)
    return is_head and bool(_MIME.search(head)) and bool(_WRAPPED.search(head))


def unwrapped(data: bytes) -> tuple[bytes, str | None]:
    """The part to be read, with the day of the mail above it, and its encoding if it says one.

    Raises Problem when there is no text in it.
    """
    from email import policy
    from email.parser import BytesParser

    if data.lower().count(b"content-type:") > _MOST_PARTS or data.count(b"multipart/") > _DEEPEST:
        raise _damaged()
    try:
        mail = BytesParser(policy=policy.default).parsebytes(data)
        part = _part(mail)
        content = part.get_payload(decode=True) if part is not None else None
        charset = part.get_content_charset() if part is not None else None
        day = " ".join(str(mail.get("date", "")).split())[:100]
    except (email.errors.MessageError, ValueError, LookupError, RecursionError, TypeError,
            AttributeError, IndexError) as error:  # fmt: skip
        raise _damaged() from error
    if part is None or not isinstance(content, bytes) or not content.strip():
        raise Problem(
            "There is no text in this mail or web archive.", do="Save the listing page as text."
        )
    is_page = part.get_content_type() == "text/html"
    day = day.replace("--", "")
    head = f"<!-- Date: {day} -->\n" if is_page else f"Date: {day}\n\n"
    return (head.encode("ascii", "replace") if day else b"") + content, charset


def _part(mail: EmailMessage) -> EmailMessage | None:
    """The part that holds the text: plain, if it says enough, else the page."""
    parts = [each for each in mail.walk() if isinstance(each, EmailMessage)]
    plain = next((each for each in parts if each.get_content_type() == "text/plain"), None)
    page = next((each for each in parts if each.get_content_type() == "text/html"), None)
    is_archive = mail.get_content_type() == "multipart/related"
    if plain is None or (page is not None and (is_archive or _length(plain) < _ENOUGH)):
        return page
    return plain


def _length(part: EmailMessage) -> int:
    content = part.get_payload(decode=True)
    return len(content.strip()) if isinstance(content, bytes) else 0


def _damaged() -> Problem:
    return Problem("This mail or web archive is damaged.", do="Save the page as text.")

"""Links in texts: where they end, which one leads to code, which identifiers they carry.

arXiv identifiers: https://info.arxiv.org/help/arxiv_identifier.html (both schemes).
DOI names: https://www.doi.org/doi-handbook/HTML/ (prefix `10.`, a slash, a suffix).
"""

import re
from urllib.parse import unquote

from reader.clean import URL_BYTES

CODE_HOSTS = ("github.com", "gitlab.com", "bitbucket.org", "codeberg.org", "gitee.com", "git.sr.ht")

_HOSTS = "|".join(re.escape(host) for host in CODE_HOSTS)
# At most URL_BYTES characters are looked at, so that no text can make this slow.
_URL = re.compile(
    rf"(?:https?://|(?<![\w./@-])(?:www\.)?(?:{_HOSTS})/)[^\s<>\"“”{{}}|\\^`]{{1,{URL_BYTES}}}",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?:https?://)?(?:www\.)?([^/:?#]+)", re.IGNORECASE)
_TRAILING = ".,;:!?'’”*_~"
_PAIRS = {")": "(", "]": "["}
_NEW_ID = r"\d{4}\.\d{4,5}"
_OLD_ID = r"[a-z-]{2,16}(?:\.[A-Z]{2})?/\d{7}"
_ARXIV = re.compile(
    rf"(?:arxiv\.org/(?:abs|pdf|html)/|huggingface\.co/papers/|^/papers/)({_NEW_ID}|{_OLD_ID})(?!\d)",
    re.IGNORECASE,
)
_CITED = re.compile(rf"\barXiv\s?[:.]\s?({_NEW_ID}|{_OLD_ID})(?:v\d{{1,2}})?(?!\d)", re.IGNORECASE)
_BARE_ID = re.compile(rf"(?:arXiv\s?:\s?)?({_NEW_ID}|{_OLD_ID})(?:v\d{{1,2}})?", re.IGNORECASE)
_PAPER = re.compile(
    rf"(?:^|//|huggingface\.co|hf\.co|localhost|next=)/?papers/(?P<id>{_NEW_ID})(?!\d)",
    re.IGNORECASE,
)
_WRAPPED = re.compile(
    r"https?://(?:scholar\.google\.[a-z.]{2,6}/scholar_url|(?:www\.)?google\.[a-z.]{2,6}/url"
    r"|[\w.-]{1,60}safelinks\.protection\.outlook\.com/|slack-redir\.net/link)"
    r"\?(?:[^#]{0,400}&)?(?:url|q)=(?P<url>https?(?:://|%3A)[^&#\s]{1,2000})",
    re.IGNORECASE,
)
_BARE_DOI = re.compile(r"10\.\d{4,9}/\S{1,300}")
_ARXIV_DOI = re.compile(rf"10\.48550/arxiv\.({_NEW_ID}|{_OLD_ID})$", re.IGNORECASE)
_DOI = re.compile(r"(?:doi\.org/|^doi:\s?)(10\.\d{4,9}/[^\s\"<>]{1,300})", re.IGNORECASE)


PAPER_HOSTS = (
    *("arxiv.org", "doi.org", "openreview.net", "aclanthology.org", "aclweb.org", "alphaxiv.org"),
    *("proceedings.mlr.press", "papers.nips.cc", "proceedings.neurips.cc", "jmlr.org", "ecva.net"),
    *("openaccess.thecvf.com", "ieeexplore.ieee.org", "dl.acm.org", "link.springer.com"),
    *("sciencedirect.com", "biorxiv.org", "medrxiv.org", "semanticscholar.org", "ojs.aaai.org"),
    *("pubmed.ncbi.nlm.nih.gov", "isca-archive.org", "isca-speech.org", "roboticsproceedings.org"),
    *("hal.science", "papers.ssrn.com", "onlinelibrary.wiley.com", "usenix.org", "ijcai.org"),
    *("eprint.iacr.org", "mdpi.com", "nature.com", "science.org", "academic.oup.com", "pnas.org"),
)


def target(link: str) -> str:
    """Where a link leads that a search engine or a mail program has wrapped in one of its own."""
    match = _WRAPPED.match(link[:URL_BYTES])
    return unquote(match["url"]) if match else link


def is_paper(link: str) -> bool:
    """Whether a link leads to a page or a file of a paper: by its host, or because it is a PDF."""
    host = _HOST.match(link)
    name = host[1].lower().removeprefix("www.") if host else ""
    known = any(name == each or name.endswith(f".{each}") for each in PAPER_HOSTS)
    path = link.split("://", 1)[-1].partition("/")[2]
    return (known and bool(path)) or paper_id(link) is not None or path.lower().endswith(".pdf")


def trim_link(link: str) -> str:
    """A link without the punctuation of the sentence around it; brackets it opened stay closed."""
    while link:
        last = link[-1]
        if last in _TRAILING:
            link = link.rstrip(_TRAILING)
        elif last in _PAIRS and link.count(last) > link.count(_PAIRS[last]):
            link = link[:-1]
        else:
            break
    return link


def links(text: str) -> list[str]:
    """All web addresses in a text, in order, without trailing punctuation."""
    return [trim_link(match.group()) for match in _URL.finditer(text)]


def ends_with_link(text: str) -> bool:
    """Whether the last word of a text is a web address, perhaps with punctuation after it."""
    tail = text[-URL_BYTES:]
    word = tail.rsplit(None, 1)[-1] if tail and not tail.isspace() else ""
    return _URL.search(word) is not None


def code_link(text: str) -> str | None:
    """The first link of a text to a place where code is kept, with its scheme; None if none."""
    for link in links(text):
        host = _HOST.match(link)
        path = link.split("://", 1)[-1].partition("/")[2]
        if host and host.group(1).lower() in CODE_HOSTS and path.strip("/"):
            return link if "://" in link else f"https://{link}"
    return None


def arxiv_id(link: str) -> str | None:
    """The arXiv identifier a link leads to, without its version."""
    match = _ARXIV.search(link[:URL_BYTES])
    return match.group(1) if match else None


def paper_id(link: str) -> str | None:
    """The arXiv identifier in any link of a listing page: relative, saved, to log in and vote."""
    plain = unquote(link[:URL_BYTES])
    match = _PAPER.search(plain)
    return match["id"] if match else arxiv_id(plain)


def doi(link: str) -> str | None:
    """The DOI a link leads to, in lower case: DOI names do not distinguish case."""
    match = _DOI.search(link[:URL_BYTES])
    return trim_link(match.group(1)).lower() if match else None


def plain_doi(text: str) -> str | None:
    """The DOI a field holds, bare, after `doi:` or as a link; None if it holds none.

    A resolver of another house (`http://doi.acm.org/10.1145/...`) holds it as well.
    """
    text = text.strip()[:URL_BYTES]
    match = _BARE_DOI.search(text)
    if match is None or (match.start() and not text.lower().startswith(("doi", "http"))):
        return None
    return trim_link(match.group()).lower()


def bare_arxiv_id(text: str) -> str | None:
    """The arXiv identifier a field consists of, with or without `arXiv:`, without version."""
    match = _BARE_ID.fullmatch(text.strip()[:60])
    return match.group(1) if match else None


def cited_arxiv_id(text: str) -> str | None:
    """The arXiv identifier a reference names, as in `arXiv preprint arXiv:1503.02531`."""
    match = _CITED.search(text[:URL_BYTES])
    return match.group(1) if match else None


def arxiv_id_of_doi(doi: str) -> str | None:
    """The arXiv identifier in a DOI that arXiv gave out itself (`10.48550/arXiv.2301.00001`)."""
    match = _ARXIV_DOI.match(doi[:URL_BYTES])
    return match.group(1) if match else None

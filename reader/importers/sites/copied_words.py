"""What the pages of proceedings, indexes and searches print around papers, line by line.

Each is the whole of a line, never its beginning: a title may begin with any of these words.
"""

import re


def _lines(*words: str) -> re.Pattern[str]:
    return re.compile("|".join(words))


ACL = _lines(
    *("ACL Anthology", "(?:show|hide) all abstracts", "up", "Volumes", "Search", "News.{0,20}"),
    *("FAQ.{0,20}", "Corrections?", "Submissions?.{0,20}", "Github", "Copy Citation:?"),
    *("More options.*", "ACL materials are Copyright.*", "Permission is granted.*"),
    *("Site last built.*", "The ACL Anthology is .*", ".*contact the Anthology.*"),
    *("BibTeX.{0,40}", "Markdown", "MODS XML", "Endnote", "Events?", r".{0,80}\(\d{4}\)"),
    *(r"(?:bib|pdf) \(full\)", r"\d+ papers?", r".{3,300}\(Editors?\)"),
)
PMLR = _lines(
    *(r"\[edit\]", r"Volume \d+:.*", r"\[bib\].*", "Editors?:.*"),
    *("(?:Contributed|Accepted) Papers", "Preface", "RSS Feed"),
    *("Filter (?:Authors|Titles).{0,20}", "Proceedings of Machine Learning Research.{0,40}"),
    *("Github Account", "This site last compiled.*", "Copyright ©.*", "Orals?", "Posters?"),
)
NEURIPS = _lines(
    "NeurIPS Proceedings.{0,20}",
    *(r"Advances in Neural Information Processing Systems \d+.{0,20}", "Search"),
    *("Edited by:.*", "Login", "Bibtek? download.*"),
    "(?:Main )?(?:Conference|Datasets and Benchmarks) Track",
    *("Electronic Proceedings of Neural.*", "Requests for name changes.*", "Do not remove:.*"),
    *("Name Change.*", "Help", "Papers?"),
)
CVF = _lines(
    *("Back", "CVF", "Open Access", "These .{0,40}papers are the Open Access.*"),
    *("Except for the watermark.*", "Papers", "This material is presented.*"),
    *("Copyright and all rights.*", r"Day \d.{0,20}", "Main Conference.{0,20}", "Workshops?"),
    *(r"[A-Za-z]{4,5} \d{4} open access", "Search", "Powered by:?.{0,40}"),
)
OPENREVIEW = _lines(
    *("(?:Show|Hide) details", r"OpenReview(?:\.net)?", "Login", "Search OpenReview.{0,20}"),
    *("Your Consoles", "Oral", "News"),
    *(r"(?:(?:Accept|Reject)(?:ed)?(?: \([\w -]{2,30}\)| Submissions)?\s?){1,6}", "pdf icon"),
    r"(?:The )?[\w() -]{3,60} (?:International|Annual|European|Asian) Conference on .{3,80}",
    *("(?:Recent )?Activity", r"Open Peer Review\..*", ".{3,60} Submissions"),
    *(r"[\d\s«‹›»…]+", "Please see the venue website.*", "About OpenReview", "Hosting a Venue"),
    *("All Venues", "FAQ", "Contact", "Feedback", "Sponsors", "Frequently Asked Questions"),
    *("Terms of (?:Use|Service)", "Privacy Policy", "Donate", "Poster"),
    *("(?:Withdrawn|Desk[ -]Rejected|All|Active)(?: Submissions?)?", "Spotlight", "Venues"),
    *("Loading.{0,3}", "Go to .{1,60} homepage"),
    r"[A-Z][\w.-]{1,20}(?: [\w.-]{1,20}){0,3} (?:19|20)\d\d (?:Conference|Workshop|Track)",
)
DBLP = _lines(
    *(r"\[?[–+-]\]?", r"\[[a-z]{1,2}\d{1,4}\]", "view", "authority control:?", "export record"),
    *("ask others", "share record", "BibTeX", "RIS", "RDF .{3,12}", "XML", "RSS", "dblp key:?"),
    *(r"(?:conf|journals|books|phd|homepages)/\S+", "Google", "Google Scholar"),
    *("Semantic Scholar", "Internet Archive Scholar", "CiteSeerX", "PubPeer", "Twitter"),
    *("Reddit", "BibSonomy", "LinkedIn", "Mastodon", "Bluesky", "persistent URL:?"),
    *(r"https?://\S+", "electronic edition.{0,40}", "no documents.*", "unpaywalled version"),
    *("references & citations", "table of contents.{0,40}", "download", "dblp(?::? .{0,60})?"),
    *("manage site settings", "To protect your privacy.*", "(?:home|browse|search|about)"),
    *("(?:> )?Home(?: > .{0,60})?", r"(?:19|20)\d\d", "Refine list"),
    *(r"showing all \d+ records?", "see also:?", r"\d{4} – (?:today|\d{4})"),
    *("Person information", "affiliation:.*", r"\[?default search action.*"),
    *("Journal Articles", "Conference and Workshop Papers", "Books and Theses"),
    *("Informal .{0,40}", "Editorship", "Parts in Books or Collections", "Coauthor Index"),
    r"\d+ entries",
)
SEMANTIC_SCHOLAR = _lines(
    *(r"About [\d,]+ results.*", "Fields? of Study", "Date Range", "Has PDF", "Author"),
    *("Journals & Conferences", "TLDR", "Sort by.{0,20}", "Clear", "Expand", r"[\d,]+"),
    r"\[?PDF\]?",
    r"View (?:PDF|on|via)(?: (?:arXiv|ACL|IEEE|ACM|Publisher|PubMed|PDF|\w+\.\w+))?",
    *(r"(?:Save|Alert|Cite)(?:\s?(?:Save|Alert|Cite|to Library)){0,3}", "Semantic Scholar"),
    *("Skip to .{0,30}", "Sign In", "Create (?:Free Account|Alert)", "arXiv", "ACL", "IEEE"),
    *("ACM", "Publisher", r"[\d\s«‹›»…]+", r"\d+ (?:Highly Influential )?Citations?"),
)
PUBMED = _lines(
    *(r"\d{1,5}", "Select (?:search )?result.{0,20}", "Cite", "Share", "Item in Clipboard"),
    *(r"\d[\d,]* results.{0,20}", "Page", r"of [\d,]+", "Save", "Email", "Send to"),
    *("Display options", "Sort(?:ed)? by:?.{0,20}", "Best match", "Most recent"),
    *("(?:My )?(?:NCBI )?Filters.{0,20}", "Show more", "Text availability", "Abstract"),
    *("(?:Free )?[Ff]ull text", "Publication date", "Search", "Advanced", "PubMed"),
    *("Create (?:alert|RSS)", "User Guide", "Follow NCBI", "Reset"),
    *("(?:First|Previous|Next|Last) page", "NCBI", "NLM", "NIH", "Results by year", "My NCBI"),
    *("Clipboard.{0,10}", "Log in", "Article (?:type|attribute)", r"\d+ years?"),
    *("Custom Range", "Review", "Systematic Review", "Clinical Trial", "Meta-Analysis"),
    *("Randomized Controlled Trial", "Books and Documents", "Associated data", "Copied"),
)
ARXIV = _lines(
    *(r"Showing \d+[–-]\d+ of [\d,]+ results.*", "Search term or terms", "Field", "All fields"),
    *("Search", "(?:Show|Hide) abstracts(?: (?:Show|Hide) abstracts)?", "Advanced Search", "Go"),
    *(r"\d{1,3}", r"results per page\.", "Sort results by.{0,40}", "Next", "Previous", "…"),
    *("Announcement date.{0,20}", "Submission date.{0,20}", "Relevance", r"Search v[\d.]+.*"),
    *("Skip to main content", "Cornell University", "We gratefully acknowledge.*", "About"),
    *("ar[xX]iv logo.*", r"Help \| Advanced Search", "Help", ".*contact arXiv.*", "Copyright"),
    *(".*subscribe to arXiv mailings.*", "Privacy Policy", "Web Accessibility Assistance"),
    *("arXiv Operational Status.*", "Get status notifications.*", "new", "recent"),
    *("[A-Z][A-Za-z ]{3,40} > [A-Z].{3,80}", r"arXiv:\d{4}\.\d{4,5}(?: \([a-z-]+\))?"),
    *(r"\(or arXiv:\S+ \[[\w.-]+\] for this version\)", r"https://doi\.org/10\.48550/arXiv\.\S+"),
    *("Focus to learn more", "arXiv-issued DOI via DataCite.*", "Submission history"),
    *(r"From: .{3,60} \[view email\]", r"\[v\d+\] [A-Z][a-z]{2}, .*", "View PDF", "PDF"),
    *("Access Paper:.*", "Full-text links:", "view license", "Current browse context:.*"),
    *("References & Citations", "NASA ADS", "Google Scholar", "Semantic Scholar", "< ?prev"),
    *("next ?>", r"\d{4}-\d\d", "export BibTeX citation.*", "Bookmark"),
    *(r"[a-z-]{2,10}\.[A-Za-z-]{2,8}", r"\d{4}-\d\d-\d\d \|.*Total: \d+"),
)

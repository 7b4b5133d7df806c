"""Notes become HTML that says what was written and can do nothing."""

import re
import time
from html import unescape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.export import rendering
from reader.export.rendering import TOO_LARGE, render_note

TAG = re.compile(r'<(/?)([a-z0-9]+)((?: (?:href|title|align|start)="[^"<>]*")*)>')
HREF = re.compile(r'<a href="([^"]*)"')
TAGS = set(rendering._TAGS.split())


def assert_harmless(html: str) -> None:
    """Every `<` begins a tag of the short list; every link leads to the web or to ourselves."""
    assert html.count("<") == len(TAG.findall(html))
    assert {tag for _, tag, _ in TAG.findall(html)} <= TAGS
    for address in HREF.findall(html):
        assert re.match(r"https?://[^/\\@]|app:(highlight|paper)/", unescape(address)), address


def test_a_reference_to_a_highlight_is_a_small_link() -> None:
    assert render_note("Trains alone. [^h3]") == (
        '<p>Trains alone. <a href="app:highlight/3"><sup>3</sup></a></p>'
    )


def test_a_title_in_double_brackets_is_a_link_to_the_paper() -> None:
    html = render_note("Compare [[Counting *Tides* -- a/b_c_d?]] and [[Moths|the moths]].")
    assert '<a href="app:paper/Counting%20%2ATides%2A%20--%20a%2Fb_c_d%3F">' in html
    assert ">Counting *Tides* -- a/b_c_d?</a>" in html
    assert '<a href="app:paper/Moths">the moths</a>.' in html


def test_tasks_have_boxes() -> None:
    assert render_note("- [x] read\n- [ ] check *it*\n- [y] not a task") == (
        "<ul>\n<li>☑ read</li>\n<li>☐ check <em>it</em></li>\n<li>[y] not a task</li>\n</ul>"
    )
    assert render_note("- [ ] one\n\n- [X] two").count("<p>☐ one</p>") == 1


def test_references_links_and_tasks_in_code_stay_code() -> None:
    html = render_note("`[^h3] [[A]] $x$`\n\n```\n- [ ] [^h3] <b>\n```")
    assert "<code>[^h3] [[A]] $x$</code>" in html
    assert "- [ ] [^h3] &lt;b&gt;" in html
    assert "app:" not in html


def test_tex_is_shown_readable_and_never_read_as_markdown() -> None:
    for formula, shown in (
        (r"$a_b*c*d_e$", "a_b*c*dₑ"),
        (r"$\alpha\_x \{1\}$", "α_x {1}"),
        ("$$x_1*y*z$$", "x₁*y*z"),
        (r"$O(n^2 \log n)$", "O(n² log n)"),
        ("$<b>$", "&lt;b&gt;"),
        (r"$\href{javascript:x}{y}$", "javascript:x (y)"),
    ):
        assert render_note(f"so {formula} holds") == f"<p>so {shown} holds</p>"
    assert render_note("$5 and *$10*") == "<p>$5 and <em>$10</em></p>"


def test_tables_keep_their_alignment() -> None:
    html = render_note("| a | b |\n|--:|:-:|\n| 1 | 2 |")
    assert '<th align="right">a</th>' in html
    assert '<td align="center">2</td>' in html


def test_lists_that_follow_each_other_are_two_lists() -> None:
    assert render_note("3. c\n4. d\n\n- e") == (
        '<ol start="3">\n<li>c</li>\n<li>d</li>\n</ol>\n<ul>\n<li>e</li>\n</ul>'
    )


def test_a_bare_address_is_a_link_without_the_sentence_around_it() -> None:
    html = render_note("See https://a.b/c_d_e?x=(1), (https://q.r/s) and https://t.u.")
    assert '<a href="https://a.b/c_d_e?x=(1)">https://a.b/c_d_e?x=(1)</a>,' in html
    assert '(<a href="https://q.r/s">https://q.r/s</a>)' in html
    assert '<a href="https://t.u">https://t.u</a>.</p>' in html


def test_every_escaped_sign_shows_as_the_sign() -> None:
    signs = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
    html = render_note("x " + "".join("\\" + sign for sign in signs))
    assert unescape(html) == f"<p>x {signs}</p>"


def test_raw_html_is_shown_as_text() -> None:
    html = render_note("<b>x</b> <script>alert(1)</script>\n\n<div>\n*y*\n</div>")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "<em>y</em>" in html
    assert_harmless(html)


ADDRESSES = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", " javascript:alert(1)",
    "&#106;avascript:alert(1)", "&#x6A;avascript&colon;alert(1)", "javascript&#58;alert(1)",
    "data:text/html;base64,PHNjcmlwdD4=", "vbscript:x", "file:///etc/passwd", "file://host/share",
    "//host/share/x.png", "\\\\host\\share", "/etc/passwd", "etc/passwd", "../../x", "#top", "?x",
    "smb://host/x", "search-ms:query=x", "ms-msdt:/id", "ftp://host/x", "mailto:a@b.c", "tel:1",
    "https://user:word@host/", "http://@host", "https:///x", "https:host", "https://\\host",
    "app:delete/1", "app:paper/", "app:highlight/x", "app://highlight/1", "APP:highlight/1",
    "https://a.b/\"onmouseover=alert(1)", "https://a.b/><script>", "%6aavascript:alert(1)",
]  # fmt: skip
SHAPES = ["[x]({})", "[x](<{}>)", "![x]({})", "<{}>", "[x][1]\n\n[1]: {}", '<img src="{}">']
SHAPES += ['<a href="{}">x</a>', "[x]({} \"t\" onclick='y')", "[![x]({})]({})", "[[{}]]", "{}"]
MARKUP = [
    "<svg/onload=alert(1)>", "<img src=x onerror=alert(1)>", "<iframe src=//x>",
    "<style>*{}</style>", "blob:x",
    "<a style='x:y' class=z id=w href=https://a.b>x</a>", "<math><mi//xlink:href='data:x,y'>",
    "<table><tr><td><table><tr><td>", "<!--><script>alert(1)</script>-->", "<![CDATA[<b>]]>",
    "<?php x ?>", "</p><script>", "<details open ontoggle=x>", "<form action=x><input>", "<b",
    "`<script>`", "```html\n<script>alert(1)</script>\n```", "``` onload=x\n<b>\n```",
    "```{.x onclick=y}\nz\n```", '[x](https://a.b "<script>")', "[x](https://a.b '\"onclick=y')",
    "&lt;script&gt;", "\x02klzzwxh:0000\x03", "\x02106\x03", "wzxhzdk:0", "[a]: https://a.b\n\n<a>",
    "[^h1]: <script>", "[ ](javascript:x)", "[[<script>|<img>]]", "$<script>$", "https://a.b/<script>",
]  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_no_address_survives_that_is_not_of_the_web(shape: str) -> None:
    for address in ADDRESSES:
        html = render_note(shape.replace("{}", address))
        assert_harmless(html)
        assert "<img" not in html


@pytest.mark.parametrize("markup", MARKUP)
def test_no_markup_survives(markup: str) -> None:
    for text in (markup, f"- {markup}", f"> {markup}", f"# {markup}", f"|a|\n|-|\n|{markup}|"):
        assert_harmless(render_note(text))
    assert_harmless(render_note(f"---\ntitle: {markup}\n---\n{markup}"))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*ADDRESSES, *MARKUP, *"[]()<>`*_|\n \\!&;\"'"])).map("".join))
def test_no_mixture_of_them_survives(text: str) -> None:
    assert_harmless(render_note(text))


@settings(max_examples=150, deadline=None)
@given(st.text() | st.text("[]()*_`<>$|\\-#>~\n \t1.:!&\u202e"))
def test_any_text_can_be_shown(text: str) -> None:
    assert_harmless(render_note(text))


HOSTILE = ["*", "* a", "[", "[a](", "`a", "`", ">", "> ", "_a ", "<", "![", "|a", "#", "&", "\\"]
HOSTILE += ["- a\n", "```\n", "~~~\n", "a\n\n", "[[", "1. ", "**a", '[a](<b "', "[a]: b\n", "<!--"]
HOSTILE += ["[x](" + "(" * 9, "a  \n", "> a\n\n", "*a*", "`a`", "[a](b)", "[^h1]", "[[a]]", "$x"]
HOSTILE += [
    "|a|b|\n|-|-|\n",
    "http://a ",
    "http://a)",
    "[a][",
    "<a ",
    "&#x3c;",
    "    - a\n",
    "a" * 9,
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_takes_no_more_time_than_its_length_asks_for(piece: str) -> None:
    text = piece * (40_000 // len(piece))
    start = time.process_time()
    render_note(text)
    assert time.process_time() - start < 4


def test_a_large_ordinary_note_is_shown_with_its_formatting() -> None:
    paragraph = (
        "## Tides\n\nA *dense* set of `tides` [^h1], see [[Moths]] and [x](https://a.b).\n\n"
    )
    html = render_note(paragraph * 500)
    assert html.count("<h2>") == 500
    assert TOO_LARGE not in html


def test_a_note_that_is_too_large_is_shown_as_plain_text_with_a_word_about_it() -> None:
    html = render_note("*word* " * 100_000)
    assert html.startswith(f"<p><em>{TOO_LARGE}</em></p><pre>*word* *word* ")
    assert len(html) < 100_000


def test_a_note_nested_too_deep_is_shown_as_plain_text() -> None:
    for text in (
        "> " * 40 + "x",
        "1. " * 200 + "x",
        "\n".join("    " * n + "- a" for n in range(60)),
    ):
        assert TOO_LARGE in render_note(text)


def test_a_list_too_long_for_the_text_view_is_shown_as_plain_text() -> None:
    assert TOO_LARGE not in render_note("- a\n" * 3000)
    assert TOO_LARGE in render_note("- a\n" * 3001)
    assert TOO_LARGE in render_note("|a|b|\n|-|-|\n" + "|c|d|\n" * 10_000)


def test_a_run_without_a_space_gets_places_to_break() -> None:
    html = render_note("**" + "a" * 3000 + "**" + "b" * 3000 + " c &amp;" + "&lt;" * 3000)
    text = unescape(re.sub("<[^>]*>", "", html))
    assert max(len(run) for run in re.split("[\\s\u200b]", text)) <= 2000
    assert text.replace("\u200b", "") == "a" * 3000 + "b" * 3000 + " c &" + "<" * 3000

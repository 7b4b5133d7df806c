"""The readable mirror: a folder of plain text from which the whole library can be made again.

What the folder holds (format 1). All files are UTF-8 with line ends `\\n`, and the same library
always gives the same bytes, so that git and sync services see only what changed.

    reader-mirror.json              what this is, and the checksum of every list of checksums
    README.md, .gitattributes       for people; keeps git from changing line ends
    papers/k7/A Title (k7…q2).md    one paper: everything known and marked; its note is the text
    documents/, templates/          the same for notes on topics, outlines, patterns
    matrices/                       comparisons: papers, columns, cells
    files/SHA256.pdf                every attached file that the library keeps, by its checksum
    dumps/SHA256.txt                every text that was brought in, as it came
    tables/NAME-000000.yaml         all other rows, a thousand a file: imports, tags, pairs, ...
    history/NAME-000000.jsonl       what each row was before each change; all versions of notes
    merged/                         what others had edited, after it was merged; never read again
    */SHA256SUMS                    the checksums of a folder's files, as sha256sum(1) writes them

A page (`page`) is YAML front matter that is also JSON line by line, then a blank line and the
text as it is. A line of `history` is one row of the journal: its number, the action's number,
name and time, the row it is about, and the former values. `papers` go by the hundred there.

Of files that are only linked, or larger than 256 MB, it holds names and checksums; of one that was
written into since it was attached, what was attached. What an export remembers of its files is
brought up to date with the next writing of everything.

The names of files follow titles (`export.names`) and end with the paper's lasting name in
parentheses; nothing is read from a file's name. `tags`, `import` and the like beside a number are
said for people, and used only where the table they come from is damaged.

One computer writes a mirror. What it finds changed by anyone else it sets aside beside its own
version, `… (edited 2026-03-31 181500).md`, and never writes over it. When the list of checksums
itself is another one, git or a sync service has brought another mirror: then nothing is
written until that one was merged. The rooms: `page` text, `layout` names, `folder` files and
checksums, `writing` library to mirror, `reading` mirror to library, `copies` and `merging` what
others wrote, `memory` what this computer wrote last.
"""

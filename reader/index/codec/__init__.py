"""The format of the index on disk, version 3, and everything that reads and writes it.

One segment is one file, `MAIN_<id>.words`; it is written once and never changed. Papers are
numbered 0, 1, 2 ... within a segment, words 0, 1, 2 ... in the order of their bytes.

    bytes 0-7      `RDWORDS1`: the magic, and the version
    bytes 8-11     length of the header, unsigned, little-endian
    then           the header, JSON: {"sections": {name: [type, offset, items]}, "papers": n}
    then           the sections; offsets count from the file's beginning, multiples of 64

Every number is little-endian. `type` is numpy's name of it (`<u4`: unsigned, four bytes);
where a type is given as u1|u2|u4, the smallest that holds the largest value is written.

    papers             <i8  [papers]     id of each paper in the library
    words.text         u1                all distinct words, UTF-8, sorted, without separators
    words.ends         <u4  [words]      where each word ends in words.text
    stems.text         u1                all distinct stems, as words.text
    stems.ends         <u4  [stems]
    stems.first        <u4  [stems + 1]  where the words of each stem begin in stems.words
    stems.words        <u4  [words]      word numbers, grouped by stem, ascending

and for each field (title, abstract, note, tags, highlight, comment, author) that holds any word:

    F.lengths          u1|u2|u4 [papers]    how many words each paper has there
    F.words            <u4  [w]             the words of the field, ascending
    F.first            <u4  [w + 1]         where the postings of each of these words begin
    F.first_place      <u4  [w + 1]         where their places begin
    F.papers           u1|u2|u4 [postings]  paper numbers, ascending within a word
    F.counts           u1|u2|u4 [postings]  how often the word stands in the paper
    F.places           u1|u2|u4 [places]    where, ascending within a posting
    F.far              <u4  [far]           which of the places are 256 and more,
    F.far_places       u2|u4 [far]          and these; F.places then has their lowest bytes

    F.letters          u1|u2|u4 [26 papers] how many words begin with a, with b ... in each paper

The places that are far are apart when few are; the letters are there when texts are long: most of
what somebody who begins to type asks for is then added up already.

So the postings of a word are one slice, those of all words with a common beginning are one
slice too, and those of a stem a few. Files are mapped, not read. No part of it is pickled.

Beside the segments stand Whoosh's own list of segments (`_MAIN_<n>.toc`), through which stock
Whoosh opens the index, and `manifest.json` with the checksum of every file (see
`reader.index.manifest`). Deleted papers are named in the list of segments, by number. A folder
`beside` holds segments that are being written and belong to no index yet (`reader.index.beside`).
"""

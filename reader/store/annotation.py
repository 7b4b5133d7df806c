"""What is written about papers and written from them, as verbs of the store."""

from collections.abc import Sequence

from reader.model import (
    Attachment,
    Changes,
    Kind,
    KindLook,
    LinkOffer,
    Passages,
    Progress,
    Template,
    TemplateKind,
)
from reader.store import actions, keys, papers, settings, tag_order, tags
from reader.store.curation import Curation
from reader.store.written import links


class Annotation(Curation):
    """The verbs about tags, citation keys, what rows quote, and the settings of a library."""

    def passages(self, ids: Sequence[int]) -> list[Passages]:
        """What rows of a search quote from, in no order, without papers that are gone."""
        return self._read(papers.passages, ids)

    def tag(
        self, ids: Sequence[int], names: Sequence[str], progress: Progress | None = None
    ) -> Changes:
        """Put tags on papers."""
        return self._act(tags.tag, ids, names, progress)

    def untag(
        self, ids: Sequence[int], names: Sequence[str], progress: Progress | None = None
    ) -> Changes:
        """Take tags off papers."""
        return self._act(tags.untag, ids, names, progress)

    def retag(
        self,
        ids: Sequence[int],
        *,
        add: Sequence[str] = (),
        remove: Sequence[str] = (),
        progress: Progress | None = None,
    ) -> Changes:
        """Put tags on papers and take others off, in one step."""
        return self._act(tags.retag, ids, add, remove, progress)

    def rename_tag(self, name: str, to: str) -> Changes:
        """Give a tag and those under it another name."""
        return self._act(tag_order.rename, name, to)

    def color_tag(self, name: str, color: str) -> Changes:
        """Give a tag another colour."""
        return self._act(tag_order.recolor, name, color)

    def merge_tags(self, name: str, into: str) -> Changes:
        """Put another tag in the place of this one."""
        return self._act(tag_order.merge, name, into)

    def delete_tag(self, name: str) -> Changes:
        """Take a tag off every paper, and away."""
        return self._act(tag_order.drop, name)

    def give_keys(self, ids: Sequence[int], propose: keys.Propose) -> Changes:
        """Give a citation key to every paper that has none.

        It is recorded, but is no step to undo: what was copied once must keep its meaning.
        """
        with self._changing():
            return actions.act(
                self._connection, lambda conn: keys.give(conn, ids, propose), sort="quiet"
            )

    def keys(self, ids: Sequence[int], propose: keys.Propose) -> dict[int, str]:
        """The key of each paper: the one it has, else the one that it would be given now."""
        return self._read(keys.of_or_for, ids, propose)

    def choose_key(self, paper_id: int, key: str) -> Changes:
        """Give a paper another key as its own."""
        return self._act(keys.choose, paper_id, key)

    def key_named(self, key: str) -> int | None:
        """The paper that a key was given to, also one that is gone."""
        return self._read(keys.named, key)

    def link_named(self, said: str) -> int | None:
        """The paper that a link would name if it were written now."""
        return self._read(links.named, said)

    def link_offers(self, typed: str, limit: int) -> list[LinkOffer]:
        """Papers to link to, the likeliest first."""
        return self._read(links.offers, typed, limit)

    def attach(self, paper_id: int, files: Sequence[Attachment]) -> Changes:
        """Attach files to a paper."""
        from reader.store import attachments
        from reader.store.schema import fresh_uid

        return self._act(attachments.attach, paper_id, [(fresh_uid(), file) for file in files])

    def detach(self, attachment_id: int) -> Changes:
        """Take a file off its paper."""
        from reader.store import attachments

        return self._act(attachments.detach, attachment_id)

    def templates(self, kind: TemplateKind) -> list[Template]:
        """The person's own templates of a kind, by name."""
        from reader.store.written import templates

        return self._read(templates.templates, kind)

    def save_template(self, uid: str, kind: TemplateKind, name: str, text: str) -> Changes:
        """Write a template: a new one, or the one of this lasting name anew."""
        from reader.store.schema import fresh_uid
        from reader.store.written import templates

        return self._act(templates.save, uid or fresh_uid(), kind, name, text)

    def delete_template(self, uid: str) -> Changes:
        """Take one of the person's own templates away."""
        from reader.store.written import templates

        return self._act(templates.delete, uid)

    def kinds(self) -> dict[Kind, KindLook]:
        """What the kinds of highlights are called, and their hues."""
        return self._read(settings.kinds)

    def choose_kind(self, kind: Kind, look: KindLook) -> Changes:
        """Call a kind otherwise, or give it another hue."""
        return self._act(settings.choose_kind, kind, look)

    def setting(self, key: str) -> object:
        """The value of a setting of the library; None when it was never chosen."""
        return self._read(settings.read, key)

    def settings_beginning(self, prefix: str) -> dict[str, object]:
        """The values of all settings whose names begin so, by the rest of their names."""
        return self._read(settings.beginning, prefix)

    def reset_settings(self, keys: Sequence[str], name: str) -> Changes:
        """Forget values, so that all is as at first."""
        return self._act(settings.reset, keys, name)

    def choose_setting(self, key: str, value: object, name: str) -> Changes:
        """Set a value, None for what it is at first; `name` is what the action is called."""
        return self._act(settings.choose, key, value, name)

"""Papers leave a list at once: the rest in order, the headings with what is left under them."""

from array import array

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.gui.look.wording import papers
from reader.gui.models.paper_list import Group
from reader.gui.shown_list import shrunk, without


@settings(deadline=None)
@given(st.lists(st.integers(0, 99), unique=True, max_size=40), st.data())
def test_the_rest_stays_in_order_under_its_headings(ids: list[int], data: st.DataObject) -> None:
    places = sorted(data.draw(st.sets(st.integers(0, max(0, len(ids) - 1))))) if ids else []
    headed = bool(ids) and data.draw(st.booleans())
    starts = sorted({0, *data.draw(st.sets(st.integers(0, len(ids) - 1)))}) if headed else []
    groups = [Group(start, f"from {start}", "") for start in starts]
    heading = {
        ids[place]: max(start for start in starts if start <= place)
        for place in range(len(ids) if headed else 0)
    }
    kept = list(without(array("q", ids), places))
    assert kept == [one for place, one in enumerate(ids) if place not in places]
    left = shrunk(groups, len(ids), places)
    shown = {}
    for group, end in zip(
        left, [*(each.start for each in left[1:]), len(kept)][: len(left)], strict=True
    ):
        assert group.count == papers(end - group.start)
        shown |= {kept[place]: group.label for place in range(group.start, end)}
    assert shown == ({one: f"from {heading[one]}" for one in kept} if headed else {})

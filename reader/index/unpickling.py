"""Whoosh made safe to open: its pickles may name our segments and nothing else.

Whoosh lists its segments in a pickle, and unpickling runs whatever code a pickle names. So every
way by which Whoosh unpickles is replaced by one that knows an allow-list. A test counts Whoosh's
uses of pickle, so that a new one in a new version is noticed.
"""

import pickle
import sys
from io import BytesIO
from types import ModuleType
from typing import IO, Any

_ALLOWED = {
    ("reader.index.codec.stock", "WordSegment"),
    ("copyreg", "_reconstructor"),
    ("builtins", "object"),
}
UnpicklingError = pickle.UnpicklingError


class _Unpickler(pickle.Unpickler):
    """Loads our segments, and numbers, texts, lists, sets; refuses every other class."""

    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _ALLOWED:
            raise pickle.UnpicklingError(f"an index file names {module}.{name}")
        return super().find_class(module, name)


def load(stream: IO[bytes]) -> Any:
    """What a pickle in a stream holds. Raises UnpicklingError for anything not allowed."""
    return _Unpickler(stream).load()


def loads(data: bytes) -> Any:
    """What a pickle holds. Raises UnpicklingError for anything not allowed."""
    return load(BytesIO(data))


def _refuse(unpickler: pickle.Unpickler, module: str, name: str) -> Any:
    """What Whoosh's reader of very old indexes gets: we never wrote one."""
    raise pickle.UnpicklingError(f"an index file of an old Whoosh names {module}.{name}")


class _Pickle(ModuleType):
    """Stands where Whoosh has imported the whole module."""

    load = staticmethod(load)
    loads = staticmethod(loads)
    dump = staticmethod(pickle.dump)
    dumps = staticmethod(pickle.dumps)
    Unpickler = _Unpickler
    PicklingError = pickle.PicklingError
    UnpicklingError = pickle.UnpicklingError


_INSTEAD: dict[int, Any] = {
    id(pickle): _Pickle("pickle"),
    id(pickle.load): load,
    id(pickle.loads): loads,
    id(pickle.Unpickler): _Unpickler,
}


def disarm_whoosh() -> None:
    """Replace pickle in every part of Whoosh that is loaded; cheap, and safe to repeat."""
    for name, module in list(sys.modules.items()):
        if name != "whoosh" and not name.startswith("whoosh."):
            continue
        for variable, value in list(vars(module).items()):
            if id(value) in _INSTEAD:
                setattr(module, variable, _INSTEAD[id(value)])
            elif (
                isinstance(value, type)
                and issubclass(value, pickle.Unpickler)
                and value is not _Unpickler
            ):
                value.find_class = _refuse  # type: ignore[method-assign]

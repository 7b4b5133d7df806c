"""Fuzz the importers: `python tests/fuzz/run.py [--seconds N] [--format NAME] [--guided]`.

Without `--guided`, seeded changes to the fixtures of the unit tests; with it, atheris, when it
is installed (`pip install atheris`), which looks for texts that reach new code. A text that
fails is written to `kept/FORMAT/` (`--keep` names another folder than `kept`); from then on
the tests replay it.
"""

import argparse
import hashlib
import random
import sys
import time
import traceback
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:1] = [str(HERE.parents[1]), str(HERE.parent)]

from fuzz.mutating import DICTIONARY, mutated  # noqa: E402
from fuzz.oracles import check  # noqa: E402
from fuzz.seeds import KEPT, seeds  # noqa: E402

keep = [KEPT]
"""Where texts that fail are written."""


def main() -> None:
    """Fuzz, and say how much of it was done and what failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--format", action="append", choices=sorted(seeds()))
    parser.add_argument("--guided", action="store_true")
    parser.add_argument("--keep", type=Path, default=KEPT)
    asked = parser.parse_args()
    keep[:] = [asked.keep]
    names = asked.format or sorted(seeds())
    if asked.guided:
        guided(names, asked.seconds)
        return
    seed = asked.seed if asked.seed is not None else time.time_ns()
    sys.exit(run(names, asked.seconds, seed))


def run(names: list[str], seconds: float, seed: int) -> int:
    """Try changed texts by turns until the time is over; answers how many failed."""
    rng = random.Random(seed)
    texts = {
        name: seeds()[name] or tuple(text for each in seeds().values() for text in each)
        for name in names
    }
    everything = tuple(text for each in seeds().values() for text in each)
    start, done, failed, slowest = time.monotonic(), 0, 0, 0.0
    while time.monotonic() - start < seconds:
        name = names[done % len(names)]
        text = mutated(rng, texts[name] if rng.random() < 0.9 else everything)
        begun = time.perf_counter()
        failed += not survives(name, text)
        slowest = max(slowest, time.perf_counter() - begun)
        done += 1
    print(
        f"{done:,} texts in {time.monotonic() - start:,.0f} s over {len(names)} formats, "
        f"seed {seed}: {failed} failed; the slowest took {slowest * 1000:,.0f} ms"
    )
    return failed


def survives(name: str, text: str) -> bool:
    """Whether an importer keeps its promises over a text; if not, the text is kept."""
    try:
        check(name, text)
    except Exception:  # noqa: BLE001  (that is what is looked for)
        data = text.encode("utf-8", "surrogatepass")
        path = keep[0] / name / f"{hashlib.sha256(data).hexdigest()[:12]}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        print(f"{path}\n{traceback.format_exc(limit=-4)}", flush=True)
        return False
    return True


def guided(names: list[str], seconds: float) -> None:
    """Have atheris look for texts that reach new code of the importers."""
    import tempfile

    import atheris

    with atheris.instrument_imports(include=["reader.importers", "reader.clean", "reader.tex"]):
        for module in [name for name in sys.modules if name.startswith(("reader", "fuzz"))]:
            del sys.modules[module]
        from fuzz.oracles import check
        from fuzz.seeds import seeds

    def one(data: bytes) -> None:
        if data:
            name = names[data[0] % len(names)]
            text = data[1:].decode("utf-8", "surrogateescape")
            try:
                check(name, text)
            except Exception:
                survives(name, text)
                raise

    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    for number, name in enumerate(names):
        for place, text in enumerate(seeds()[name]):
            data = bytes([number]) + text.encode("utf-8", "replace")
            (folder / f"{name}-{place}").write_bytes(data)
    words = folder.with_suffix(".dict")
    lines = (word.encode("utf-8", "replace") for word in DICTIONARY if 1 < len(word) < 60)
    quoted = ("".join(f"\\x{byte:02x}" for byte in line) for line in lines)
    words.write_text("".join(f'"{line}"\n' for line in quoted))
    options = [
        sys.argv[0], str(folder), f"-max_total_time={int(seconds)}", "-timeout=5",
        "-rss_limit_mb=1024", "-max_len=16384", f"-dict={words}", "-print_final_stats=1",
    ]  # fmt: skip
    atheris.Setup(options, one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()

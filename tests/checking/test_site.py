"""The check of the folder passes a good one and names each damage with one code."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from books import styles
from edition_builder.checking.html import check_alone
from edition_builder.checking.site import check
from edition_builder.model.rendition import Order, Rendition, RenditionFile
from edition_builder.rendering.site import render
from editions import chapter, edition, paragraph, sample_edition

SAMPLE = sample_edition()
ORDER = Order(
    made=tuple(
        Rendition(name, (RenditionFile(f"sample.{name}", name.encode()),)) for name in ("epub", "pdf", "html", "txt")
    )
)
GOOD = {file.name.partition("/")[2]: file.data for file in render(SAMPLE, styles(), ORDER).files}
Damage = Callable[[dict[str, bytes]], object]


def codes(files: dict[str, bytes]) -> list[str]:
    made = tuple(RenditionFile(f"sample-site/{name}", data) for name, data in files.items())
    return [found.code for found in check(Rendition("site", made), SAMPLE, ORDER)]


def swapped(name: str, old: str, new: str) -> Damage:
    def damage(files: dict[str, bytes]) -> None:
        assert old.encode() in files[name]
        files[name] = files[name].replace(old.encode(), new.encode(), 1)

    return damage


def moved(files: dict[str, bytes]) -> None:
    files["Text-4.html"] = files.pop("text-3.html")


def alone(files: dict[str, bytes]) -> None:
    files["notes.html"] = files["text-1.html"].partition(b'<div class="text"')[0] + b"</div></div></main></body></html>"


DAMAGES: dict[str, tuple[str, Damage]] = {
    "a word of the text": ("EB601", swapped("text-1.html", "came again", "came")),
    "a page of the text": ("EB602", lambda files: files.pop("text-1.html")),
    "two pages that change places": (
        "EB603",
        lambda files: files.update({"text-1.html": files["text-2.html"], "text-2.html": files["text-1.html"]}),
    ),
    "a way back": ("EB602", swapped("text-1.html", 'class="back"', 'class="bac"')),
    "a note on another page": ("EB603", swapped("text-1.html", 'href="#note-1"', 'href="text-2.html#note-1"')),
    "a way to a page that is not there": ("EB603", swapped("text-1.html", "text-2.html", "text-9.html")),
    "a way to an id that is not there": ("EB603", swapped("index.html", "#what-we-carried", "#what")),
    "a page that nothing leads to": ("EB603", alone),
    "a picture that is lost": ("EB603", lambda files: files.pop("img-001.png")),
    "a picture that nobody shows": ("EB603", lambda files: files.update({"img-002.png": b""})),
    "a sheet from elsewhere": ("EB604", swapped("text-1.html", 'href="style.css"', 'href="https://x.org/style.css"')),
    "an import in the sheet": ("EB604", lambda files: files.update({"style.css": b"@import 'a.css';"})),
    "the policy": ("EB604", swapped("text-3.html", "default-src 'none'", "default-src *")),
    "a picture inside": ("EB604", swapped("index.html", "</header>", '<img src="data:image/png;base64,"></header>')),
    "a script": ("EB604", swapped("index.html", "</header>", "<script>1</script></header>")),
    "an open element": ("EB605", swapped("text-1.html", "</header>", "")),
    "another copy": ("EB605", swapped("sample.epub", "epub", "abup")),
    "a copy that is lost": ("EB605", lambda files: files.pop("sample.pdf")),
    "no sheet": ("EB605", lambda files: files.pop("style.css")),
    "a name in capitals": ("EB605", moved),
    "another size": ("EB605", swapped("index.html", "EPUB, 1 kB", "EPUB, 2 kB")),
    "a comment": ("EB606", swapped("index.html", "</header>", "<!-- made today --></header>")),
}


def test_a_good_folder_passes() -> None:
    assert codes(GOOD) == []


@pytest.mark.parametrize("name", DAMAGES)
def test_each_damage_has_one_code(name: str) -> None:
    code, damage = DAMAGES[name]
    files = dict(GOOD)
    damage(files)
    assert set(codes(files)) == {code}


def test_a_text_of_one_chapter_passes_and_its_loss_is_said() -> None:
    one = edition(chapter(1, paragraph("One."), paragraph("Two.")))
    order = Order(
        made=tuple(
            Rendition(made.format, (RenditionFile(f"{one.metadata.slug}.{made.format}", b"1"),)) for made in ORDER.made
        )
    )
    made = render(one, styles(), order)
    assert check(made, one, order) == ()
    first, *others = made.files
    cut = RenditionFile(first.name, first.data.replace(b"<p>Two.</p>", b""))
    assert [found.code for found in check(Rendition("site", (cut, *others)), one, order)] == ["EB601"]


def test_a_page_alone_is_judged_by_what_it_loads() -> None:
    assert check_alone("text-1.html", GOOD["text-1.html"]) == ()
    loading = GOOD["text-1.html"].replace(b"</header>", b'<img src="https://example.org/a.png"></header>')
    assert [found.code for found in check_alone("text-1.html", loading)] == ["EB604"]

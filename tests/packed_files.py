"""Word files, OpenDocument texts and EPUBs made by hand, as small as the formats allow: for the tests of importing."""

# ruff: noqa: E501 -- XML as programs write it
from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
PARTS = ("footnotes", "endnotes", "comments", "styles", "header")


def packed(members: Mapping[str, str | bytes], *, stored: bool = False) -> bytes:
    """A zip of these members, in order."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return stream.getvalue()


def word_file(body: str, **parts: str) -> bytes:
    """A Word file with this content of ``w:body``; further parts by name: ``footnotes="<w:footnote …>"``."""
    overrides = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{TYPES}.{name}+xml"/>' for name in parts)
    relations = "".join(f'<Relationship Id="{name}" Type="{OFFICE}/{name}" Target="{name}.xml"/>' for name in parts)
    members = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType='
        f'"application/xml"/><Override PartName="/word/document.xml" ContentType="{TYPES}.document.main+xml"/>'
        f"{overrides}</Types>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
        "word/document.xml": f"<w:document {W} {R}><w:body>{body}</w:body></w:document>",
        **{f"word/{name}.xml": f"<w:{name} {W}>{content}</w:{name}>" for name, content in parts.items()},
    }
    return packed(members)


def paragraph(text: str, style: str = "", marks: str = "") -> str:
    """A ``w:p`` of one run."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def book(pages: Mapping[str, str], metadata: str = "", **more: str | bytes) -> bytes:
    """An EPUB with these pages (name → content of ``body``) in the order of reading."""
    items = "".join(
        f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(pages)
    )
    spine = "".join(f'<itemref idref="i{n}"/>' for n in range(len(pages)))
    return packed(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">'
            '<rootfiles><rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
            "OPS/book.opf": '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata xmlns:dc='
            f'"http://purl.org/dc/elements/1.1/">{metadata}</metadata><manifest>{items}</manifest><spine>{spine}</spine></package>',
            **{
                f"OPS/{name}": '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
                f"<head><title>t</title></head><body>{body}</body></html>"
                for name, body in pages.items()
            },
            **more,
        },
        stored=True,
    )


def open_document(text: str, styles: str = "", **more: str | bytes) -> bytes:
    """An OpenDocument text with this content of ``office:text`` and of ``office:automatic-styles``."""
    prefix = "urn:oasis:names:tc:opendocument:xmlns:"
    spaces = " ".join(
        f'xmlns:{name}="{prefix}{full}:1.0"'
        for name, full in {
            "office": "office", "text": "text", "style": "style", "table": "table", "draw": "drawing",
            "fo": "xsl-fo-compatible", "svg": "svg-compatible", "xlink": "xlink", "dc": "dc",
        }.items()
    )  # fmt: skip
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{text}</office:text></office:body></office:document-content>"
    )
    heads = f"<office:document-styles {spaces}>{more.pop('heads', '')!s}</office:document-styles>"
    kind = "application/vnd.oasis.opendocument.text"
    return packed({"mimetype": kind, "content.xml": content, "styles.xml": heads, **more}, stored=True)

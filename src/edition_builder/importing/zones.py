"""Parts of a page that say of themselves what they are: by element, role and the words of class and id."""

from __future__ import annotations

from edition_builder.importing.trees import Element, classes, tag_of, text_of

__all__ = ["zone_reasons"]

_TAGS = {
    "nav": "navigation",
    "footer": "page footer",
    "form": "form",
    "button": "form",
    "select": "form",
    "dialog": "notice",
}
_WORDS = (
    (
        "replies",
        {
            "comments",
            "commentlist",
            "comment",
            "respond",
            "pingbacks",
            "trackbacks",
            "disqus",
            "commentarea",
            "replies",
        },
    ),
    (
        "sharing",
        {"share", "sharing", "sharedaddy", "social", "addtoany", "sharethis", "addthis", "likes", "share-buttons"},
    ),
    (
        "related posts",
        {"related", "relatedposts", "yarpp", "recommended", "recommendations", "readmore", "outbrain", "taboola"},
    ),
    (
        "navigation",
        {"navigation", "nav", "menu", "breadcrumb", "breadcrumbs", "pagination", "pager", "skip", "navbar", "toc"},
    ),
    ("cookie notice", {"cookie", "cookies", "consent", "gdpr", "cookiebanner"}),
    ("advertisement", {"ad", "ads", "advert", "advertisement", "sponsored", "adsbygoogle", "promo", "wpcnt"}),
    ("subscription", {"newsletter", "subscribe", "subscription", "mailchimp", "signup"}),
    ("beside the text", {"sidebar", "widget", "widgets", "complementary"}),
    ("page footer", {"contentinfo", "colophon", "footer"}),
    ("form", {"search", "searchform", "login"}),
)
_NEVER = frozenset({"html", "body", "main", "article"})
_MUCH = 0.5  # of the page's letters: an element that holds so much is no sidebar, whatever it is called
_NOTES = frozenset(
    {"doc-footnote", "doc-endnotes", "doc-endnote", "footnote", "footnotes", "endnotes", "references", "reflist"}
)


def zone_reasons(body: Element) -> dict[Element, str]:
    """Each element of a page that stands in such a part, with the reason."""
    whole = len(text_of(body)) or 1
    reasons: dict[Element, str] = {}
    for element in body.iter():
        parent = element.getparent()
        own = _reason(element)
        if own and own != "replies" and len(text_of(element)) > _MUCH * whole:
            own = ""
        reason = own or (reasons.get(parent, "") if parent is not None and element is not body else "")
        if reason:
            reasons[element] = reason
    return reasons


def _reason(element: Element) -> str:
    """What an element says that it is, or ""."""
    tag = tag_of(element)
    if not tag or tag in _NEVER:
        return ""
    if element.get("hidden") is not None or "display:none" in (element.get("style") or "").replace(" ", "").lower():
        return "hidden on the page"
    words = classes(element)
    if words & _NOTES:
        return ""
    if tag in _TAGS:
        return _TAGS[tag]
    if tag == "aside":
        return "beside the text"
    return next((reason for reason, known in _WORDS if words & known), "")

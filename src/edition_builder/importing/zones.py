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
    "amp-sidebar": "navigation",
    "amp-ad": "advertisement",
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
            "uficontainer",
        },
    ),
    (
        "sharing",
        {
            "share",
            "sharing",
            "sharedaddy",
            "social",
            "addtoany",
            "sharethis",
            "addthis",
            "likes",
            "share-buttons",
            "post-ufi",
        },
    ),
    (
        "related posts",
        {
            "related",
            "relatedposts",
            "yarpp",
            "recommended",
            "recommendations",
            "readmore",
            "outbrain",
            "taboola",
            "more-on",
            "also-read",
            "read-more",
            "relatedblock",
        },
    ),
    (
        "navigation",
        {
            "navigation",
            "nav",
            "menu",
            "breadcrumb",
            "breadcrumbs",
            "pagination",
            "pager",
            "skip",
            "navbar",
            "toc",
            "mw-jump-link",
            "sitesub",
            "navbox",
            "catlinks",
            "hatnote",
            "kicker",
        },
    ),
    ("cookie notice", {"cookie", "cookies", "consent", "gdpr", "cookiebanner"}),
    ("advertisement", {"ad", "ads", "advert", "advertisement", "sponsored", "adsbygoogle", "promo", "wpcnt"}),
    ("subscription", {"newsletter", "subscribe", "subscription", "mailchimp", "signup"}),
    ("beside the text", {"sidebar", "widget", "widgets", "complementary"}),
    (
        "posting line",
        {"byline", "entry-meta", "post-meta", "posted-on", "article-info", "submitted", "hubs", "ljtags", "hits"},
    ),
    ("page header", {"banner", "masthead", "site-header", "site-title"}),
    ("page footer", {"contentinfo", "colophon", "footer", "printfooter"}),
    ("form", {"search", "searchform", "login"}),
)
_ABOVE = frozenset({"article", "main", "h1", "h2", "h3"})  # a header in or with one of these is that of the text
_META = ("-meta", "_meta", "-tags", "__tags", "-tag", "__tag")  # ends of class names for what stands beside a title
_SHORT = 150  # letters of such lines
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
    if tag == "header" and not any(tag_of(one) in _ABOVE for one in (*element.iterancestors(), *element.iter())):
        return "page header"
    if any(name.endswith(_META) for name in words) and len(text_of(element)) <= _SHORT and not _holds_heading(element):
        return "posting line"
    return next((reason for reason, known in _WORDS if words & known), "")


def _holds_heading(element: Element) -> bool:
    return any(tag_of(one) in ("h1", "h2", "h3", "p") for one in element.iter())

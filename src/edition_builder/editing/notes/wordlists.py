"""The shipped word lists: data beside this module, read when the first bracket asks for them.

A class never depends on a dictionary that may or may not be installed: these lists are part of the tool and change
with its version (``words/README.md`` says what each list is for and where it comes from).
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from pkgutil import get_data

from msgspec import Struct
from msgspec.structs import fields, replace

__all__ = ["Words", "common_words", "phrases", "table", "words_for"]

_NO_WORDS: frozenset[str] = frozenset()


class Words(Struct, frozen=True, dict=True):
    """The words of one language by what they do in a sentence, all in lower case."""

    language: str = ""
    articles: frozenset[str] = _NO_WORDS
    determiners: frozenset[str] = _NO_WORDS
    possessives: frozenset[str] = _NO_WORDS
    demonstratives: frozenset[str] = _NO_WORDS
    quantifiers: frozenset[str] = _NO_WORDS
    numbers: frozenset[str] = _NO_WORDS
    prepositions: frozenset[str] = _NO_WORDS
    loose_prepositions: frozenset[str] = _NO_WORDS
    particles: frozenset[str] = _NO_WORDS
    pronouns: frozenset[str] = _NO_WORDS
    objects: frozenset[str] = _NO_WORDS
    auxiliaries: frozenset[str] = _NO_WORDS
    conjunctions: frozenset[str] = _NO_WORDS
    subordinators: frozenset[str] = _NO_WORDS
    relatives: frozenset[str] = _NO_WORDS
    adverbs: frozenset[str] = _NO_WORDS
    honorifics: frozenset[str] = _NO_WORDS
    offices: frozenset[str] = _NO_WORDS
    months: frozenset[str] = _NO_WORDS
    weekdays: frozenset[str] = _NO_WORDS
    days: frozenset[str] = _NO_WORDS
    date_words: frozenset[str] = _NO_WORDS
    relative_day_nouns: frozenset[str] = _NO_WORDS
    name_particles: frozenset[str] = _NO_WORDS
    nationalities: frozenset[str] = _NO_WORDS
    adjectives: frozenset[str] = _NO_WORDS
    verbs: frozenset[str] = _NO_WORDS
    participles: frozenset[str] = _NO_WORDS
    base_verbs: frozenset[str] = _NO_WORDS
    transitive: frozenset[str] = _NO_WORDS
    meaning: frozenset[str] = _NO_WORDS
    reference: frozenset[str] = _NO_WORDS
    word_kinds: frozenset[str] = _NO_WORDS
    definers: frozenset[str] = _NO_WORDS
    works: frozenset[str] = _NO_WORDS
    kinds: frozenset[str] = _NO_WORDS
    scene_openings: frozenset[str] = _NO_WORDS
    verb_endings: frozenset[str] = _NO_WORDS
    adverb_endings: frozenset[str] = _NO_WORDS
    adjective_endings: frozenset[str] = _NO_WORDS
    infinitive_endings: frozenset[str] = _NO_WORDS
    degree: frozenset[str] = _NO_WORDS
    elisions: frozenset[str] = _NO_WORDS
    honorific_stems: frozenset[str] = _NO_WORDS
    office_stems: frozenset[str] = _NO_WORDS
    sic: frozenset[str] = _NO_WORDS
    scenes: frozenset[str] = _NO_WORDS
    event_nouns: frozenset[str] = _NO_WORDS
    where: frozenset[str] = _NO_WORDS
    actions: frozenset[str] = _NO_WORDS
    salutations: frozenset[str] = _NO_WORDS
    abbreviations: frozenset[str] = _NO_WORDS
    contractions: frozenset[str] = _NO_WORDS

    @cached_property
    def function(self) -> frozenset[str]:
        """Words that carry grammar rather than things: what may be put in so that a sentence stands."""
        return frozenset().union(
            *(self.owners, self.prepositions, self.particles, self.pronouns, self.objects, self.auxiliaries),
            *(self.conjunctions, self.subordinators, self.relatives, self.adverbs),
        )

    @cached_property
    def owners(self) -> frozenset[str]:
        """Words that open a noun phrase."""
        return self.articles | self.determiners | self.possessives | self.demonstratives | self.quantifiers

    @cached_property
    def lemma_owners(self) -> frozenset[str]:
        """Words that open a noun phrase and belong to it: "la plaza", not "de la plaza"."""
        return self.owners - self.contractions

    @cached_property
    def scene_beginnings(self) -> tuple[str, ...]:
        """Beginnings of scenes as ``str.startswith`` takes them."""
        return tuple(sorted(self.scene_openings))

    @cached_property
    def scene_parts(self) -> frozenset[str]:
        """Words of which a scene may consist."""
        return self.event_nouns | self.where

    @cached_property
    def before_a_noun(self) -> frozenset[str]:
        """Words that come right before a noun or a participle."""
        return self.pronouns | self.auxiliaries | self.articles | self.possessives | self.conjunctions

    @cached_property
    def belonging(self) -> frozenset[str]:
        """Words that say whose or which at the head of a noun phrase: articles and possessives."""
        return self.articles | self.possessives

    @cached_property
    def opening(self) -> frozenset[str]:
        """The same with demonstratives."""
        return self.belonging | self.demonstratives

    @cached_property
    def hanging(self) -> frozenset[str]:
        """Words that no phrase can end in."""
        prepositions = self.prepositions - self.particles - self.loose_prepositions
        return self.articles | (self.possessives - self.objects) | self.conjunctions | prepositions

    @cached_property
    def linking(self) -> frozenset[str]:
        """Words that a new clause is tied on with."""
        return self.conjunctions | self.subordinators

    @cached_property
    def subordinating(self) -> frozenset[str]:
        """Words that surely open a clause inside another."""
        return (self.subordinators | self.relatives) - self.demonstratives - self.prepositions

    @cached_property
    def clause_openers(self) -> frozenset[str]:
        """Words that a noun phrase cannot begin with."""
        barred = self.prepositions | self.relatives | self.conjunctions | self.subordinators | self.auxiliaries
        return (barred - self.demonstratives) | self.pronouns


@lru_cache(maxsize=16)
def table(name: str) -> dict[str, str]:
    """A list of ``words/`` as it stands in its file: a name for each group, its words in one string.

    Raises:
        FileNotFoundError: there is no such list.
    """
    text = (get_data(__package__ or "", f"words/{name}.txt") or b"").decode()
    parts = (part.partition("]\n") for part in text.split("[")[1:])
    return {group: words.replace("\n", " ").strip() for group, _, words in parts}


@lru_cache(maxsize=8)
def words_for(language: str) -> Words:
    """The words of the language of a BCP 47 tag; empty lists where we have none, so that no rule of language fires."""
    primary = language.split("-")[0].lower()
    try:
        groups = table(primary)
    except FileNotFoundError:
        return _with_english_scenes(Words(primary))
    words = Words(primary, **{field.name: _split(groups.get(field.name, "")) for field in fields(Words)[1:]})
    return words if primary == "en" else _with_english_scenes(words)


def _with_english_scenes(words: Words) -> Words:
    """Editors of any text note scenes in English too."""
    english = words_for("en")
    return replace(
        words,
        scenes=words.scenes | english.scenes,
        event_nouns=words.event_nouns | english.event_nouns,
        where=words.where | english.where,
        actions=words.actions | english.actions,
        salutations=words.salutations | english.salutations,
    )


def _split(words: str) -> frozenset[str]:
    """Groups of single words are parted by spaces, groups that hold phrases by bars."""
    return frozenset(words.split(" | ") if "|" in words else words.split())


@lru_cache(maxsize=32)
def phrases(name: str, group: str) -> frozenset[str]:
    """One group of a list that holds for every language, as a set of phrases in lower case."""
    return _split(table(name).get(group, ""))


@lru_cache(maxsize=4)
def common_words(language: str) -> frozenset[str]:
    """Words that readers of the language know, so that a word beyond them may be foreign; empty where we have none."""
    try:
        data = get_data(__package__ or "", f"words/common-{language.split('-')[0].lower()}.txt")
    except FileNotFoundError:
        return _NO_WORDS
    return frozenset((data or b"").decode().split())

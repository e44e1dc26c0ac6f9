"""Lost parts from the parity codes that were read (zfec)."""

from __future__ import annotations

from collections.abc import Mapping

from zfec import Decoder

from edition_builder.model.parity import ParityCode, block_of, groups, text_of_block

__all__ = ["restored_texts"]


def restored_texts(texts: Mapping[int, str], codes: Mapping[int, ParityCode]) -> dict[int, str]:
    """The texts of lost parts, by number.

    Args:
        texts: those that were read, by number from 1.
        codes: parity codes of one edition, by number; at least one.

    Returns:
        what could be restored; a group that lost more parts than it has parity codes gives nothing.
    """
    one = next(iter(codes.values()))
    restored: dict[int, str] = {}
    for parts, numbers in groups(one.parts, one.count):
        restored.update(_restored_group(parts, numbers, texts, codes))
    return restored


def _restored_group(
    parts: tuple[int, ...], numbers: tuple[int, ...], texts: Mapping[int, str], codes: Mapping[int, ParityCode]
) -> dict[int, str]:
    """The lost texts of one group."""
    size = len(next(iter(codes.values())).block)
    lost = [number for number in parts if number not in texts]
    helping = [number for number in numbers if number in codes][: len(lost)]
    if not lost or len(helping) < len(lost):
        return {}
    blocks = [block_of(texts[number], size) for number in parts if number in texts]
    places = [place for place, number in enumerate(parts) if number in texts]
    blocks += [codes[number].block for number in helping]
    places += [len(parts) + numbers.index(number) for number in helping]
    if any(len(block) != size for block in blocks):
        return {}
    decoded = Decoder(len(parts), len(parts) + len(numbers)).decode(blocks, places)
    found = {number: text_of_block(bytes(decoded[parts.index(number)])) for number in lost}
    return {number: text for number, text in found.items() if text is not None}

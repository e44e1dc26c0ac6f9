"""Parity codes for a row of texts, by Reed-Solomon erasure coding (zfec)."""

from __future__ import annotations

from zfec import Encoder

from edition_builder.model.message_parts import signs_of
from edition_builder.model.parity import ParityCode, block_of, block_size, groups

__all__ = ["parity_codes"]


def parity_codes(texts: tuple[str, ...], count: int, text_hash: str) -> tuple[ParityCode, ...]:
    """``count`` codes, any of which can stand in for a lost text of their group."""
    size = block_size(texts)
    blocks = [block_of(text, size) for text in texts]
    codes: dict[int, ParityCode] = {}
    for parts, numbers in groups(len(texts), count):
        if not numbers:
            continue
        encoder = Encoder(len(parts), len(parts) + len(numbers))
        wanted = list(range(len(parts), len(parts) + len(numbers)))
        made = encoder.encode([blocks[number - 1] for number in parts], wanted)
        for number, block in zip(numbers, made, strict=True):
            codes[number] = ParityCode(number, count, signs_of(text_hash), len(texts), bytes(block))
    return tuple(codes[number] for number in sorted(codes))

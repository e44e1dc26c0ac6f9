"""A workshop that keeps what its tasks gave: of a long work only the part that changed is made again.

The key of a result covers the task's name, every byte of its input, and the mark of this tool and its libraries. Inputs
and results are values of the model or of renderers: structs, tuples, mappings, text, numbers and bytes. Whatever else
a task takes or gives is done anew each time.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar, cast, get_type_hints

import msgspec
from msgspec import Struct
from msgspec.structs import astuple

from edition_builder.cache import Cache
from edition_builder.ingredients import system_mark
from edition_builder.model.workshop import Workshop

__all__ = ["KeptTasks"]

A = TypeVar("A")
B = TypeVar("B")


class KeptTasks:
    """A workshop around another, which does only what is not kept."""

    __slots__ = ("_cache", "_workshop")

    def __init__(self, workshop: Workshop, cache: Cache) -> None:
        self._workshop = workshop
        self._cache = cache

    def map(self, task: Callable[[A], B], inputs: Sequence[A]) -> Iterator[B]:
        """As ``Workshop.map``; what was done is kept as soon as it is asked for."""
        decoder = _decoder(task)
        keys = _keys(task, inputs) if decoder is not None else None
        if decoder is None or keys is None:
            yield from self._workshop.map(task, inputs)
            return
        found = [self._found(key, decoder) for key in keys]
        missing = [one for one, known in zip(inputs, found, strict=True) if known is None]
        made = self._workshop.map(task, missing)
        for key, known in zip(keys, found, strict=True):
            if known is None:
                result = next(made)
                self._keep(key, result, decoder)
                yield result
            else:
                yield known

    def _found(self, key: str, decoder: msgspec.msgpack.Decoder[B]) -> B | None:
        """The result under a key, None where there is none or it is of another shape."""
        data = self._cache.get(key)
        try:
            return None if data is None else decoder.decode(data)
        except msgspec.DecodeError:
            return None

    def _keep(self, key: str, result: B, decoder: msgspec.msgpack.Decoder[B]) -> None:
        """Keep a result that is the very same when it is read again: where 0 becomes 0.0 a file has other bytes."""
        try:
            data = msgspec.msgpack.encode(result)
            is_same = msgspec.msgpack.encode(decoder.decode(data)) == data
        except (TypeError, msgspec.DecodeError):
            return
        if is_same:
            self._cache.put(key, data)


def _decoder(task: Callable[[A], B]) -> msgspec.msgpack.Decoder[B] | None:
    """What reads results of a task again, by the type that it says it gives; None where that is no struct."""
    kind = get_type_hints(task).get("return")
    if isinstance(kind, type) and issubclass(kind, Struct):
        return cast(msgspec.msgpack.Decoder[B], msgspec.msgpack.Decoder(kind))
    return None


def _keys(task: Callable[[A], B], inputs: Sequence[A]) -> list[str] | None:
    """The key of each input, None where an input is no plain value. Fonts, which all of them share, are hashed once."""
    digests: dict[bytes, str] = {}
    name = f"{task.__module__}.{task.__qualname__}"
    try:
        said = [repr((system_mark(), name, _said(one, digests))) for one in inputs]
    except TypeError:
        return None
    return [hashlib.sha256(one.encode(errors="surrogatepass")).hexdigest() for one in said]


def _said(value: Any, digests: dict[bytes, str]) -> object:
    """A value in a form that is written the same in every process, bytes as their hash.

    Raises:
        TypeError: it is of a kind that may look the same though it is not.
    """
    if isinstance(value, bytes):
        if value not in digests:
            digests[value] = hashlib.sha256(value).hexdigest()
        return "bytes", digests[value]
    if isinstance(value, Struct):
        return type(value).__qualname__, _said(astuple(value), digests)
    if isinstance(value, (tuple, list)):
        return type(value).__name__, *(_said(one, digests) for one in value)
    if isinstance(value, Mapping):
        return "mapping", *sorted((repr(key), _said(one, digests)) for key, one in value.items())
    if value is None or isinstance(value, (str, int, float)):
        return value
    raise TypeError(type(value).__name__)

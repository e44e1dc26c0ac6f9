"""The nouns of the tool: document, edition, rendition, canonical text. Frozen data, no I/O."""

"""``Edition`` → ``Rendition`` (bytes in memory): one module per output."""

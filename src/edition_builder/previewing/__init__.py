"""A manuscript in the browser while it is written: built on save, shown on this computer only, nothing written."""

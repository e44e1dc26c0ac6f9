"""Renditions on their way to other people, and what comes back from there."""

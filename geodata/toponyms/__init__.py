"""Toponyms: found in a report's text, and resolved to places."""

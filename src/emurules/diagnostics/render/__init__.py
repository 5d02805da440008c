"""Diagnostics in the forms in which they leave: `text` for people, `data` (JSON), `sarif` and `github`.

Each is imported where it is asked for.
"""

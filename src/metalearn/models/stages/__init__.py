"""Staging: M category and stage group, and what better detection does to both."""

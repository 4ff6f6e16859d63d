"""The body map's drawing: a person, their organs and vessels, the ways that cancer takes."""

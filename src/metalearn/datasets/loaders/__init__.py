"""The tables as functions, one module a subject: what there is, and one thing by its name."""

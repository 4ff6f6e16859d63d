"""Finding it and proving it: what a test result says, and what a new lesion may be."""

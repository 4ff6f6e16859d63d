"""The scan's pictures and curves: what is shipped to the page, and what is said of it."""

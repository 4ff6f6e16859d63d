"""A drawn slice through an upper abdomen, scanned by a model: nobody's body."""

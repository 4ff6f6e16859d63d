"""The cascade's scene: cells, vessels and organs, step by step."""

"""Survival and trials: what the figures say of groups, and how far chance can move them."""

"""The course as a whole: its registry, the checks of its lessons, and what keeps them current.

Reading the registry and checking notebooks needs the standard library only; refreshing them and opening
JupyterLab needs the ``lab`` extra.
"""

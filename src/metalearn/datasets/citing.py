"""Several sources as a list to print."""

from __future__ import annotations

import textwrap

from metalearn.datasets.store import reference

WIDTH = 75  # letters of a printed line; JupyterLab breaks longer ones inside a word when its window is narrow


def cite(*ids: str) -> str:
    """Return the full citations of sources as a list to print, in the order of their ids.

    Args:
        ids: The ids of the sources, each argument one id or several with a space between them.

    Returns:
        An entry for each source, with "- " before it; its other lines are indented. No line is longer than
        75 letters, but for an address: that is never broken.

    Raises:
        UnknownNameError: When there is no such source; the message gives the nearest one.

    Example:
        >>> from metalearn import datasets
        >>> print(datasets.cite("fidler_1970 nci_recurrent_cancer", "nci_dictionary"))
        - Fidler IJ (1970). Metastasis: quantitative analysis of distribution and
          fate of tumor emboli labeled with 125I-5-iodo-2'-deoxyuridine. J Natl
          Cancer Inst 45:773-82.
        - National Cancer Institute. Recurrent Cancer.
          https://www.cancer.gov/types/recurrent-cancer
        - National Cancer Institute. Dictionary of Cancer Terms.
          https://www.cancer.gov/publications/dictionaries/cancer-terms
    """
    return "\n".join(_entry(each) for several in ids for each in several.split())


def _entry(source_id: str) -> str:
    return textwrap.fill(
        reference(source_id).cite(),
        WIDTH,
        initial_indent="- ",
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )

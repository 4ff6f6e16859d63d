from tests.browser.conftest import browser, lab, lab_folder, reader

__all__ = ["browser", "lab", "lab_folder", "reader"]

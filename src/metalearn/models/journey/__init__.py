"""The journey of a tumour cell, from the cells that are shed to a lump that a scan can see."""

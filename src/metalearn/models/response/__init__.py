"""Response to treatment: RECIST 1.1, iRECIST, and the charts made from them."""

"""Where cancers spread: flows from primary to organ, and what can be concluded from them."""

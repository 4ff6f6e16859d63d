"""What the teaching widgets compute: choosing treatment rows and marking questions."""

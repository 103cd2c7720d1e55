"""WHICH words we know: names as data, and the loader that checks them."""

"""The tests of Lauréat."""

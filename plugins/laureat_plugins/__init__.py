"""The plugins that ship with Lauréat."""

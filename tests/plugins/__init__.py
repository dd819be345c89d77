"""The plugins that ship, the contract that all keep, and one from somewhere else."""

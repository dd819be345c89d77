"""The parts of the story, in the order of an edition; each lists its scenes and their instants."""

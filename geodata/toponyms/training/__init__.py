"""How the weights are learned: for developers, never imported when reports are read."""

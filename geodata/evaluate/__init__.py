"""How well reports are read, measured on texts that a person read before."""

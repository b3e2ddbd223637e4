"""Reports: one module for each kind of input, all giving `geodata.models.Report`."""

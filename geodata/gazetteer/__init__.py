"""The gazetteer: every place the program knows, offline."""

"""
Claims and situations as files that other programs read, and claims out of such files.

`write`, `to_bytes`, `read` and `erase` do the same in every format: GeoParquet, GeoPackage, GeoJSON
and CSV. What is written comes back as it was; what others wrote is taken for hostile.
"""

from geodata.exchange.formats import Format, erase, format_of, read, to_bytes, write

__all__ = ["Format", "erase", "format_of", "read", "to_bytes", "write"]

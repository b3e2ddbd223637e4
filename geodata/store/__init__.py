"""Reports, toponyms, claims and decisions, kept; `open_store` opens where they are kept."""

from geodata.store.base import Added, Export, Store, Summary, open_store, restore

__all__ = ["Added", "Export", "Store", "Summary", "open_store", "restore"]

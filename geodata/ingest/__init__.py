"""Many reports: read by several processes, stored as they come, and counted."""

from geodata.ingest.storing import ingest
from geodata.ingest.summary import Ingested

__all__ = ["Ingested", "ingest"]

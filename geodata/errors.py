"""
Everything geodata raises on purpose.

GeodataError
├── ReportError              a report cannot be read
│   ├── ReportTooLargeError  its text is longer than the limit
│   └── ReportTooSlowError   reading it takes longer than the limit
├── IngestError              many reports cannot be read at all
├── SchemaError              a frame is not what its contract says
├── GazetteerError           the place index is missing or damaged
│   └── DumpError            a file to be imported into it is damaged or something else
├── SettingsError            a setting has a value that it cannot have
├── CorpusError              labelled texts are missing, damaged or have no gold
├── LexiconError             a language's data file is wrong
├── ReviewError              a claim cannot be decided of as was asked
├── ExchangeError            a file cannot be exported, or is not imported
│   └── NotClaimsError       it holds situations, which follow from claims
└── StoreError               the store cannot do what was asked
    ├── ReadOnlyStoreError   it was opened for reading only
    └── StoreVersionError    it was written by a newer program

"Found nothing" is None or an empty list, never an error.
"""

from __future__ import annotations


class GeodataError(Exception):
    """Base of every error of this package."""


class ReportError(GeodataError):
    """A report cannot be read; the message says what was wrong with it."""


class ReportTooLargeError(ReportError):
    """The report's text is longer than the limit; nothing of it was read."""


class ReportTooSlowError(ReportError):
    """Reading the report took longer than the limit; nothing of it was read."""


class IngestError(GeodataError):
    """Many reports cannot be read at all, whatever they are."""


class SchemaError(GeodataError):
    """A frame lacks a column, a type or the CRS that its contract promises."""


class GazetteerError(GeodataError):
    """The place index is missing, damaged or of another version."""


class DumpError(GazetteerError):
    """A file to be imported is damaged or not what it should be; none of it is used."""


class SettingsError(GeodataError):
    """A setting has a value that it cannot have; the message names its variable."""


class CorpusError(GeodataError):
    """A file of labelled texts is missing, damaged or has no gold; the message names its line."""


class LexiconError(GeodataError):
    """A language's or the taxonomy's data file is wrong."""


class ExchangeError(GeodataError):
    """A file cannot be written, or what it holds is refused; nothing of it is used."""


class NotClaimsError(ExchangeError):
    """A file holds situations, which cannot be imported: they follow from claims."""


class ReviewError(GeodataError):
    """There is no such claim or report, or it cannot be decided of in this way."""


class StoreError(GeodataError):
    """The store cannot be opened, read or written."""


class ReadOnlyStoreError(StoreError):
    """A write was asked of a store that was opened for reading only."""


class StoreVersionError(StoreError):
    """The store was written by a newer version of this program."""

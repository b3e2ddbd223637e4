"""
Tables of the SQLite store.

Days are kept as numbers since 1 January 1970, instants as microseconds since then (UTC), because
numbers become columns of a frame at once. Text that is no valid Unicode is kept as bytes.

What was read is only added to and retired: ``reports``, ``readings``, ``toponyms``, ``claims``,
``decisions``. What follows from it (``days``, ``spans``, ``daily_counts``) is kept up to date in
the same transaction, and can always be built anew.
"""

from __future__ import annotations

APPLICATION_ID = 0x53_69_74_4D
"""Marks the file as a store of this program ("SitM"), so that no other database is written to."""

VERSION = 2
"""Kept in ``PRAGMA user_version``."""

TABLES = (
    """
    CREATE TABLE meta (
        key TEXT PRIMARY KEY,
        value NOT NULL
    ) WITHOUT ROWID
    """,
    """
    INSERT INTO meta VALUES ('revision', 0), ('rules', '')
    """,
    # The texts stand apart, so that reports are read without their pages.
    """
    CREATE TABLE reports (
        report_number INTEGER PRIMARY KEY,
        report_id TEXT NOT NULL UNIQUE,
        story TEXT NOT NULL, -- the least report_id of those that print the same text
        title TEXT NOT NULL,
        source TEXT NOT NULL,
        url TEXT NOT NULL,
        language TEXT NOT NULL,
        published INTEGER,
        published_day INTEGER,
        published_precision TEXT NOT NULL,
        spans TEXT,
        redacted_at INTEGER,
        redacted_by TEXT,
        redaction_reason TEXT
    )
    """,
    """
    CREATE INDEX reports_of_story ON reports (story) WHERE story != report_id
    """,
    """
    CREATE TABLE texts (
        report_number INTEGER PRIMARY KEY REFERENCES reports,
        text TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE fingerprints (
        report_number INTEGER PRIMARY KEY REFERENCES reports,
        bands BLOB NOT NULL,
        signature BLOB NOT NULL
    )
    """,
    # Of reports that have the same fingerprint only one stands here. A report has two dozen bands
    # that lie all over the table, so they wait in the small one, and each transaction moves those
    # of a part of all bands, which lie side by side.
    """
    CREATE TABLE story_bands (
        band INTEGER NOT NULL,
        report_number INTEGER NOT NULL,
        PRIMARY KEY (band, report_number)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE new_bands (
        band INTEGER NOT NULL,
        report_number INTEGER NOT NULL,
        PRIMARY KEY (band, report_number)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE readings (
        reading_id INTEGER PRIMARY KEY,
        report_number INTEGER NOT NULL REFERENCES reports,
        reader_version TEXT NOT NULL,
        language TEXT NOT NULL,
        published_inferred INTEGER,
        recorded_at INTEGER NOT NULL,
        retired_at INTEGER, -- when a newer reading took its place; NULL: the current one
        UNIQUE (report_number, reader_version)
    )
    """,
    """
    CREATE UNIQUE INDEX current_reading ON readings (report_number) WHERE retired_at IS NULL
    """,
    """
    CREATE TABLE toponyms (
        reading_id INTEGER NOT NULL REFERENCES readings,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        text TEXT NOT NULL,
        place_id TEXT,
        place TEXT,
        confidence REAL NOT NULL,
        candidates TEXT NOT NULL,
        adjective INTEGER NOT NULL
    )
    """,
    """
    CREATE INDEX toponyms_of_reading ON toponyms (reading_id)
    """,
    """
    CREATE INDEX unresolved_toponyms ON toponyms (text, reading_id) WHERE place_id IS NULL
    """,
    """
    CREATE TABLE aspects (
        aspect_id INTEGER PRIMARY KEY,
        place_id TEXT NOT NULL,
        aspect TEXT NOT NULL, -- empty for statuses that the taxonomy lacks
        UNIQUE (place_id, aspect)
    )
    """,
    """
    CREATE TABLE claims (
        row_id INTEGER PRIMARY KEY,
        reading_id INTEGER NOT NULL REFERENCES readings,
        report_number INTEGER NOT NULL REFERENCES reports,
        claim_id TEXT NOT NULL,
        toponym TEXT NOT NULL,
        place_id TEXT NOT NULL,
        place TEXT NOT NULL,
        kind TEXT NOT NULL,
        country TEXT NOT NULL,
        admin1 TEXT NOT NULL,
        lat REAL NOT NULL CHECK (lat BETWEEN -90 AND 90),
        lon REAL NOT NULL CHECK (lon BETWEEN -180 AND 180),
        status TEXT NOT NULL,
        aspect_id INTEGER NOT NULL REFERENCES aspects,
        date INTEGER,
        date_end INTEGER,
        date_precision TEXT NOT NULL,
        quote TEXT NOT NULL,
        quote_start INTEGER NOT NULL,
        quote_end INTEGER NOT NULL,
        hedged INTEGER NOT NULL,
        attributed INTEGER NOT NULL,
        confidence REAL NOT NULL,
        reviewed TEXT NOT NULL,
        decided INTEGER NOT NULL, -- whether a decision added the row; else it is as read
        source_key INTEGER NOT NULL, -- hash of the source
        voice INTEGER NOT NULL, -- source_key, or hash of the story where several sources print it
        recorded_at INTEGER NOT NULL,
        superseded_at INTEGER, -- when the readings alone retired it
        retired_at INTEGER, -- when they or a decision did; NULL: current
        revision INTEGER NOT NULL,
        retired_revision INTEGER
    )
    """,
    """
    CREATE INDEX claims_of_reading ON claims (reading_id)
    """,
    """
    CREATE UNIQUE INDEX current_claims ON claims (claim_id) WHERE retired_at IS NULL
    """,
    # Both cover what they are searched for: a week in a box, and who says what of a span.
    """
    CREATE INDEX claims_of_day ON claims (date, lat, lon, status) WHERE retired_at IS NULL
    """,
    """
    CREATE INDEX claims_of_aspect
    ON claims (aspect_id, date, status, hedged, source_key, voice, report_number, retired_at)
    WHERE retired_at IS NULL
    """,
    """
    CREATE INDEX claims_of_revision ON claims (revision)
    """,
    """
    CREATE INDEX claims_retired_in ON claims (retired_revision) WHERE retired_revision IS NOT NULL
    """,
    """
    CREATE TABLE days (
        aspect_id INTEGER NOT NULL REFERENCES aspects,
        day INTEGER NOT NULL,
        status TEXT NOT NULL,
        end INTEGER,
        disputed INTEGER NOT NULL,
        start INTEGER NOT NULL,
        named_end INTEGER,
        PRIMARY KEY (aspect_id, day)
    ) WITHOUT ROWID
    """,
    """
    CREATE INDEX disputed_days ON days (aspect_id, day) WHERE disputed
    """,
    """
    CREATE TABLE spans (
        aspect_id INTEGER NOT NULL REFERENCES aspects,
        start INTEGER NOT NULL,
        status TEXT NOT NULL,
        end INTEGER,
        stale_from INTEGER NOT NULL,
        last_day INTEGER NOT NULL,
        disputed INTEGER NOT NULL,
        hedged INTEGER NOT NULL,
        reports INTEGER NOT NULL,
        sources INTEGER NOT NULL,
        confirmations INTEGER NOT NULL,
        place TEXT NOT NULL,
        kind TEXT NOT NULL,
        country TEXT NOT NULL,
        admin1 TEXT NOT NULL,
        lat REAL NOT NULL,
        lon REAL NOT NULL,
        PRIMARY KEY (aspect_id, start)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE daily_counts (
        day INTEGER NOT NULL,
        status TEXT NOT NULL,
        claims INTEGER NOT NULL,
        PRIMARY KEY (day, status)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE decisions (
        decision_number INTEGER PRIMARY KEY,
        report_number INTEGER NOT NULL REFERENCES reports,
        quote_start INTEGER NOT NULL,
        quote_end INTEGER NOT NULL,
        place_id TEXT NOT NULL,
        status TEXT NOT NULL,
        verdict TEXT NOT NULL,
        author TEXT NOT NULL,
        decided_at INTEGER NOT NULL,
        reason TEXT NOT NULL,
        place TEXT,
        new_status TEXT NOT NULL,
        date INTEGER,
        date_end INTEGER,
        claim TEXT, -- as it was read when it was decided on, as JSON; NULL: redacted
        revision INTEGER NOT NULL
    )
    """,
    """
    CREATE INDEX decisions_of_report ON decisions (report_number)
    """,
    """
    CREATE TABLE naming_rules (
        rule_number INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        source TEXT NOT NULL,
        place TEXT, -- NULL takes an earlier rule back
        author TEXT NOT NULL,
        made_at INTEGER NOT NULL,
        reason TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE exports (
        export_number INTEGER PRIMARY KEY,
        path TEXT NOT NULL,
        format TEXT NOT NULL,
        filter TEXT NOT NULL,
        exported_at INTEGER NOT NULL
    )
    """,
)
"""The statements that lay out an empty file."""

"""Tables of the SQLite store, and the statements that fill and read them."""

from __future__ import annotations

APPLICATION_ID = 0x53_69_74_4D
"""Marks the file as a store of this program ("SitM"), so that no other database is written to."""

VERSION = 1
"""Kept in ``PRAGMA user_version``."""

TABLES = (
    """
    CREATE TABLE meta (
        key TEXT PRIMARY KEY,
        value INTEGER NOT NULL
    ) WITHOUT ROWID
    """,
    """
    INSERT INTO meta VALUES ('revision', 0)
    """,
    """
    CREATE TABLE reports (
        report_id TEXT PRIMARY KEY,
        title TEXT NOT NULL,
        source TEXT NOT NULL,
        url TEXT NOT NULL,
        language TEXT NOT NULL,
        published TEXT,
        published_day TEXT,
        published_precision TEXT NOT NULL,
        spans TEXT,
        text TEXT NOT NULL -- last, so that the columns before it are read without its pages
    )
    """,
    """
    CREATE TABLE readings (
        reading_id INTEGER PRIMARY KEY,
        report_id TEXT NOT NULL REFERENCES reports,
        reader_version TEXT NOT NULL,
        language TEXT NOT NULL,
        published_inferred TEXT,
        recorded_at TEXT NOT NULL,
        current INTEGER NOT NULL,
        UNIQUE (report_id, reader_version)
    )
    """,
    """
    CREATE UNIQUE INDEX current_reading ON readings (report_id) WHERE current
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
        candidates TEXT NOT NULL
    )
    """,
    """
    CREATE INDEX unresolved_toponyms ON toponyms (text, reading_id) WHERE place_id IS NULL
    """,
    """
    CREATE TABLE claims (
        reading_id INTEGER NOT NULL REFERENCES readings,
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
        date TEXT,
        date_end TEXT,
        date_precision TEXT NOT NULL,
        quote TEXT NOT NULL,
        quote_start INTEGER NOT NULL,
        quote_end INTEGER NOT NULL,
        hedged INTEGER NOT NULL,
        attributed INTEGER NOT NULL,
        confidence REAL NOT NULL,
        recorded_at TEXT NOT NULL,
        current INTEGER NOT NULL,
        UNIQUE (claim_id, reading_id)
    )
    """,
    """
    CREATE INDEX claims_of_reading ON claims (reading_id)
    """,
    """
    CREATE UNIQUE INDEX current_claims ON claims (claim_id) WHERE current
    """,
    """
    CREATE TABLE decisions (
        report_id TEXT NOT NULL REFERENCES reports,
        quote_start INTEGER NOT NULL,
        quote_end INTEGER NOT NULL,
        place_id TEXT NOT NULL,
        verdict TEXT NOT NULL,
        author TEXT NOT NULL,
        decided_at TEXT NOT NULL,
        reason TEXT NOT NULL
    )
    """,
)
"""The statements that lay out an empty file."""

# The text is that of the current reading, because its offsets count in it: two texts that differ
# in white space alone are one report.
INSERT_REPORT = """
INSERT INTO reports VALUES (
    :report_id, :title, :source, :url, :language,
    :published, :published_day, :published_precision, :spans, :text
) ON CONFLICT (report_id) DO UPDATE SET text = excluded.text, spans = excluded.spans
WHERE text != excluded.text
"""

SELECT_READING = """
SELECT 1 FROM readings WHERE report_id = :report_id AND reader_version = :reader_version
"""

RETIRE = (
    """
    UPDATE claims SET current = 0 WHERE reading_id IN (
        SELECT reading_id FROM readings WHERE report_id = :report_id AND current
    )
    """,
    "UPDATE readings SET current = 0 WHERE report_id = :report_id AND current",
)
"""The statements after which nothing that was read in a report is current."""

INSERT_READING = """
INSERT INTO readings (
    report_id, reader_version, language, published_inferred, recorded_at, current
) VALUES (:report_id, :reader_version, :language, :published_inferred, :recorded_at, 1)
RETURNING reading_id
"""

INSERT_TOPONYM = """
INSERT INTO toponyms VALUES (
    :reading_id, :start, :end, :text, :place_id, :place, :confidence, :candidates
)
"""

INSERT_CLAIM = """
INSERT INTO claims VALUES (
    :reading_id, :claim_id, :toponym, :place_id, :place, :kind, :country, :admin1, :lat, :lon,
    :status, :date, :date_end, :date_precision, :quote, :quote_start, :quote_end,
    :hedged, :attributed, :confidence,
    coalesce((SELECT min(recorded_at) FROM claims WHERE claim_id = :claim_id), :recorded_at), 1
) ON CONFLICT (claim_id, reading_id) DO NOTHING
"""

ADVANCE_REVISION = "UPDATE meta SET value = value + 1 WHERE key = 'revision'"

SELECT_REVISION = "SELECT value FROM meta WHERE key = 'revision'"

SELECT_REPORT = """
SELECT text, title, source, url, language, published, published_day, published_precision, spans
FROM reports WHERE report_id = :report_id
"""

SELECT_CLAIMS = """
SELECT r.report_id, c.claim_id, g.reader_version, r.report_id AS story, r.source, r.url, r.title,
    g.language, r.published, r.published_precision, c.toponym, c.place_id, c.place, c.kind,
    c.country,
    c.admin1, c.status, c.date, c.date_end, c.date_precision, c.quote, c.quote_start, c.quote_end,
    c.hedged, c.attributed, c.confidence, '' AS reviewed, c.recorded_at, NULL AS retired_at,
    c.lat, c.lon
FROM claims c JOIN readings g USING (reading_id) JOIN reports r USING (report_id)
WHERE c.current AND (c.date IS NULL OR NOT :undated_only)
ORDER BY c.claim_id
"""

SELECT_UNRESOLVED = """
SELECT text, count(DISTINCT report_id) AS reports
FROM toponyms JOIN readings USING (reading_id)
WHERE place_id IS NULL AND current
GROUP BY text ORDER BY reports DESC, text
"""

SELECT_SUMMARY = """
SELECT
    (SELECT count(*) FROM reports),
    count(*), count(*) - count(date),
    (SELECT count(DISTINCT text) FROM toponyms JOIN readings g USING (reading_id)
        WHERE place_id IS NULL AND g.current),
    min(date), max(date)
FROM claims WHERE current
"""

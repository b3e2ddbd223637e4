PRAGMA application_id = 1399419981;
PRAGMA user_version = 1;
BEGIN TRANSACTION;
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
    );
INSERT INTO "claims" VALUES(1,'35b5f951c475c3d8a7ca45ba95059227','Almaty','geonames:1526384','Almaty','settlement','KZ','KZ-ALA',43.2525,76.9115,'unrest','2022-01-05',NULL,'day','…',0,1,0,0,0.0,'2022-02-01T00:00:00.000000+00:00',0);
INSERT INTO "claims" VALUES(1,'fe04bf2bd4a98fb0b108002169d66f44','Almaty International Airport','icao:UAAA','Almaty International Airport','airport','KZ','KZ-ALA',43.3521,77.0405,'airport_closed','2022-01-05','2022-01-09','day','…',7,8,0,0,0.0,'2022-02-01T00:00:00.000000+00:00',0);
INSERT INTO "claims" VALUES(2,'9de8cec3035b7d6888c97e7b74d4c6a2','Almaty','geonames:1526384','Almaty','settlement','KZ','KZ-ALA',43.2525,76.9115,'unrest','2022-01-06',NULL,'day','…',0,1,1,0,0.0,'2022-02-01T00:00:00.000000+00:00',1);
INSERT INTO "claims" VALUES(3,'e83a8b310eaa1f65cc5699508c9ac081','Astana','geonames:1526273','Astana','capital','KZ','KZ-AST',51.1801,71.446,'calm',NULL,NULL,'none','…',0,1,0,0,0.0,'2022-02-01T00:00:00.000000+00:00',1);
INSERT INTO "claims" VALUES(3,'4148eee9e6cc7a0a9f50b9873d55a3c5','Shymkent','geonames:1518980','Shymkent','settlement','KZ','KZ-SHY',42.3,69.6,'flooded','2022-01-03',NULL,'day','…',0,1,0,0,0.0,'2022-02-01T00:00:00.000000+00:00',1);
INSERT INTO "claims" VALUES(4,'35b5f951c475c3d8a7ca45ba95059227','Almaty','geonames:1526384','Almaty','settlement','KZ','KZ-ALA',43.2525,76.9115,'unrest','2022-01-05',NULL,'day','…',0,1,0,0,0.0,'2022-02-01T00:00:00.000000+00:00',1);
INSERT INTO "claims" VALUES(4,'76076d5a822b97d10f60988bb2949761','Almaty','geonames:1526384','Almaty','settlement','KZ','KZ-ALA',43.2525,76.9115,'calm','2022-01-07',NULL,'day','…',9,10,0,0,0.0,'2022-02-04T00:00:00.000005+00:00',1);
CREATE TABLE decisions (
        report_id TEXT NOT NULL REFERENCES reports,
        quote_start INTEGER NOT NULL,
        quote_end INTEGER NOT NULL,
        place_id TEXT NOT NULL,
        verdict TEXT NOT NULL,
        author TEXT NOT NULL,
        decided_at TEXT NOT NULL,
        reason TEXT NOT NULL
    );
CREATE TABLE meta (
        key TEXT PRIMARY KEY,
        value INTEGER NOT NULL
    ) WITHOUT ROWID
    ;
INSERT INTO "meta" VALUES('revision',2);
CREATE TABLE readings (
        reading_id INTEGER PRIMARY KEY,
        report_id TEXT NOT NULL REFERENCES reports,
        reader_version TEXT NOT NULL,
        language TEXT NOT NULL,
        published_inferred TEXT,
        recorded_at TEXT NOT NULL,
        current INTEGER NOT NULL,
        UNIQUE (report_id, reader_version)
    );
INSERT INTO "readings" VALUES(1,'6afd47035e848203d2d7aa9daf6f00f7','1','en',NULL,'2022-02-01T00:00:00.000000+00:00',0);
INSERT INTO "readings" VALUES(2,'f6b4f22b6edaa3b18d8ec2f0df429180','1','en',NULL,'2022-02-01T00:00:00.000000+00:00',1);
INSERT INTO "readings" VALUES(3,'ce8b7511c383ad8b273655567a77b926','1','en','2022-01-08','2022-02-01T00:00:00.000000+00:00',1);
INSERT INTO "readings" VALUES(4,'6afd47035e848203d2d7aa9daf6f00f7','2','en',NULL,'2022-02-04T00:00:00.000005+00:00',1);
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
    );
INSERT INTO "reports" VALUES('6afd47035e848203d2d7aa9daf6f00f7','T','Tengri','https://example.org/1','en','2022-01-05T09:30:00.000007+00:00','2022-01-05','day',NULL,'Unrest in Almaty.');
INSERT INTO "reports" VALUES('f6b4f22b6edaa3b18d8ec2f0df429180',X'6C6F6E6520EDA080','Orda','https://example.org/1','en','2022-01-06T09:30:00.000007+00:00','2022-01-06','day',NULL,'Unrest in Almaty.');
INSERT INTO "reports" VALUES('ce8b7511c383ad8b273655567a77b926','T','','https://example.org/1','en',NULL,NULL,'none','[[0, 7]]',X'536F6D656F6E65207761732063616C6D2C20EDBFBF2074686579207361792E');
CREATE TABLE toponyms (
        reading_id INTEGER NOT NULL REFERENCES readings,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        text TEXT NOT NULL,
        place_id TEXT,
        place TEXT,
        confidence REAL NOT NULL,
        candidates TEXT NOT NULL
    );
INSERT INTO "toponyms" VALUES(1,10,16,'Almaty','geonames:1526384','{"place_id": "geonames:1526384", "name": "Almaty", "kind": "settlement", "country": "KZ", "admin1": "KZ-ALA", "lat": 43.2525, "lon": 76.9115, "population": 0, "geonameid": null, "iata": ""}',0.9,'[{"place": {"place_id": "geonames:1526384", "name": "Almaty", "kind": "settlement", "country": "KZ", "admin1": "KZ-ALA", "lat": 43.2525, "lon": 76.9115, "population": 0, "geonameid": null, "iata": ""}, "score": 0.9}, {"place": {"place_id": "geonames:1518980", "name": "Shymkent", "kind": "settlement", "country": "KZ", "admin1": "KZ-SHY", "lat": 42.3, "lon": 69.6, "population": 0, "geonameid": null, "iata": ""}, "score": 0.1}]');
INSERT INTO "toponyms" VALUES(1,20,28,'Zhetigen',NULL,NULL,0.0,'[]');
INSERT INTO "toponyms" VALUES(4,10,16,'Almaty','geonames:1526384','{"place_id": "geonames:1526384", "name": "Almaty", "kind": "settlement", "country": "KZ", "admin1": "KZ-ALA", "lat": 43.2525, "lon": 76.9115, "population": 0, "geonameid": null, "iata": ""}',0.9,'[{"place": {"place_id": "geonames:1526384", "name": "Almaty", "kind": "settlement", "country": "KZ", "admin1": "KZ-ALA", "lat": 43.2525, "lon": 76.9115, "population": 0, "geonameid": null, "iata": ""}, "score": 0.9}, {"place": {"place_id": "geonames:1518980", "name": "Shymkent", "kind": "settlement", "country": "KZ", "admin1": "KZ-SHY", "lat": 42.3, "lon": 69.6, "population": 0, "geonameid": null, "iata": ""}, "score": 0.1}]');
INSERT INTO "toponyms" VALUES(4,20,28,'Zhetigen',NULL,NULL,0.0,'[]');
CREATE UNIQUE INDEX current_reading ON readings (report_id) WHERE current
    ;
CREATE INDEX unresolved_toponyms ON toponyms (text, reading_id) WHERE place_id IS NULL
    ;
CREATE INDEX claims_of_reading ON claims (reading_id)
    ;
CREATE UNIQUE INDEX current_claims ON claims (claim_id) WHERE current
    ;
COMMIT;

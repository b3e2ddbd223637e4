"""The many codes of one language, brought to the one under which its words are kept."""

from __future__ import annotations

from functools import cache

UNDETERMINED = "und"

_SAME = {
    "ara arb ary arz apc acm ajp ars": "ar",
    "aze azj": "az",
    "bel": "be",
    "ben": "bn",
    "bos bs cnr hbs scc scr sh srl srp": "sr",
    "bul": "bg",
    "cat": "ca",
    "ces cze": "cs",
    "cmn lzh wuu yue hak nan chi zho": "zh",
    "dan": "da",
    "deu ger gsw bar": "de",
    "ell gre grc": "el",
    "eng pcm sco": "en",
    "fas per pes prs": "fa",
    "fil tgl": "tl",
    "fin": "fi",
    "fra fre": "fr",
    "glg": "gl",
    "heb iw hbo": "he",
    "hin": "hi",
    "hrv": "hr",
    "hun": "hu",
    "hye arm": "hy",
    "in ind": "id",
    "ita": "it",
    "jpn": "ja",
    "kat geo": "ka",
    "kaz": "kk",
    "kir": "ky",
    "kor": "ko",
    "mkd mac": "mk",
    "msa may zsm": "ms",
    "nb nn nob nno nor": "no",
    "nld dut vls": "nl",
    "pol": "pl",
    "por": "pt",
    "ron rum mo mol": "ro",
    "rus": "ru",
    "slk slo": "sk",
    "slv": "sl",
    "spa": "es",
    "swa swh swc": "sw",
    "swe": "sv",
    "tur": "tr",
    "ukr": "uk",
    "urd": "ur",
    "uzb uzn uzs": "uz",
    "vie": "vi",
    "zxx mis mul": UNDETERMINED,
}
"""Older codes, those of three letters, and varieties written nearly as their language is."""
_ONE_CODE = {other: code for others, code in _SAME.items() for other in others.split()}


@cache
def own_code(code: str) -> str:
    """
    Code under which a language's words are kept.

    Parameters
    ----------
    code
        Of ISO 639, any case; what follows a hyphen or an underscore (a script, a country) is
        ignored: every Chinese is ``"zh"``, both Norwegians are ``"no"``, Bosnian and Montenegrin
        are ``"sr"``. Croatian keeps its own, for it has some words of its own.

    Returns
    -------
    code
        ISO 639-1 where there is such a code; one that is not known comes back as it is, in small
        letters.
    """
    base = code.replace("_", "-").partition("-")[0].casefold()
    return _ONE_CODE.get(base, base)

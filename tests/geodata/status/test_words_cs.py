"""What the Czech words of the lexicon find and leave alone."""

from __future__ import annotations

import pytest

from tests.geodata.status.reading_words import cancelling_cues, statuses_in

SENTENCES = [
    ("unrest", "V Biškeku vypukly nepokoje."),
    ("unrest", "Demonstranti se v Tbilisi střetli s policií."),
    ("unrest", "V Dakaru došlo ke střetům mezi protestujícími a policií."),
    ("unrest", "Dav vzal útokem radnici v Aktobe."),
    ("unrest", "V Durbanu lidé rabovali obchody a zapalovali auta."),
    ("unrest", "Policie použila slzný plyn a vodní děla v Nairobi."),
    ("unrest", "V ulicích Chartúmu hoří barikády."),
    ("unrest", "V centru Chartúmu je slyšet střelba."),
    ("unrest", "V Minsku byly zatčeny stovky lidí."),
    ("unrest", "V Gomě pokračují tvrdé boje mezi armádou a povstalci."),
    ("unrest", "Protest v Nairobi přerostl v násilnosti."),
    ("unrest", "Výtržníci házeli na policisty v Lyonu kameny."),
    ("unrest", "Ve věznici v Guayaquilu vypukla vzpoura."),
    ("unrest", "Nepokoje v Dakaru neustávají."),
    ("calm", "Situace v Šymkentu je klidná."),
    ("calm", "Do Bělehradu se vrátil klid."),
    ("calm", "Noc v Aktau proběhla klidně."),
    ("calm", "V Kolombu byl zrušen zákaz vycházení."),
    ("calm", "Život v Oši se vrací do normálu."),
    ("calm", "Policie má situaci v Lyonu pod kontrolou."),
    ("calm", "V Nanterre nedošlo k žádným incidentům."),
    ("calm", "V ulicích Belfastu panuje klid."),
    ("airport_closed", "Letiště v Almaty je zavřené."),
    ("airport_closed", "Letiště Goma přerušilo provoz."),
    ("airport_closed", "Letiště nepřijímá žádné lety."),
    ("airport_closed", "Na letišti byly zrušeny všechny lety."),
    ("airport_closed", "Letiště zůstane uzavřené do 13. ledna."),
    ("airport_closed", "Letiště dosud neobnovilo provoz."),
    ("airport_open", "Letiště v Kábulu je opět otevřené."),
    ("airport_open", "Letiště v Almaty obnovilo provoz."),
    ("airport_open", "Letiště funguje normálně."),
    ("airport_open", "Na letišti přistála první letadla a lety byly obnoveny."),
    ("unrest", "O město se druhým dnem bojuje."),
    ("unrest", "Vězni v Guayaquilu zajali dozorce a zapálili matrace."),
    ("calm", "V Toulouse k násilí nedošlo."),
    ("airport_open", "Letiště se po třech dnech otevřelo."),
    ("airport_open", "Z letiště se létá bez omezení."),
    ("", "Srážka dvou vlaků u Studénky zablokovala trať."),
    ("", "Srážky v Brně dosáhly 40 milimetrů."),
    ("", "Starosta Kenoshy vyzval ke klidu."),
    ("", "Moře u Splitu je klidné."),
    ("", "Na burze v Praze panoval klid."),
    ("", "Zákazníci vzali útokem obchody v Ostravě."),
    ("", "V Plzni promítali film o povstání."),
    ("", "Silnice k letišti je uzavřená kvůli sněhu."),
    ("", "Obchody v Olomouci jsou zavřené."),
    ("", "Domácí násilí v Lublinu přibývá."),
    ("", "Lufthansa přerušila lety do Teheránu, uvedlo letiště."),
    ("", "Ekonomická situace v Aténách je stabilní."),
    ("", "Střet zájmů starosty Karviné řeší zastupitelé."),
    ("", "Zásadní boj o titul čeká hokejisty v Třinci."),
]


@pytest.mark.parametrize(("status", "sentence"), SENTENCES)
def test_the_words_of_a_status_are_found_and_look_alikes_are_not(status, sentence):
    assert statuses_in(sentence, "cs") == ({status} if status else set())


@pytest.mark.parametrize(("status", "sentence"), [one for one in SENTENCES if one[0]])
def test_a_plain_statement_holds_no_cue_that_would_cancel_it(status, sentence):
    assert cancelling_cues(status, sentence, "cs") == []

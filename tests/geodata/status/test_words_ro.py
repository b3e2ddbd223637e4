"""What the Romanian words of the lexicon find and leave alone."""

from __future__ import annotations

import pytest

from tests.geodata.status.reading_words import cancelling_cues, statuses_in

SENTENCES = [
    ("unrest", "La Bișkek au izbucnit revolte."),
    ("unrest", "Protestatarii s-au ciocnit cu poliția la Tbilisi."),
    ("unrest", "Ciocniri violente între manifestanți și jandarmi au avut loc la București."),
    ("unrest", "O mulțime furioasă a luat cu asalt primăria din Aktobe."),
    ("unrest", "La Durban, magazinele au fost jefuite și mașinile incendiate."),
    ("unrest", "Poliția a folosit gaze lacrimogene și tunuri cu apă la Nairobi."),
    ("unrest", "Pe străzile din Khartoum ard baricade."),
    ("unrest", "În centrul orașului Khartoum s-au auzit focuri de armă."),
    ("unrest", "La Minsk au fost arestate sute de persoane."),
    ("unrest", "La Goma continuă luptele grele dintre armată și rebeli."),
    ("unrest", "Protestul de la Nairobi a degenerat în violențe."),
    ("unrest", "Tinerii au aruncat cu pietre în polițiști la Lyon."),
    ("unrest", "Soldații au deschis focul asupra mulțimii la Conakry."),
    ("calm", "Situația de la Șimkent este calmă."),
    ("calm", "Calmul a revenit la Belgrad."),
    ("calm", "Noaptea a trecut fără incidente la Nanterre."),
    ("calm", "Interdicția de circulație a fost ridicată la Colombo."),
    ("calm", "Viața la Oș revine la normal."),
    ("calm", "Poliția spune că situația din Lyon este sub control."),
    ("calm", "Nu s-au înregistrat incidente la Toulouse."),
    ("calm", "Liniște pe străzile din Belfast."),
    ("airport_closed", "Aeroportul din Almatî este închis."),
    ("airport_closed", "Aeroportul din Goma și-a suspendat activitatea."),
    ("airport_closed", "Aeroportul nu mai funcționează."),
    ("airport_closed", "Toate zborurile de pe aeroport au fost anulate."),
    ("airport_closed", "Aeroportul rămâne închis până pe 13 ianuarie."),
    ("airport_closed", "Aeroportul nu a fost redeschis."),
    ("airport_open", "Aeroportul din Kabul a fost redeschis."),
    ("airport_open", "Aeroportul și-a reluat activitatea."),
    ("airport_open", "Zborurile au fost reluate pe aeroport."),
    ("airport_open", "Primele avioane au aterizat pe aeroport."),
    ("unrest", "Protestul de la Lagos s-a încheiat cu încăierări."),
    ("unrest", "Ciocniri violente intre manifestanti si jandarmi la Cluj."),
    ("calm", "Liniştea a revenit la Bucureşti."),
    ("", "DN1 este închis circulației la aeroport."),
    ("", "Derbiul de la Craiova s-a jucat în liniște."),
    ("", "O ciocnire între două trenuri a avut loc la Buzău."),
    ("", "Primarul din Cluj a făcut apel la calm."),
    ("", "Marea este calmă la Constanța."),
    ("", "Bursa din București a avut o zi calmă."),
    ("", "Cumpărătorii au luat cu asalt magazinele din Timișoara."),
    ("", "La Iași a fost prezentat un film despre revolte."),
    ("", "Drumul spre aeroport este închis din cauza zăpezii."),
    ("", "Magazinele din Oradea sunt închise."),
    ("", "Violența domestică este în creștere la Galați."),
    ("", "Lufthansa a suspendat zborurile către aeroportul din Teheran."),
    ("", "Situația economică de la Atena este stabilă."),
    ("", "Tulburările de somn afectează mulți locuitori din Brașov."),
    ("", "Un schimb de replici a avut loc la Arad, a fost o altercație verbală."),
]


@pytest.mark.parametrize(("status", "sentence"), SENTENCES)
def test_the_words_of_a_status_are_found_and_look_alikes_are_not(status, sentence):
    assert statuses_in(sentence, "ro") == ({status} if status else set())


@pytest.mark.parametrize(("status", "sentence"), [one for one in SENTENCES if one[0]])
def test_a_plain_statement_holds_no_cue_that_would_cancel_it(status, sentence):
    assert cancelling_cues(status, sentence, "ro") == []

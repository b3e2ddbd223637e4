"""What the Dutch words of the lexicon find and leave alone."""

from __future__ import annotations

import pytest

from tests.geodata.status.reading_words import cancelling_cues, statuses_in

SENTENCES = [
    ("unrest", "In Rotterdam zijn rellen uitgebroken."),
    ("unrest", "Betogers raakten slaags met de politie in Tbilisi."),
    ("unrest", "In Durban werden winkels geplunderd en auto's in brand gestoken."),
    ("unrest", "De politie zette traangas en een waterkanon in tegen demonstranten in Nairobi."),
    ("unrest", "Een woedende menigte bestormde het stadhuis van Aktobe."),
    ("unrest", "In het centrum van Khartoem zijn schoten gehoord."),
    ("unrest", "In Minsk zijn honderden mensen opgepakt."),
    ("unrest", "Het protest in Brussel ontaardde in geweld."),
    ("unrest", "Relschoppers gooiden stenen naar agenten in Den Haag."),
    ("unrest", "In Goma wordt hevig gevochten tussen het leger en rebellen."),
    ("unrest", "Bij botsingen in Dakar vielen drie doden."),
    ("unrest", "Jongeren staken in Lyon tientallen auto's in brand."),
    ("unrest", "Gevangenen kwamen in opstand in Guayaquil."),
    ("unrest", "Op straat in Lima brandden barricades."),
    ("calm", "De situatie in Eindhoven is rustig."),
    ("calm", "De rust is teruggekeerd in Charleroi."),
    ("calm", "De nacht in Nanterre verliep zonder incidenten."),
    ("calm", "In Colombo is de avondklok opgeheven."),
    ("calm", "Het leven in Osj keert terug naar normaal."),
    ("calm", "De politie heeft de situatie in Luik onder controle."),
    ("calm", "In Antwerpen bleef het rustig."),
    ("airport_closed", "De luchthaven van Goma is gesloten."),
    ("airport_closed", "De luchthaven van Charleroi blijft tot maandag dicht."),
    ("airport_closed", "Alle vluchten op de luchthaven zijn geschrapt."),
    ("airport_closed", "De luchthaven heeft alle vluchten opgeschort."),
    ("airport_closed", "Op de luchthaven ligt het vliegverkeer stil."),
    ("airport_closed", "De luchthaven is nog niet heropend."),
    ("airport_open", "De luchthaven van Kaboel is weer open."),
    ("airport_open", "De luchthaven heropende zondag."),
    ("airport_open", "Op de luchthaven is het vliegverkeer hervat."),
    ("airport_open", "Op de luchthaven landden de eerste vluchten."),
    ("unrest", "Gedetineerden in Arnhem gijzelden bewakers en stichtten brand."),
    ("unrest", "Boeren blokkeerden bij Zwolle de snelweg met brandende hooibalen."),
    ("calm", "In de straten van Port Moresby is het weer rustig."),
    ("calm", "In Gitega is niets van onrust te merken."),
    ("airport_open", "De luchthaven bleef de hele avond open."),
    ("", "De trainer prees de veldslag op het middenveld in Breda."),
    ("", "De burgemeester van Brugge riep op tot kalmte."),
    ("", "De zee bij Texel is rustig."),
    ("", "Op de beurs in Amsterdam bleef het rustig."),
    ("", "Twee trams botsten in Gent."),
    ("", "Koopjesjagers bestormden de winkels in Utrecht."),
    ("", "In Leiden draait een film over de rellen."),
    ("", "De oproerpolitie staat klaar in Parijs."),
    ("", "De weg naar de luchthaven is afgesloten wegens sneeuw."),
    ("", "Lufthansa schort vluchten naar de luchthaven van Teheran op."),
    ("", "Het huiselijk geweld neemt toe in Tilburg."),
    ("", "De strijd om de titel barst los in Eindhoven."),
    ("", "De vergadering vond achter gesloten deuren plaats op de luchthaven."),
    ("", "De financiële situatie van Zwolle is stabiel."),
]


@pytest.mark.parametrize(("status", "sentence"), SENTENCES)
def test_the_words_of_a_status_are_found_and_look_alikes_are_not(status, sentence):
    assert statuses_in(sentence, "nl") == ({status} if status else set())


@pytest.mark.parametrize(("status", "sentence"), [one for one in SENTENCES if one[0]])
def test_a_plain_statement_holds_no_cue_that_would_cancel_it(status, sentence):
    assert cancelling_cues(status, sentence, "nl") == []

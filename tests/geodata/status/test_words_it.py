"""What the Italian words of the lexicon find and leave alone, before time and place."""

from __future__ import annotations

import pytest

from tests.geodata.status.reading_words import cancelling_cues, has_cue, is_told_before, statuses_in

SENTENCES = [
    ("unrest", "Scontri tra manifestanti e polizia a Torino."),
    ("unrest", "I negozi sono stati saccheggiati a Durban."),
    ("unrest", "Auto date alle fiamme nella notte a Nanterre."),
    ("unrest", "La polizia ha usato lacrimogeni e idranti a Tbilisi."),
    ("unrest", "È scoppiata una rivolta nel carcere di Modena."),
    ("unrest", "Si sentono spari nel centro di Khartoum."),
    ("unrest", "La folla ha preso d’assalto il municipio di Conakry."),
    ("calm", "La situazione a Bishkek è sotto controllo."),
    ("calm", "È tornata la calma a Dakar."),
    ("calm", "La notte è trascorsa senza incidenti a Lione."),
    ("calm", "Revocato il coprifuoco a Colombo."),
    ("airport_closed", "L’aeroporto di Catania resta chiuso."),
    ("airport_closed", "Tutti i voli sono stati cancellati all’aeroporto di Olbia."),
    ("airport_closed", "Voli sospesi all'aeroporto di Beirut."),
    ("airport_open", "L’aeroporto di Catania ha riaperto."),
    ("airport_open", "Lo scalo è tornato operativo, l'aeroporto accoglie voli."),
    ("", "Scontro tra due treni vicino a Lecce."),
    ("", "Lo scontro salvezza si gioca a Empoli."),
    ("", "È scontro politico sulla manovra a Roma."),
    ("", "Le spiagge di Rimini prese d'assalto dai turisti."),
    ("", "Il sindaco ha lanciato un appello alla calma a Napoli."),
    ("", "Mare calmo a Rimini."),
    ("", "Seduta tranquilla a Piazza Affari a Milano."),
    ("", "Chiusa la strada per l'aeroporto a causa della neve."),
    ("", "Vertice a porte chiuse in aeroporto."),
    ("", "Tamponamento a Bologna, auto in fiamme."),
    ("", "Il traffico a Taranto è tornato alla normalità."),
    ("", "I padroni di casa hanno alzato le barricate a Lecce."),
    ("", "Notte tranquilla e afosa a Foggia."),
    ("unrest", "Missili russi su Odessa."),
    ("unrest", "A Bassora si continua a sparare."),
]

CUED = [
    ("negation", "Non ci sono stati scontri."),
    ("denial", "Il sindaco smentisce i saccheggi."),
    ("plan", "L'aeroporto riaprirà lunedì."),
    ("plan", "Lo scalo dovrebbe riprendere i voli."),
    ("condition", "In caso di disordini tornerà il coprifuoco."),
    ("fear", "I residenti temono disordini."),
    ("history", "Dieci anni fa scoppiò la rivolta."),
    ("background", "A causa degli scontri i prezzi salgono."),
    ("cessation", "Gli scontri sono cessati."),
    ("hedge", "La città è apparentemente calma."),
    ("attribution", "La città è calma, secondo la polizia."),
]

ELSEWHERE = [
    ("L'oppositore vive in esilio a ", "Parigi"),
    ("È nata a ", "Tunisi"),
]


@pytest.mark.parametrize(("status", "sentence"), SENTENCES)
def test_the_words_of_a_status_are_found_and_look_alikes_are_not(status, sentence):
    assert statuses_in(sentence, "it") == ({status} if status else set())


@pytest.mark.parametrize(("status", "sentence"), [one for one in SENTENCES if one[0]])
def test_a_plain_statement_holds_no_cue_that_would_cancel_it(status, sentence):
    assert cancelling_cues(status, sentence, "it") == []


@pytest.mark.parametrize(("cue", "sentence"), CUED)
def test_a_cue_is_found(cue, sentence):
    assert has_cue(cue, sentence, "it")


@pytest.mark.parametrize(("before", "place"), ELSEWHERE)
def test_a_place_of_exile_or_travel_has_its_cue_right_before_it(before, place):
    assert is_told_before(before, place, "it")

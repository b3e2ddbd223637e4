"""What the English words of the lexicon find and leave alone, before time and place."""

from __future__ import annotations

import pytest

from tests.geodata.status.reading_words import cancelling_cues, has_cue, is_told_before, statuses_in

SENTENCES = [
    ("unrest", "Riots broke out in Leicester overnight."),
    ("unrest", "Protesters clashed with police in Tbilisi on Monday."),
    ("unrest", "Shops were looted and cars torched in Durban."),
    ("unrest", "Riot police fired tear gas at crowds in Nairobi."),
    ("unrest", "A mob stormed the town hall of Dhubri."),
    ("unrest", "Gunfire could be heard across Khartoum on 9 May."),
    ("unrest", "Hundreds were arrested in Minsk after dark."),
    ("unrest", "Crowds set fire to a courthouse in the historic centre of Port Louis."),
    ("unrest", "No fewer than 40 people were hurt in clashes in Dakar."),
    ("", "The peaceful town of Bled lies on a lake."),
    ("unrest", "Clashes over land left ten dead in Jos."),
    ("calm", "The situation in Kazan is calm again."),
    ("calm", "Streets were quiet in Belfast."),
    ("calm", "The night passed without incident in Lyon."),
    ("calm", "The curfew in Colombo was lifted."),
    ("calm", "Life in Osh is back to normal, residents reported."),
    ("airport_closed", "The airport of Goma remains closed."),
    ("airport_closed", "All flights at Lungi airport have been cancelled."),
    ("airport_closed", "Lomé airport is closed until tomorrow."),
    ("airport_closed", "The airport is not receiving flights."),
    ("airport_open", "Kabul airport reopened on Sunday."),
    ("airport_open", "Flights resumed at the airport."),
    ("airport_open", "The first planes landed at Juba airport."),
    ("", "The volcano erupted on Saturday near Catania."),
    ("", "The river overran its banks in Passau."),
    ("", "It is a clash of cultures in Brussels."),
    ("", "The league clash in Leeds was postponed."),
    ("", "He was charged under the Riot Act in Belfast."),
    ("", "The mayor called for calm in Kenosha."),
    ("", "The sea was calm off Split."),
    ("", "Markets were quiet in Tokyo."),
    ("", "The protest in Sydney was peaceful."),
    ("", "He is in a stable condition in Leeds."),
    ("", "The airport road was closed by snow."),
    ("", "Lufthansa suspended flights to Tehran airport."),
    ("", "Shops in Cork closed early."),
]

CUED = [
    ("negation", "There weren't any riots in Bristol."),
    ("denial", "Police denied reports of clashes."),
    ("plan", "The airport will reopen on Monday."),
    ("plan", "Flights may resume soon."),
    ("condition", "If clashes break out, shops close."),
    ("fear", "Residents fear riots."),
    ("history", "Ten years ago riots shook the town."),
    ("background", "He was blamed for the violent riots."),
    ("cessation", "The riots have subsided."),
    ("cessation", "Clashes in the town were over by noon."),
    ("hedge", "The city is apparently calm."),
    ("attribution", "The city is calm, according to police."),
]

ELSEWHERE = [
    ("He lives in exile in ", "Paris"),
]


@pytest.mark.parametrize(("status", "sentence"), SENTENCES)
def test_the_words_of_a_status_are_found_and_look_alikes_are_not(status, sentence):
    assert statuses_in(sentence, "en") == ({status} if status else set())


@pytest.mark.parametrize(("status", "sentence"), [one for one in SENTENCES if one[0]])
def test_a_plain_statement_holds_no_cue_that_would_cancel_it(status, sentence):
    assert cancelling_cues(status, sentence, "en") == []


@pytest.mark.parametrize(("cue", "sentence"), CUED)
def test_a_cue_is_found(cue, sentence):
    assert has_cue(cue, sentence, "en")


@pytest.mark.parametrize(("before", "place"), ELSEWHERE)
def test_a_place_of_exile_or_travel_has_its_cue_right_before_it(before, place):
    assert is_told_before(before, place, "en")

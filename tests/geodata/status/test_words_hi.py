"""What the Hindi words of the lexicon find and leave alone, before time and place."""

from __future__ import annotations

import pytest

from tests.geodata.status.reading_words import cancelling_cues, has_cue, is_told_behind, statuses_in

SENTENCES = [
    ("unrest", "अल्माटी में दंगे भड़क उठे।"),
    ("unrest", "प्रदर्शनकारियों और पुलिस के बीच झड़प हुई।"),
    ("unrest", "भीड़ ने दुकानें लूट लीं।"),
    ("unrest", "पुलिस ने आंसू गैस के गोले छोड़े।"),
    ("unrest", "प्रदर्शनकारियों ने सरकारी भवन पर कब्जा कर लिया।"),
    ("calm", "अल्माटी में स्थिति नियंत्रण में है।"),
    ("calm", "शहर में शांति लौट आई है।"),
    ("airport_closed", "हवाई अड्डा बंद है।"),
    ("airport_closed", "हवाई अड्डे पर सभी उड़ानें रद्द कर दी गईं।"),
    ("airport_open", "हवाई अड्डा फिर से खुल गया।"),
    ("", "मेयर ने शांति बनाए रखने की अपील की।"),
    ("", "समुद्र शांत है।"),
    ("", "मुंबई में सोने का कारोबार शांत रहा।"),
    ("", "हवाई अड्डे की सड़क बंद है।"),
    ("", "बस और ट्रक की भिड़ंत में दस लोग घायल हुए।"),
]

CUED = [
    ("plan", "हवाई अड्डा सोमवार को खुलेगा।"),
    ("cessation", "हिंसा थम गई है।"),
    ("attribution", "पुलिस के अनुसार शहर शांत है।"),
]

BEHIND = [
    ("पेरिस", " में निर्वासन में रहते हैं"),
    ("दिल्ली", " रवाना हुए"),
]


@pytest.mark.parametrize(("status", "sentence"), SENTENCES)
def test_the_words_of_a_status_are_found_and_look_alikes_are_not(status, sentence):
    assert statuses_in(sentence, "hi") == ({status} if status else set())


@pytest.mark.parametrize(("status", "sentence"), [one for one in SENTENCES if one[0]])
def test_a_plain_statement_holds_no_cue_that_would_cancel_it(status, sentence):
    assert cancelling_cues(status, sentence, "hi") == []


@pytest.mark.parametrize(("cue", "sentence"), CUED)
def test_a_cue_is_found(cue, sentence):
    assert has_cue(cue, sentence, "hi")


@pytest.mark.parametrize(("place", "behind"), BEHIND)
def test_a_place_of_exile_or_travel_has_its_cue_right_behind_it(place, behind):
    assert is_told_behind(place, behind, "hi")

"""What the French words of the lexicon find and leave alone, before time and place."""

from __future__ import annotations

import pytest

from tests.geodata.status.reading_words import cancelling_cues, has_cue, is_told_before, statuses_in

SENTENCES = [
    ("unrest", "Des émeutes ont éclaté à Nanterre."),
    ("unrest", "EMEUTES A LOME, LA CAPITALE"),
    ("unrest", "De violents affrontements opposent manifestants et policiers à Dakar."),
    ("unrest", "Des magasins ont été pillés à Nouméa."),
    ("unrest", "Plusieurs voitures ont été incendiées à Lyon."),
    ("unrest", "La police a fait usage de gaz lacrymogène à Kinshasa."),
    ("unrest", "Le parlement a été pris d’assaut à Libreville."),
    ("unrest", "Des jeunes s’affrontent avec la police dans les rues de Tunis."),
    ("unrest", "Jets de pierres et barricades à Conakry."),
    ("unrest", "Des tirs nourris ont été entendus à Bamako."),
    ("unrest", "Nuit de violences à Marseille, des centaines de personnes interpellées."),
    ("unrest", "Les heurts n’ont pas cessé à Sfax."),
    ("unrest", "Une mutinerie a éclaté à la prison de Bouaké."),
    ("calm", "La situation est calme à Almaty."),
    ("calm", "Le calme est revenu à Dakar."),
    ("calm", "Retour à la normale dans les rues de Nouméa."),
    ("calm", "Le couvre-feu a été levé à Abidjan."),
    ("calm", "La nuit a été calme à Nanterre."),
    ("calm", "Aucun incident n’a été signalé à Lomé."),
    ("calm", "La marche s’est dispersée sans incident à Sion."),
    ("calm", "La nuit s'est déroulée sans heurts à Toulouse."),
    ("airport_closed", "L'aéroport de Goma est fermé."),
    ("airport_closed", "L’aéroport de Bamako restera fermé jusqu’à lundi."),
    ("airport_closed", "Les vols sont suspendus à l'aéroport de Gao."),
    ("airport_closed", "Tous les vols ont été annulés à l'aéroport de Tripoli."),
    ("airport_closed", "L’aéroport n’a toujours pas rouvert."),
    ("airport_closed", "L'aéroport est hors service."),
    ("airport_open", "L'aéroport de Nouméa a rouvert dimanche."),
    ("airport_open", "Les vols ont repris à l'aéroport."),
    ("airport_open", "L’aéroport fonctionne normalement."),
    ("", "Le film a déclenché une émeute de rires à Cannes."),
    ("", "La police anti-émeute a été déployée à Paris."),
    ("", "L'affrontement entre le PSG et l'OM aura lieu à Paris."),
    ("", "Un affrontement sportif très attendu à Lens."),
    ("", "Les violences conjugales augmentent à Lille."),
    ("", "Les plages de Nice sont prises d'assaut par les touristes."),
    ("", "Les troubles du sommeil touchent un Parisien sur trois."),
    ("", "Le maire de Nantes a lancé un appel au calme."),
    ("", "Il tente de calmer le jeu à Bruxelles."),
    ("", "La mer est calme à Brest."),
    ("", "Le marché est resté calme à Paris."),
    ("", "C'est le calme plat à la Bourse de Paris."),
    ("", "Le musée est fermé au public à Rouen."),
    ("", "La route de l'aéroport est fermée à cause de la neige."),
    ("", "Une enquête a été ouverte à Orly."),
    ("", "L'histoire de ce garçon émeut Rennes."),
]

CUED = [
    ("negation", "Il n'y a pas eu d'émeutes."),
    ("denial", "La police dément tout affrontement."),
    ("plan", "L'aéroport devrait rouvrir lundi."),
    ("plan", "La réouverture de l’aéroport est prévue lundi."),
    ("condition", "En cas d’émeutes, le couvre-feu revient."),
    ("fear", "Les habitants craignent des émeutes."),
    ("history", "Il y a dix ans, des émeutes ont éclaté."),
    ("background", "Il est jugé responsable des violentes émeutes."),
    ("background", "Une réunion a eu lieu après les émeutes."),
    ("background", "Sur fond d’émeutes, les prix montent."),
    ("cessation", "Les affrontements ont cessé."),
    ("hedge", "La ville est apparemment calme."),
    ("attribution", "La ville est calme, selon la police."),
]

ELSEWHERE = [
    ("L’opposant réfugié à ", "Paris"),
    ("Il est originaire d’", "Oran"),
    ("Les vols à destination de ", "Paris"),
]


@pytest.mark.parametrize(("status", "sentence"), SENTENCES)
def test_the_words_of_a_status_are_found_and_look_alikes_are_not(status, sentence):
    assert statuses_in(sentence, "fr") == ({status} if status else set())


@pytest.mark.parametrize(("status", "sentence"), [one for one in SENTENCES if one[0]])
def test_a_plain_statement_holds_no_cue_that_would_cancel_it(status, sentence):
    assert cancelling_cues(status, sentence, "fr") == []


@pytest.mark.parametrize(("cue", "sentence"), CUED)
def test_a_cue_is_found(cue, sentence):
    assert has_cue(cue, sentence, "fr")


@pytest.mark.parametrize(("before", "place"), ELSEWHERE)
def test_a_place_of_exile_or_travel_has_its_cue_right_before_it(before, place):
    assert is_told_before(before, place, "fr")

"""What the Polish words of the lexicon find and leave alone, before time and place."""

from __future__ import annotations

import pytest

from tests.geodata.status.reading_words import cancelling_cues, has_cue, is_told_before, statuses_in

SENTENCES = [
    ("unrest", "Bojownicy wkroczyli do Gomy."),
    ("unrest", "Pokojowa demonstracja w Erywaniu zakończyła się starciami."),
    ("unrest", "Rosyjskie rakiety spadły na Lwów."),
    ("unrest", "W walkach ulicznych w Trypolisie zginęło 55 osób."),
    ("unrest", "Żołnierze otworzyli ogień do tłumu w Chartumie."),
    ("calm", "Strzelaniny w Radomiu nie było."),
    ("calm", "W Leeds mimo obaw niedziela minęła w spokoju."),
    ("", "Hokeiści wdali się w bójkę na lodzie w Oświęcimiu."),
    ("", "Powstanie nowego lotniska w Baranowie opóźni się."),
    ("unrest", "W Biszkeku wybuchły zamieszki."),
    ("unrest", "Demonstranci starli się z policją w Tbilisi."),
    ("unrest", "W Dakarze doszło do starć między protestującymi a policją."),
    ("unrest", "Tłum szturmował ratusz w Aktobe."),
    ("unrest", "W Durbanie splądrowano sklepy i podpalono samochody."),
    ("unrest", "Policja użyła gazu łzawiącego i armatek wodnych w Nairobi."),
    ("unrest", "Na ulicach Chartumu płoną barykady."),
    ("unrest", "W centrum Chartumu słychać strzały."),
    ("unrest", "W Mińsku zatrzymano setki osób."),
    ("unrest", "Zamieszki w Dakarze nie ustają."),
    ("unrest", "W mieście trwają zacięte walki."),
    ("unrest", "Co najmniej 20 osób zginęło w starciach w Dhace."),
    ("unrest", "Protest w Nairobi przerodził się w zamieszki."),
    ("unrest", "Kibice starli się z policją po meczu w Poznaniu."),
    ("unrest", "Protestujący obrzucili policję kamieniami w Limie."),
    ("calm", "Sytuacja w Szymkencie jest spokojna."),
    ("calm", "Sytuacja w mieście wróciła do normy."),
    ("calm", "Noc w Aktau minęła spokojnie."),
    ("calm", "W Kolombo zniesiono godzinę policyjną."),
    ("calm", "W Belfaście przywrócono porządek."),
    ("calm", "W stolicy panuje spokój."),
    ("calm", "W Karagandzie nie odnotowano incydentów."),
    ("calm", "Życie w Oszu wraca do normy."),
    ("calm", "Policja opanowała sytuację w Lyonie."),
    ("airport_closed", "Lotnisko w Ałmaty jest zamknięte."),
    ("airport_closed", "Lotnisko w Aktau wstrzymało wszystkie operacje."),
    ("airport_closed", "Lotnisko nie przyjmuje samolotów."),
    ("airport_closed", "Na lotnisku odwołano wszystkie loty."),
    ("airport_closed", "Lotnisko pozostanie zamknięte do 13 stycznia."),
    ("airport_closed", "Port lotniczy Goma jest nieczynny, lotnisko zawiesiło działalność."),
    ("airport_open", "Lotnisko w Ałmaty wznowiło działalność."),
    ("airport_open", "Lotnisko w Kabulu zostało ponownie otwarte."),
    ("airport_open", "Lotnisko działa normalnie."),
    ("airport_open", "Na lotnisku wylądowały pierwsze samoloty."),
    ("", "Starcie gigantów w Madrycie."),
    ("", "Drugie starcie mistrzów odbyło się w Turynie."),
    ("", "W Warszawie pokazano film o powstaniu warszawskim."),
    ("", "Rodziny, które zamieszkują Kraków, protestowały."),
    ("", "Klienci szturmowali sklepy w Gdańsku."),
    ("", "Walka z pożarem pod Atenami trwa."),
    ("", "Burmistrz Kenoshy zaapelował o spokój."),
    ("", "Morze koło Splitu jest spokojne."),
    ("", "Na giełdzie w Tokio panuje spokój."),
    ("", "Droga do lotniska jest zamknięta z powodu śniegu."),
    ("", "Sklepy w Łodzi są zamknięte."),
    ("", "Przemoc domowa w Lublinie rośnie."),
    ("", "Linie lotnicze Lufthansa zawiesiły loty do Teheranu, podało lotnisko."),
    ("", "Sytuacja gospodarcza w Atenach jest stabilna."),
]

CUED = [
    ("negation", "W mieście nie było zamieszek."),
    ("denial", "Policja zaprzecza doniesieniom o starciach."),
    ("plan", "Lotnisko ma zostać otwarte w poniedziałek."),
    ("plan", "Lotnisko wznowi działalność w poniedziałek."),
    ("condition", "W razie zamieszek sklepy zamkną."),
    ("fear", "Władze obawiają się zamieszek."),
    ("history", "Dziesięć lat temu w mieście wybuchły zamieszki."),
    ("background", "Ministrowie rozmawiali po masowych zamieszkach."),
    ("background", "Oskarżono go o wywołanie zamieszek."),
    ("cessation", "Zamieszki ustały."),
    ("cessation", "Starcia w mieście zakończyły się."),
    ("hedge", "W mieście jest podobno spokojnie."),
    ("attribution", "Według policji w mieście jest spokojnie."),
]

ELSEWHERE = [
    ("Mieszka w ", "Paryżu"),
    ("Minister poleciał do ", "Brukseli"),
    ("Ambasada w ", "Moskwie"),
]


@pytest.mark.parametrize(("status", "sentence"), SENTENCES)
def test_the_words_of_a_status_are_found_and_look_alikes_are_not(status, sentence):
    assert statuses_in(sentence, "pl") == ({status} if status else set())


@pytest.mark.parametrize(("status", "sentence"), [one for one in SENTENCES if one[0]])
def test_a_plain_statement_holds_no_cue_that_would_cancel_it(status, sentence):
    assert cancelling_cues(status, sentence, "pl") == []


@pytest.mark.parametrize(("cue", "sentence"), CUED)
def test_a_cue_is_found(cue, sentence):
    assert has_cue(cue, sentence, "pl")


@pytest.mark.parametrize(("before", "place"), ELSEWHERE)
def test_a_place_of_exile_or_travel_has_its_cue_right_before_it(before, place):
    assert is_told_before(before, place, "pl")

"""What the Portuguese words of the lexicon find and leave alone, before time and place."""

from __future__ import annotations

import pytest

from tests.geodata.status.reading_words import cancelling_cues, has_cue, is_told_before, statuses_in

SENTENCES = [
    ("unrest", "Manifestantes entraram em confronto com a polícia em Luanda."),
    ("unrest", "Lojas foram saqueadas em Maputo."),
    ("unrest", "A PM usou bombas de gás lacrimogêneo no centro de São Paulo."),
    ("unrest", "Populares bloquearam a estrada com pneus em chamas na Beira."),
    ("unrest", "Presos fizeram uma rebelião em Manaus."),
    ("unrest", "Ouviram-se disparos em Bissau."),
    ("unrest", "Um autocarro foi incendiado na Amadora."),
    ("calm", "A situação em Nampula está calma."),
    ("calm", "A noite foi tranquila em Setúbal."),
    ("calm", "Não se registaram incidentes em Quelimane."),
    ("calm", "O recolher obrigatório foi levantado em Luanda."),
    ("airport_closed", "O aeroporto de Porto Alegre segue fechado."),
    ("airport_closed", "Todos os voos foram cancelados no aeroporto da Beira."),
    ("airport_closed", "O aeroporto não recebe voos."),
    ("airport_open", "O aeroporto de Faro reabriu."),
    ("airport_open", "O aeroporto voltou a operar."),
    ("", "O confronto entre Benfica e Porto vale para o campeonato em Lisboa."),
    ("", "O saque do FGTS começa em Recife."),
    ("", "Os preços dispararam em Luanda."),
    ("", "A tropa de choque desfilou em Brasília."),
    ("", "O combate aos incêndios prossegue em Leiria."),
    ("", "O governador fez um apelo à calma em Maputo."),
    ("", "O mar está calmo em Cascais."),
    ("", "O acesso ao aeroporto está interditado."),
    ("", "A reunião foi à porta fechada no aeroporto."),
    ("", "Colisão entre dois autocarros deixa carros em chamas em Braga."),
    ("", "Revolta dos adeptos do Sporting com a arbitragem em Faro."),
    ("unrest", "Arderam viaturas e caixotes no Seixal."),
    ("unrest", "Adeptos entraram em confronto em Guimarães."),
    ("calm", "Não foram registadas ocorrências em Boa Vista."),
]

CUED = [
    ("negation", "Não houve distúrbios."),
    ("denial", "O governador desmentiu os saques."),
    ("plan", "O aeroporto deve reabrir na segunda-feira."),
    ("plan", "O aeroporto reabrirá em breve."),
    ("condition", "Se houver confrontos, as lojas fecham."),
    ("fear", "Os moradores receiam novos confrontos."),
    ("history", "Há dez anos houve motins."),
    ("background", "Na sequência dos confrontos subiram os preços."),
    ("cessation", "Os confrontos cessaram."),
    ("hedge", "A cidade está aparentemente calma."),
    ("attribution", "A cidade está calma, segundo a polícia."),
]

ELSEWHERE = [
    ("Vive no exílio em ", "Lisboa"),
    ("O ministro viajou para ", "Paris"),
]


@pytest.mark.parametrize(("status", "sentence"), SENTENCES)
def test_the_words_of_a_status_are_found_and_look_alikes_are_not(status, sentence):
    assert statuses_in(sentence, "pt") == ({status} if status else set())


@pytest.mark.parametrize(("status", "sentence"), [one for one in SENTENCES if one[0]])
def test_a_plain_statement_holds_no_cue_that_would_cancel_it(status, sentence):
    assert cancelling_cues(status, sentence, "pt") == []


@pytest.mark.parametrize(("cue", "sentence"), CUED)
def test_a_cue_is_found(cue, sentence):
    assert has_cue(cue, sentence, "pt")


@pytest.mark.parametrize(("before", "place"), ELSEWHERE)
def test_a_place_of_exile_or_travel_has_its_cue_right_before_it(before, place):
    assert is_told_before(before, place, "pt")

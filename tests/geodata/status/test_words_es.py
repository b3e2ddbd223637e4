"""What the Spanish words of the lexicon find and leave alone, before time and place."""

from __future__ import annotations

import pytest

from tests.geodata.status.reading_words import cancelling_cues, has_cue, is_told_before, statuses_in

SENTENCES = [
    ("unrest", "Estallaron disturbios en Santiago."),
    ("unrest", "Manifestantes se enfrentaron a la policía en Lima."),
    ("unrest", "Hubo saqueos en Caracas."),
    ("unrest", "Encapuchados incendiaron buses en Bogotá."),
    ("unrest", "Una turba asaltó la alcaldía de Iguala."),
    ("unrest", "La policía lanzó gases lacrimógenos en Quito."),
    ("unrest", "Bloqueos con quema de llantas en Cochabamba."),
    ("unrest", "Un motín en la cárcel de Guayaquil dejó cinco muertos."),
    ("unrest", "Se registran fuertes combates entre el ejército y los rebeldes en Goma."),
    ("unrest", "Se escucharon disparos en el centro de Puerto Príncipe."),
    ("unrest", "Cientos de detenidos en La Habana."),
    ("unrest", "La protesta derivó en enfrentamientos en Managua."),
    ("unrest", "Los enfrentamientos no cesan en Jartum."),
    ("unrest", "Esta mañana se produjeron altercados en Vigo."),
    ("", "El Pacífico está en calma frente a Lima."),
    ("unrest", "Al menos 17 muertos en enfrentamientos en Juliaca."),
    ("calm", "La situación en Almaty es tranquila."),
    ("calm", "Vuelve la calma a las calles de Lima."),
    ("calm", "La noche transcurrió sin incidentes en Arequipa."),
    ("calm", "La ciudad permanece en calma."),
    ("calm", "Se levantó el toque de queda en Quito."),
    ("calm", "Se ha restablecido el orden en Guayaquil."),
    ("calm", "No se registraron incidentes en Potosí."),
    ("airport_closed", "El aeropuerto de Cusco está cerrado."),
    ("airport_closed", "El aeropuerto permanecerá cerrado hasta el lunes."),
    ("airport_closed", "Todos los vuelos fueron cancelados en el aeropuerto de Juliaca."),
    ("airport_closed", "El aeropuerto no recibe vuelos."),
    ("airport_closed", "El aeropuerto dejó de operar el jueves."),
    ("airport_open", "El aeropuerto de Cusco reabrió."),
    ("airport_open", "El aeropuerto reanudó sus operaciones."),
    ("airport_open", "El aeropuerto de Quito opera con normalidad."),
    ("", "Un choque de trenes dejó diez heridos en Castuera."),
    ("", "El enfrentamiento entre Boca y River será la final de la copa en Madrid."),
    ("", "Se dispararon los precios en Buenos Aires."),
    ("", "Desayunó huevos revueltos en Sevilla."),
    ("", "Se estrenó en Madrid la película sobre el motín del Bounty."),
    ("", "La violencia de género aumenta en Murcia."),
    ("", "Ganó el oro en levantamiento de pesas en Tokio."),
    ("", "Los bomberos combaten un incendio forestal en Zamora."),
    ("", "El presidente hizo un llamado a la calma en Lima."),
    ("", "Pidió mantener la calma a los vecinos de Lugo."),
    ("", "El mar en calma en Cádiz."),
    ("", "Calma chicha en el Congreso de Madrid."),
    ("", "La carretera al aeropuerto está cerrada."),
    ("", "Los comercios están cerrados en Vigo."),
    ("", "La reunión fue a puerta cerrada en el aeropuerto."),
]

CUED = [
    ("negation", "No hubo disturbios."),
    ("denial", "El alcalde desmintió los saqueos."),
    ("plan", "Se espera que el aeropuerto reabra."),
    ("plan", "El aeropuerto podría reanudar sus vuelos."),
    ("condition", "En caso de disturbios habrá toque de queda."),
    ("fear", "Los vecinos temen saqueos."),
    ("history", "Hace diez años hubo disturbios."),
    ("background", "A raíz de los disturbios subieron los precios."),
    ("background", "Lo acusan de los saqueos."),
    ("cessation", "Los disturbios cesaron."),
    ("hedge", "La ciudad está aparentemente en calma."),
    ("attribution", "La ciudad está en calma, según la policía."),
]

ELSEWHERE = [
    ("El líder vive en el exilio en ", "París"),
    ("Nacida en ", "Madrid"),
    ("El presidente viajó a ", "Moscú"),
]


@pytest.mark.parametrize(("status", "sentence"), SENTENCES)
def test_the_words_of_a_status_are_found_and_look_alikes_are_not(status, sentence):
    assert statuses_in(sentence, "es") == ({status} if status else set())


@pytest.mark.parametrize(("status", "sentence"), [one for one in SENTENCES if one[0]])
def test_a_plain_statement_holds_no_cue_that_would_cancel_it(status, sentence):
    assert cancelling_cues(status, sentence, "es") == []


@pytest.mark.parametrize(("cue", "sentence"), CUED)
def test_a_cue_is_found(cue, sentence):
    assert has_cue(cue, sentence, "es")


@pytest.mark.parametrize(("before", "place"), ELSEWHERE)
def test_a_place_of_exile_or_travel_has_its_cue_right_before_it(before, place):
    assert is_told_before(before, place, "es")

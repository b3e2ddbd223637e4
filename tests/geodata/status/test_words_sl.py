"""What the Slovene words claim of a place, and what they leave alone, from whole texts."""

from __future__ import annotations

import json

import pytest

from geodata.parsing import parse_line

SENTENCES = [
    (["unrest"], "V Atenah je na stotine mladih metalo molotovke v policijo."),
    (["unrest"], "Policija je v Parizu s solzivcem razgnala protestnike."),
    (["unrest"], "Najmanj 12 ljudi je umrlo v spopadih v Daki."),
    (["unrest"], "Protest v Beogradu se je sprevrgel v izgrede."),
    (["unrest"], "V Sarajevu je gorelo več avtomobilov, razbite so izložbe."),
    (["unrest"], "Oboroženi moški so na tržnici v Bagdadu odprli ogenj."),
    (["unrest"], "V Quitu so se uprli zaporniki in zajeli paznike."),
    (["unrest"], "V Cape Townu množično plenijo trgovine."),
    (["unrest"], "Vojska obstreljuje predmestja Kartuma."),
    (["unrest"], "V Minsku so aretirali več sto protestnikov."),
    (["unrest"], "Policija je v Madridu streljala z gumijastimi naboji."),
    (["unrest"], "Protestniki so vdrli v parlament v Skopju."),
    (["unrest"], "V Alepu potekajo srditi boji."),
    (["unrest"], "V Belfastu že tretjo noč zapored divjajo izgredi."),
    (["unrest"], "Nemiri so zajeli Pariz, gorijo zabojniki in avtobusi."),
    (["unrest"], "Že drugo noč v Belfastu gorijo avtobusi."),
    (["unrest"], "V Odesi je slišati strele."),
    (["unrest"], "V Parizu je prišlo do nasilnih protestov."),
    (["unrest"], "Med protestom v Beogradu so pridržali 40 ljudi."),
    (["calm"], "Položaj v Beogradu je pod nadzorom, sporoča policija."),
    (["calm"], "Protesti v Skopju so minili brez incidentov."),
    (["calm"], "Življenje v Biškeku se počasi vrača v običajne tirnice."),
    (["calm"], "V Prištini je bila noč mirna."),
    (["calm"], "V Solunu ni prišlo do spopadov."),
    (["calm"], "V Prištini ni napetosti, ulice so mirne."),
    (["calm"], "V Atenah je bilo sinoči mirno."),
    (["calm"], "Po dveh nočeh izgredov je Belfast miren."),
    (["airport_closed"], "Letališče v Atenah je do nadaljnjega zaprto."),
    (["airport_closed"], "Na letališču na Dunaju so zaradi stavke odpovedani vsi leti."),
    (["airport_closed"], "Letališče v Kartumu je prenehalo obratovati."),
    (["airport_closed"], "Letališče v Beogradu so zaradi megle zaprli."),
    (["airport_closed"], "Letališče v Kabulu je zaprto za civilni promet."),
    (["airport_closed"], "Letališče Zagreb je zaradi megle zaprto do poldneva."),
    (["airport_closed"], "Letalski promet na letališču v Atenah je prekinjen."),
    (["airport_open"], "Letališče v Beogradu je spet odprto."),
    (["airport_open"], "Na letališču v Zagrebu je letalski promet znova stekel."),
    (["airport_open"], "Letališče v Beogradu obratuje normalno."),
    (["airport_open"], "Na letališču v Zagrebu so obnovili lete."),
    (["airport_open"], "Letališče Zagreb je že odprto."),
    (["airport_open"], "Letališče v Beogradu znova sprejema letala."),
    ([], "Olimpija in Maribor se bosta v Ljubljani spopadla v finalu pokala."),
    ([], "Policija v Ljubljani opozarja na možne izgrede med tekmo."),
    ([], "Borza v Londonu je ostala mirna."),
    ([], "Sindikati v Parizu grozijo z blokadami."),
    ([], "Atene se spominjajo obletnice študentske vstaje."),
    ([], "Letališče v Lizboni bi lahko zaradi stavke zaprli."),
    ([], "Župan Soluna je zanikal, da so v mestu izbruhnili izgredi."),
    ([], "Več tisoč ljudi je v Budimpešti mirno protestiralo."),
    ([], "Film o vstaji v varšavskem getu so predvajali v Rimu."),
    ([], "Zaprli so cesto proti letališču Zagreb."),
    ([], "Mirno mestece Bled privablja turiste."),
    ([], "Sodišče v Beogradu je tri obsodilo zaradi izgredov leta 2020."),
    ([], "V Mariboru se je gasilcem spopad s požarom posrečil."),
    ([], "Več deset trčenj pri Mariboru, promet stoji."),
    ([], "Požar pri Kopru je pod nadzorom."),
    ([], "Policija v Berlinu je imela vajo proti izgredom."),
    ([], "V Rimu so odprli razstavo o uporih leta 1968."),
    ([], "Predsednik je obsodil nasilje v Srebrenici."),
    ([], "ZN so pozvali k takojšnjemu koncu bojev v Sudanu."),
    ([], "Izgredi so možni tudi v Mariboru, opozarjajo strokovnjaki."),
    ([], "Če bodo v Beogradu izbruhnili izgredi, bo posredovala vojska."),
    ([], "Trgovine v Celju so zaradi praznika zaprte."),
    ([], "Pijan moški je v Kopru razbil izložbo trgovine."),
    ([], "Letališče Zagreb je odprlo nov terminal."),
    ([], "Vreme v Mariboru bo mirno in sončno."),
    ([], "Cene nafte v Londonu so stabilne."),
    ([], "V Ljubljani so se na parketu spopadli košarkarji."),
    ([], "Stanje poškodovanca v Celju je stabilno."),
    ([], "Na Dunaju sta se v debati spopadla kandidata za kanclerja."),
    (["unrest"], "Krvav konec tedna v Bagdadu: ustreljenih je bilo 30 protestnikov."),
    (["unrest"], "Skrajneži so zavzeli vojašnico pri Mosulu."),
    (["unrest"], "V Tel Avivu je policija nad protestnike poslala konjenike in vodne topove."),
    (["unrest"], "Streljanje v središču Dunaja, več ranjenih."),
    (["unrest"], "Središče Lime so zaprle barikade in goreče gume."),
    (["unrest"], "Izgredi v Londonu so se razširili na nove četrti."),
    (["unrest"], "V Nanterru sta zgoreli šola in knjižnica, ki so ju zažgali izgredniki."),
    (["unrest"], "Policisti in rudarji so se v La Pazu spopadli z golimi rokami."),
    (["unrest"], "V Zagrebu je med protestom letelo kamenje."),
    (["unrest"], "Upor v zaporu v Guayaquilu je terjal več žrtev."),
    (["calm"], "Miren dan v Belfastu po nemirnem tednu."),
    (["calm"], "Razmere v Tirani ostajajo mirne, a napete."),
    (["calm"], "Na Kosovu za zdaj ni incidentov, poroča agencija."),
    (["calm"], "Oblasti v Limi so preklicale policijsko uro."),
    (["calm"], "Val nasilja v Londonu je ponehal."),
    (["calm"], "Policija je v Tirani umirila razmere."),
    (["calm"], "V Nantesu sinoči niso zabeležili novih spopadov."),
    (["airport_closed"], "Letališče v Portu je zaprto za vsa letala."),
    (["airport_closed"], "Zaradi dima je letališče v Portu ustavilo promet."),
    (["airport_closed"], "Letališče Heathrow v Londonu bo do polnoči ostalo zaprto."),
    (["airport_closed"], "Letališče v Port au Princeu od ponedeljka ne deluje."),
    (["airport_open"], "Letališče v Portu so po 12 urah spet odprli."),
    (["airport_open"], "Na letališču v Damasku je pristalo prvo letalo."),
    (["airport_open"], "Letališče v Damasku je obnovilo mednarodne lete."),
    ([], "Letališče v Portu do petka morda ne bo odprto."),
    ([], "V Parizu so študentje pred 50 leti postavili barikade."),
    ([], "Organizatorji protesta v Tirani so zagrozili z vdorom v parlament."),
    ([], "Aretirali so moškega zaradi požiga avtomobila v Mariboru."),
    ([], "Dva moška sta se stepla pred diskoteko v Celju."),
    ([], "Kanada je obsodila nasilje na Haitiju."),
    ([], "Vulkan pri Catanii se je umiril."),
    ([], "Pred trgovino v Milanu se je trlo kupcev."),
    ([], "Ljubljana je s 3:0 razbila Maribor."),
    (
        ["unrest"],
        "V Berlinu se je demonstracija končala z razbitimi trgovinami in 80 ranjenimi policisti.",
    ),
    (["unrest"], "Vojska je vdrla v Dženin, v mestu potekajo spopadi."),
    (["unrest"], "Islamisti so napadli bolnišnico v Kabulu."),
    (["unrest"], "V Bukarešti so rudarji pretepli študente."),
    (["unrest"], "V Daki so se spopadli privrženci obeh strank."),
    (["calm"], "Poročil o izgredih v Istanbulu ni."),
    (["calm"], "Normalno življenje se v Lhaso vrača."),
    (["calm"], "Mosul je pod nadzorom vojske."),
    (["calm"], "Policija v Istanbulu je sporočila, da je noč minila mirno."),
    (["airport_closed"], "Leti na letališču v Daki so do nedelje ustavljeni."),
    (["airport_closed"], "Letališče v Palermu je ohromil vulkanski pepel."),
    (["airport_closed"], "Letališče v Catanii so zaradi izbruha Etne zaprli."),
    (["airport_open"], "Letališče v Palermu je začelo delovati ob 10. uri."),
    (["airport_open"], "Po tridnevni prekinitvi je letališče v Catanii odprto za potnike."),
    ([], "Indeks v Tokiu je strmoglavil, na borzi je zavladala panika."),
    ([], "Zaradi lažnega alarma so evakuirali nakupovalno središče v Atenah."),
    ([], "Turška vojska je imela vajo pri Izmirju."),
    ([], "Veleposlaništvo v Kabulu poziva Slovence, naj odidejo."),
    ([], "V Bakuju so boksarji uprizorili srdite boje za medalje."),
    ([], "Maribor je v burni tekmi v Ljubljani premagal Olimpijo."),
    ([], "Župan Dženina je pripovedoval o vstaji leta 2002."),
    ([], "Juriš na trgovine v Bukarešti pred prazniki."),
    ([], "V Kranju so se občani uprli gradnji sežigalnice."),
]


@pytest.mark.parametrize(("statuses", "text"), SENTENCES)
def test_a_sentence_claims_what_it_asserts(statuses, text):
    record = {"id": "one", "text": text, "published": "2022-03-20", "language": "sl"}

    assert sorted({one["status"] for one in parse_line(json.dumps(record))["claims"]}) == statuses


def test_a_town_that_is_called_after_saturday_is_no_day():
    text = "V Murski Soboti so v torek izbruhnili izgredi."
    record = {"id": "one", "text": text, "published": "2022-03-20", "language": "sl"}

    assert [one["date"] for one in parse_line(json.dumps(record))["claims"]] == ["2022-03-15"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("V Ljubljani so snoči izbruhnili izgredi.", "2022-03-21"),
        ("V sobotnih spopadih s policijo v Ljubljani je bilo ranjenih pet ljudi.", "2022-03-19"),
        ("V Ljubljani so v noči s sobote na nedeljo izbruhnili izgredi.", "2022-03-20"),
    ],
)
def test_the_day_is_read_from_words_of_the_news(text, date):
    record = {"id": "one", "text": text, "published": "2022-03-22", "language": "sl"}

    assert [one["date"] for one in parse_line(json.dumps(record))["claims"]] == [date]

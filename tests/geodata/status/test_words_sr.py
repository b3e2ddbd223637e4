"""What the Serbian words claim of a place, and what they leave alone, from whole texts."""

from __future__ import annotations

import json

import pytest

from geodata.parsing import parse_line

SENTENCES = [
    (["unrest"], "U Atini je na stotine mladih bacalo molotovljeve koktele na policiju."),
    (["unrest"], "Полиција је у Паризу сузавцем растерала демонстранте."),
    (["unrest"], "Najmanje 12 ljudi poginulo je u sukobima u Daki."),
    (["unrest"], "Протест у Београду прерастао је у нереде."),
    (["unrest"], "У Сарајеву је горело неколико аутомобила, полупани су излози."),
    (["unrest"], "Naoružani muškarci otvorili su vatru na pijaci u Bagdadu."),
    (["unrest"], "У Киту су се побунили затвореници и узели таоце."),
    (["unrest"], "U Kejptaunu pljačkaju prodavnice."),
    (["unrest"], "Војска гранатира предграђа Картума."),
    (["unrest"], "U Minsku je uhapšeno više stotina demonstranata."),
    (["unrest"], "Полиција је у Мадриду пуцала гуменим мецима."),
    (["unrest"], "У Алепу се воде жестоке борбе."),
    (["unrest"], "U Belfastu treću noć zaredom traju neredi."),
    (["unrest"], "U Splitu su huligani napali policajce i razbijali izloge."),
    (["unrest"], "Prosvjed u Zagrebu prerastao je u nasilje."),
    (["unrest"], "Већ другу ноћ у Белфасту горе аутобуси."),
    (["unrest"], "U Odesi se čuju pucnji."),
    (["unrest"], "У Паризу је дошло до насилних протеста."),
    (["unrest"], "Na protestu u Beogradu uhapšeno je 40 ljudi."),
    (["calm"], "Stanje u Beogradu je pod kontrolom, saopštila je policija."),
    (["calm"], "Život u Biškeku polako se vraća u normalu."),
    (["calm"], "Noć u Prištini bila je mirna."),
    (["calm"], "U Solunu nije došlo do sukoba."),
    (["calm"], "Situacija u Mostaru se smirila."),
    (["calm"], "U Prištini nema tenzija, ulice su mirne."),
    (["calm"], "У Атини је синоћ било мирно."),
    (["calm"], "Posle dve noći nereda Belfast je miran."),
    (["airport_closed"], "Аеродром у Атини затворен је до даљег."),
    (["airport_closed"], "Zbog štrajka su otkazani svi letovi sa aerodroma u Beču."),
    (["airport_closed"], "Аеродром у Картуму је престао са радом."),
    (["airport_closed"], "Aerodrom u Beogradu zatvoren je zbog magle."),
    (["airport_closed"], "Zračna luka Split zatvorena je za promet."),
    (["airport_closed"], "Аеродром у Нишу затворен је због магле до поднева."),
    (["airport_closed"], "Avio-saobraćaj na aerodromu u Atini je prekinut."),
    (["airport_open"], "Аеродром у Београду поново је отворен за саобраћај."),
    (["airport_open"], "Na aerodromu u Zagrebu nastavljen je avio-saobraćaj."),
    (["airport_open"], "Aerodrom u Beogradu radi normalno."),
    (["airport_open"], "Zračna luka Split ponovno je otvorena."),
    (["airport_open"], "Аеродром у Нишу је већ отворен."),
    (["airport_open"], "Aerodrom u Beogradu ponovo prima avione."),
    ([], "Zvezda i Partizan sukobiće se u finalu kupa u Beogradu."),
    ([], "Полиција у Београду упозорава на могуће нереде током утакмице."),
    ([], "Berza u Londonu ostala je mirna."),
    ([], "Синдикати у Паризу прете блокадама."),
    ([], "Atina obeležava godišnjicu studentske pobune."),
    ([], "Аеродром у Лисабону могао би да буде затворен због штрајка."),
    ([], "Gradonačelnik Soluna demantovao je da je u gradu bilo nereda."),
    ([], "Хиљаде људи мирно су протестовале у Будимпешти."),
    ([], "Film o ustanku u varšavskom getu prikazan je u Rimu."),
    ([], "Zatvoren je put prema aerodromu u Nišu."),
    ([], "Мирно место Блед привлачи туристе."),
    ([], "Sud u Beogradu osudio je trojicu zbog nereda 2020. godine."),
    ([], "U Zagrebu je u sudaru tramvaja i autobusa ozlijeđeno pet osoba."),
    ([], "Desetine sudara kod Niša, saobraćaj stoji."),
    ([], "Пожар код Ниша је под контролом."),
    ([], "Policija u Berlinu održala je vežbu protiv nereda."),
    ([], "У Риму је отворена изложба о побунама 1968. године."),
    ([], "Predsednik je osudio nasilje u Srebrenici."),
    ([], "УН су позвале на тренутни прекид борби у Судану."),
    ([], "Neredi su mogući i u Nišu, upozoravaju stručnjaci."),
    ([], "Ако у Београду избију нереди, реаговаће војска."),
    ([], "Prodavnice u Nišu zatvorene su zbog praznika."),
    ([], "Пијан мушкарац разбио је излог продавнице у Нишу."),
    ([], "Aerodrom u Beogradu otvorio je novi terminal."),
    ([], "Време у Нишу биће мирно и сунчано."),
    ([], "Cene nafte u Londonu su stabilne."),
    ([], "У Београду су се на паркету сукобили кошаркаши."),
    ([], "Stanje povređenog u Nišu je stabilno."),
    ([], "U Zagrebu su se u debati sukobili kandidati za predsjednika."),
    ([], "Deset zatvorenika pobeglo je iz zatvora u Nišu."),
    (["unrest"], "Krvavi vikend u Bagdadu: ubijeno je 30 demonstranata."),
    (["unrest"], "Екстремисти су заузели касарну код Мосула."),
    (["unrest"], "U Tel Avivu je policija na demonstrante poslala konjicu i vodene topove."),
    (["unrest"], "Пуцњава у центру Беча, има рањених."),
    (["unrest"], "Navijači Ajaksa potukli su se s policijom u Napulju."),
    (["unrest"], "Центар Лиме блокиран је барикадама и запаљеним гумама."),
    (["unrest"], "Neredi u Londonu proširili su se na nove četvrti."),
    (["unrest"], "У Нантеру су изгредници запалили школу и библиотеку."),
    (["unrest"], "Policajci i rudari tukli su se u La Pazu."),
    (["unrest"], "У Загребу је током протеста летело камење."),
    (["unrest"], "Pobuna u zatvoru u Gvajakilu odnela je više života."),
    (["unrest"], "Prosvjednici u Rijeci zapalili su kontejnere i gađali policiju kamenjem."),
    (["calm"], "Miran dan u Belfastu posle nemirne nedelje."),
    (["calm"], "Ситуација у Тирани остаје мирна, али напета."),
    (["calm"], "Na Kosovu za sada nema incidenata, javlja agencija."),
    (["calm"], "Власти у Лими укинуле су полицијски час."),
    (["calm"], "Talas nasilja u Londonu je jenjao."),
    (["calm"], "Полиција је смирила ситуацију у Тирани."),
    (["calm"], "U Nantu sinoć nisu zabeleženi novi sukobi."),
    (["airport_closed"], "Аеродром у Порту затворен је за све летове."),
    (["airport_closed"], "Zbog dima je aerodrom u Portu obustavio saobraćaj."),
    (["airport_closed"], "Аеродром Хитроу у Лондону остаће затворен до поноћи."),
    (["airport_closed"], "Zračna luka u Zagrebu obustavila je sve letove."),
    (["airport_open"], "Aerodrom u Portu ponovo je otvoren posle 12 sati."),
    (["airport_open"], "На аеродром у Дамаску слетео је први авион."),
    (["airport_open"], "Aerodrom u Damasku obnovio je međunarodne letove."),
    ([], "Аеродром у Порту можда неће бити отворен до петка."),
    ([], "U Parizu su studenti pre 50 godina podigli barikade."),
    ([], "Организатори протеста у Тирани запретили су упадом у парламент."),
    ([], "Uhapšen muškarac zbog paljenja automobila u Nišu."),
    ([], "Двојица мушкараца потукла су се испред дискотеке у Нишу."),
    ([], "Kanada je osudila nasilje na Haitiju."),
    ([], "Vulkan kod Katanije se smirio."),
    ([], "Partizan je u Nišu razbio Radnički sa 3:0."),
    (
        ["unrest"],
        "U Berlinu je demonstracija završila razbijenim prodavnicama i 80 povređenih policajaca.",
    ),
    (["unrest"], "Војска је упала у Џенин, у граду се воде борбе."),
    (["unrest"], "Исламисти су напали болницу у Кабулу."),
    (["unrest"], "U Bukureštu su rudari pretukli studente."),
    (["unrest"], "У Даки су се сукобиле присталице две странке."),
    (["calm"], "Nema izveštaja o neredima u Istanbulu."),
    (["calm"], "У Ласу се враћа нормалан живот."),
    (["calm"], "Mosul je pod kontrolom vojske."),
    (["calm"], "Полиција у Истанбулу саопштила је да је ноћ протекла мирно."),
    (["airport_closed"], "Letovi na aerodromu u Daki obustavljeni su do nedelje."),
    (["airport_closed"], "Аеродром у Палерму паралисао је вулкански пепео."),
    (["airport_closed"], "Aerodrom u Kataniji zatvoren je zbog erupcije Etne."),
    (["airport_open"], "Аеродром у Палерму прорадио је у 10 часова."),
    (["airport_open"], "Posle trodnevnog prekida aerodrom u Kataniji otvoren je za putnike."),
    ([], "Indeks u Tokiju se strmoglavio, na berzi vlada panika."),
    ([], "Због лажне дојаве евакуисан је тржни центар у Атини."),
    ([], "Turska vojska izvela je vežbu kod Izmira."),
    ([], "Амбасада у Кабулу позвала је грађане да оду."),
    ([], "U Bakuu su bokseri vodili žestoke borbe za medalje."),
    ([], "Партизан је у бурној утакмици у Београду победио Звезду."),
    ([], "Gradonačelnik Dženina pričao je o ustanku iz 2002. godine."),
    ([], "Јуриш на продавнице у Букурешту пред празнике."),
    ([], "U Kragujevcu su se građani pobunili protiv gradnje spalionice."),
    ([], "U sukobu dva bika kod Valjeva povređen je vlasnik."),
]


@pytest.mark.parametrize(("statuses", "text"), SENTENCES)
def test_a_sentence_claims_what_it_asserts(statuses, text):
    record = {"id": "one", "text": text, "published": "2022-03-20", "language": "sr"}

    assert sorted({one["status"] for one in parse_line(json.dumps(record))["claims"]}) == statuses


@pytest.mark.parametrize(
    "text",
    [
        "U Beogradu su u nedelju uveče izbili neredi, policija je upotrebila suzavac.",
        "У Београду су у недељу увече избили нереди, полиција је употребила сузавац.",
        "U Zagrebu su u nedjelju navečer izbili neredi, prosvjednici su bacali kamenje.",
    ],
)
def test_either_script_and_the_languages_next_to_it_are_found_out_and_read(text):
    record = {"id": "one", "text": text, "published": "2022-03-22"}
    claims = parse_line(json.dumps(record))["claims"]

    assert {(one["status"], one["date"]) for one in claims} == {("unrest", "2022-03-20")}


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("У Београду трају нереди од среде.", "2022-03-16"),
        ("У Београду су протекле ноћи избили нереди.", "2022-03-21"),
        ("U Zagrebu su 19. ožujka izbili neredi.", "2022-03-19"),
    ],
)
def test_the_day_is_read_from_words_of_the_news(text, date):
    record = {"id": "one", "text": text, "published": "2022-03-22", "language": "sr"}

    assert [one["date"] for one in parse_line(json.dumps(record))["claims"]] == [date]

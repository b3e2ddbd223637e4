"""What the Turkish words of the lexicon find and leave alone, before time and place."""

from __future__ import annotations

import pytest

from tests.geodata.status.reading_words import cancelling_cues, has_cue, is_told_behind, statuses_in

SENTENCES = [
    ("unrest", "Diyarbakır'da göstericilerle polis arasında çatışma çıktı."),
    ("unrest", "Polis, Van'da kalabalığa biber gazıyla müdahale etti."),
    ("unrest", "Göstericiler Bişkek'te hükümet binasını bastı."),
    ("unrest", "Durban'da dükkanlar yağmalandı, araçlar ateşe verildi."),
    ("unrest", "Hartum'da gece boyunca silah sesleri duyuldu."),
    ("unrest", "Minsk'te yüzlerce kişi gözaltına alındı."),
    ("unrest", "Rosario'daki cezaevinde isyan çıktı."),
    ("unrest", "İsyancılar Goma'yı ele geçirdi."),
    ("unrest", "Lefkoşa'da polise taş ve şişe atıldı."),
    ("unrest", "Van'da zam talebiyle yürüyen göstericiler ile polis çatıştı."),
    ("calm", "Almatı'da sokaklar sakin."),
    ("calm", "Osh'ta durum kontrol altında."),
    ("calm", "Gösteri İzmir'de olaysız sona erdi."),
    ("calm", "Kolombo'da sokağa çıkma yasağı kaldırıldı."),
    ("calm", "Oş'ta hayat normale döndü."),
    ("calm", "Aktau'da gece hiçbir olay yaşanmadı."),
    ("airport_closed", "Goma Havalimanı kapatıldı."),
    ("airport_closed", "Trablus Havalimanı'nda tüm uçuşlar iptal edildi."),
    ("airport_closed", "Havalimanı hâlâ kapalı."),
    ("airport_closed", "Almatı Havalimanı'nda uçuşlar durduruldu."),
    ("airport_open", "Almatı Havalimanı yeniden açıldı."),
    ("airport_open", "Havalimanında uçuşlar yeniden başladı."),
    ("", "Trabzon'da kar yağmaya başladı."),
    ("", "Tırla otobüs Bolu'da çarpıştı."),
    ("", "Başkan Rize'de sükunet çağrısı yaptı."),
    ("", "Deniz Bodrum'da sakin."),
    ("", "Bakan, Ankara'da çıkar çatışması iddiasını konuştu."),
    ("", "Yükselen fiyatlara vatandaş Konya'da isyan etti."),
    ("", "Havalimanı yolu kar nedeniyle kapatıldı."),
    ("", "Kadıköy sakinleri park istiyor."),
    ("", "Vali, Van'da çatışma çıktığı yönündeki haberleri yalanladı."),
    ("", "Londra borsası sakin açıldı."),
    ("", "Forvet, Konya'da rakip kaleyi bombaladı."),
    ("", "Havalimanında otopark kapalı."),
    ("", "Mersin'de uyuşturucu operasyonunda onlarca kişi gözaltına alındı."),
    ("", "Bursa'da düğünde havaya ateş açan damat aranıyor."),
    ("unrest", "Bağdat'ta göstericiler parlamento binasına girdi."),
    ("unrest", "Harkiv füzelerle vuruldu."),
    ("calm", "Halep'te silah sesleri sustu."),
    ("airport_closed", "Bağdat Havalimanı'nda uçuşlar askıda."),
]

CUED = [
    ("cessation", "Kentte çatışma yaşanmadı."),
    ("denial", "Vali söylentileri yalanladı."),
    ("plan", "Havalimanının yeniden açılması bekleniyor."),
    ("background", "Çatışma çıkarsa okullar kapanır."),
    ("fear", "Halk olası bir isyan konusunda tedirgin."),
    ("history", "On yıl önce kentte isyan çıkmıştı."),
    ("background", "Bakanlar çatışmaların ardından toplandı."),
    ("cessation", "Çatışmalar sona erdi."),
    ("hedge", "Kent nispeten sakin."),
    ("attribution", "Polise göre kent sakin."),
]

BEHIND = [
    ("Londra", "'da yaşayan muhalif konuştu."),
    ("Moskova", "'ya kaçtı."),
    ("Berlin", "'deki zirvede görüştüler."),
    ("ABD", " askerleri geldi."),
]


@pytest.mark.parametrize(("status", "sentence"), SENTENCES)
def test_the_words_of_a_status_are_found_and_look_alikes_are_not(status, sentence):
    assert statuses_in(sentence, "tr") == ({status} if status else set())


@pytest.mark.parametrize(("status", "sentence"), [one for one in SENTENCES if one[0]])
def test_a_plain_statement_holds_no_cue_that_would_cancel_it(status, sentence):
    assert cancelling_cues(status, sentence, "tr") == []


@pytest.mark.parametrize(("cue", "sentence"), CUED)
def test_a_cue_is_found(cue, sentence):
    assert has_cue(cue, sentence, "tr")


@pytest.mark.parametrize(("place", "behind"), BEHIND)
def test_a_place_of_exile_or_travel_has_its_cue_right_behind_it(place, behind):
    assert is_told_behind(place, behind, "tr")

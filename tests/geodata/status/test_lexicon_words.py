"""What the words of the lexicons find and leave alone, before negation, time and place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from geodata.status.lexicon import load_lexicon

if TYPE_CHECKING:
    from geodata.status.lexicon import Lexicon, Trigger

AIRPORT = re.compile(r"airport|aéroport|aeropuerto|аэропорт|Orly|havaliman|bandara", re.IGNORECASE)

SENTENCES = [
    # English
    ("en", "unrest", "Riots broke out in Leicester overnight."),
    ("en", "unrest", "Protesters clashed with police in Tbilisi on Monday."),
    ("en", "unrest", "Shops were looted and cars torched in Durban."),
    ("en", "unrest", "Riot police fired tear gas at crowds in Nairobi."),
    ("en", "unrest", "A mob stormed the town hall of Dhubri."),
    ("en", "unrest", "Gunfire could be heard across Khartoum on 9 May."),
    ("en", "unrest", "Hundreds were arrested in Minsk after dark."),
    ("en", "unrest", "Crowds set fire to a courthouse in the historic centre of Port Louis."),
    ("en", "unrest", "No fewer than 40 people were hurt in clashes in Dakar."),
    ("en", "", "The peaceful town of Bled lies on a lake."),
    ("en", "unrest", "Clashes over land left ten dead in Jos."),
    ("en", "calm", "The situation in Kazan is calm again."),
    ("en", "calm", "Streets were quiet in Belfast."),
    ("en", "calm", "The night passed without incident in Lyon."),
    ("en", "calm", "The curfew in Colombo was lifted."),
    ("en", "calm", "Life in Osh is back to normal, residents reported."),
    ("en", "airport_closed", "The airport of Goma remains closed."),
    ("en", "airport_closed", "All flights at Lungi airport have been cancelled."),
    ("en", "airport_closed", "Lomé airport is closed until tomorrow."),
    ("en", "airport_closed", "The airport is not receiving flights."),
    ("en", "airport_open", "Kabul airport reopened on Sunday."),
    ("en", "airport_open", "Flights resumed at the airport."),
    ("en", "airport_open", "The first planes landed at Juba airport."),
    ("en", "", "The volcano erupted on Saturday near Catania."),
    ("en", "", "The river overran its banks in Passau."),
    ("en", "", "It is a clash of cultures in Brussels."),
    ("en", "", "The league clash in Leeds was postponed."),
    ("en", "", "He was charged under the Riot Act in Belfast."),
    ("en", "", "The mayor called for calm in Kenosha."),
    ("en", "", "The sea was calm off Split."),
    ("en", "", "Markets were quiet in Tokyo."),
    ("en", "", "The protest in Sydney was peaceful."),
    ("en", "", "He is in a stable condition in Leeds."),
    ("en", "", "The airport road was closed by snow."),
    ("en", "", "Lufthansa suspended flights to Tehran airport."),
    ("en", "", "Shops in Cork closed early."),
    # Russian
    ("ru", "unrest", "В Алматы начались массовые беспорядки."),
    ("ru", "unrest", "Демонстранты столкнулись с полицией в Тбилиси."),
    ("ru", "unrest", "В Дагестане произошли столкновения между протестующими и силовиками."),
    ("ru", "unrest", "В Актобе толпа штурмовала здание акимата."),
    ("ru", "unrest", "Мародеры разграбили магазины в Дурбане."),
    ("ru", "unrest", "Мародёры орудуют в Найроби."),
    ("ru", "unrest", "Полиция применила слезоточивый газ и светошумовые гранаты."),
    ("ru", "unrest", "На улицах Бишкека горят автомобили и баррикады."),
    ("ru", "unrest", "В центре Хартума слышны выстрелы."),
    ("ru", "unrest", "Сотни человек задержаны в Минске."),
    ("ru", "unrest", "В Оше вспыхнули волнения."),
    ("ru", "unrest", "Столкновения в Дакаре не прекращаются."),
    ("ru", "unrest", "В Лионе ночью сожгли автомобили и разбили витрины."),
    ("ru", "unrest", "В городе идут ожесточённые бои."),
    ("ru", "unrest", "Не менее 20 человек погибли в уличных столкновениях в Дакке."),
    ("ru", "unrest", "Милиция задержала более ста демонстрантов в Минске."),
    ("ru", "", "Хоккеисты штурмовали ворота соперника в Магнитогорске."),
    ("ru", "calm", "Обстановка в Шымкенте спокойная."),
    ("ru", "calm", "Ситуация в городе стабилизировалась и находится под контролем властей."),
    ("ru", "calm", "В столице тихо."),
    ("ru", "calm", "Ночь в Актау прошла без происшествий."),
    ("ru", "calm", "В Алматы отменён комендантский час."),
    ("ru", "calm", "Жизнь в Оше возвращается в привычное русло."),
    ("ru", "calm", "Инцидентов в Караганде не зафиксировано."),
    ("ru", "airport_closed", "Аэропорт Алматы закрыт."),
    ("ru", "airport_closed", "Аэропорт Актау приостановил работу."),
    ("ru", "airport_closed", "Аэропорт не принимает рейсы."),
    ("ru", "airport_closed", "В аэропорту отменены все рейсы."),
    ("ru", "airport_closed", "Аэропорт закрыт до завтра."),
    ("ru", "airport_closed", "Аэропорт не откроется в понедельник."),
    ("ru", "airport_closed", "Аэропорт останется закрытым до 13 января."),
    ("ru", "airport_open", "Аэропорт Алматы возобновил работу."),
    ("ru", "airport_open", "Аэропорт вновь принимает рейсы."),
    ("ru", "airport_open", "Аэропорт Нур-Султана работает в штатном режиме."),
    ("ru", "", "Столкновение двух поездов произошло под Тверью."),
    ("ru", "", "Под Омском столкновение автобуса с грузовиком унесло жизни трёх человек."),
    ("ru", "", "Столкновение интересов двух держав в Вене."),
    ("ru", "", "Невеста не скрывала волнения в Казани."),
    ("ru", "", "На Балтике ожидается сильное волнение на море."),
    ("ru", "", "В комнате царил беспорядок."),
    ("ru", "", "В Казани прошёл мозговой штурм."),
    ("ru", "", "Они оказались по разные стороны баррикад в Лондоне."),
    ("ru", "", "Чемпионат по стрельбе из лука открылся в Сочи."),
    ("ru", "", "Мэр Алматы призвал к спокойствию."),
    ("ru", "", "Море у Сочи спокойное."),
    ("ru", "", "Экспедиция вышла в Тихий океан."),
    ("ru", "", "Дорога в аэропорт закрыта из-за снега."),
    ("ru", "", "Магазины в Омске закрыты."),
    ("ru", "", "Заседание прошло за закрытыми дверями в аэропорту."),
    ("ru", "", "Экономическая ситуация в Москве стабильная."),
    # French
    ("fr", "unrest", "Des émeutes ont éclaté à Nanterre."),
    ("fr", "unrest", "EMEUTES A LOME, LA CAPITALE"),
    ("fr", "unrest", "De violents affrontements opposent manifestants et policiers à Dakar."),
    ("fr", "unrest", "Des magasins ont été pillés à Nouméa."),
    ("fr", "unrest", "Plusieurs voitures ont été incendiées à Lyon."),
    ("fr", "unrest", "La police a fait usage de gaz lacrymogène à Kinshasa."),
    ("fr", "unrest", "Le parlement a été pris d’assaut à Libreville."),
    ("fr", "unrest", "Des jeunes s’affrontent avec la police dans les rues de Tunis."),
    ("fr", "unrest", "Jets de pierres et barricades à Conakry."),
    ("fr", "unrest", "Des tirs nourris ont été entendus à Bamako."),
    ("fr", "unrest", "Nuit de violences à Marseille, des centaines de personnes interpellées."),
    ("fr", "unrest", "Les heurts n’ont pas cessé à Sfax."),
    ("fr", "unrest", "Une mutinerie a éclaté à la prison de Bouaké."),
    ("fr", "calm", "La situation est calme à Almaty."),
    ("fr", "calm", "Le calme est revenu à Dakar."),
    ("fr", "calm", "Retour à la normale dans les rues de Nouméa."),
    ("fr", "calm", "Le couvre-feu a été levé à Abidjan."),
    ("fr", "calm", "La nuit a été calme à Nanterre."),
    ("fr", "calm", "Aucun incident n’a été signalé à Lomé."),
    ("fr", "calm", "La marche s’est dispersée sans incident à Sion."),
    ("fr", "calm", "La nuit s'est déroulée sans heurts à Toulouse."),
    ("fr", "airport_closed", "L'aéroport de Goma est fermé."),
    ("fr", "airport_closed", "L’aéroport de Bamako restera fermé jusqu’à lundi."),
    ("fr", "airport_closed", "Les vols sont suspendus à l'aéroport de Gao."),
    ("fr", "airport_closed", "Tous les vols ont été annulés à l'aéroport de Tripoli."),
    ("fr", "airport_closed", "L’aéroport n’a toujours pas rouvert."),
    ("fr", "airport_closed", "L'aéroport est hors service."),
    ("fr", "airport_open", "L'aéroport de Nouméa a rouvert dimanche."),
    ("fr", "airport_open", "Les vols ont repris à l'aéroport."),
    ("fr", "airport_open", "L’aéroport fonctionne normalement."),
    ("fr", "", "Le film a déclenché une émeute de rires à Cannes."),
    ("fr", "", "La police anti-émeute a été déployée à Paris."),
    ("fr", "", "L'affrontement entre le PSG et l'OM aura lieu à Paris."),
    ("fr", "", "Un affrontement sportif très attendu à Lens."),
    ("fr", "", "Les violences conjugales augmentent à Lille."),
    ("fr", "", "Les plages de Nice sont prises d'assaut par les touristes."),
    ("fr", "", "Les troubles du sommeil touchent un Parisien sur trois."),
    ("fr", "", "Le maire de Nantes a lancé un appel au calme."),
    ("fr", "", "Il tente de calmer le jeu à Bruxelles."),
    ("fr", "", "La mer est calme à Brest."),
    ("fr", "", "Le marché est resté calme à Paris."),
    ("fr", "", "C'est le calme plat à la Bourse de Paris."),
    ("fr", "", "Le musée est fermé au public à Rouen."),
    ("fr", "", "La route de l'aéroport est fermée à cause de la neige."),
    ("fr", "", "Une enquête a été ouverte à Orly."),
    ("fr", "", "L'histoire de ce garçon émeut Rennes."),
    # Spanish
    ("es", "unrest", "Estallaron disturbios en Santiago."),
    ("es", "unrest", "Manifestantes se enfrentaron a la policía en Lima."),
    ("es", "unrest", "Hubo saqueos en Caracas."),
    ("es", "unrest", "Encapuchados incendiaron buses en Bogotá."),
    ("es", "unrest", "Una turba asaltó la alcaldía de Iguala."),
    ("es", "unrest", "La policía lanzó gases lacrimógenos en Quito."),
    ("es", "unrest", "Bloqueos con quema de llantas en Cochabamba."),
    ("es", "unrest", "Un motín en la cárcel de Guayaquil dejó cinco muertos."),
    ("es", "unrest", "Se registran fuertes combates entre el ejército y los rebeldes en Goma."),
    ("es", "unrest", "Se escucharon disparos en el centro de Puerto Príncipe."),
    ("es", "unrest", "Cientos de detenidos en La Habana."),
    ("es", "unrest", "La protesta derivó en enfrentamientos en Managua."),
    ("es", "unrest", "Los enfrentamientos no cesan en Jartum."),
    ("es", "unrest", "Esta mañana se produjeron altercados en Vigo."),
    ("es", "", "El Pacífico está en calma frente a Lima."),
    ("es", "unrest", "Al menos 17 muertos en enfrentamientos en Juliaca."),
    ("es", "calm", "La situación en Almaty es tranquila."),
    ("es", "calm", "Vuelve la calma a las calles de Lima."),
    ("es", "calm", "La noche transcurrió sin incidentes en Arequipa."),
    ("es", "calm", "La ciudad permanece en calma."),
    ("es", "calm", "Se levantó el toque de queda en Quito."),
    ("es", "calm", "Se ha restablecido el orden en Guayaquil."),
    ("es", "calm", "No se registraron incidentes en Potosí."),
    ("es", "airport_closed", "El aeropuerto de Cusco está cerrado."),
    ("es", "airport_closed", "El aeropuerto permanecerá cerrado hasta el lunes."),
    ("es", "airport_closed", "Todos los vuelos fueron cancelados en el aeropuerto de Juliaca."),
    ("es", "airport_closed", "El aeropuerto no recibe vuelos."),
    ("es", "airport_closed", "El aeropuerto dejó de operar el jueves."),
    ("es", "airport_open", "El aeropuerto de Cusco reabrió."),
    ("es", "airport_open", "El aeropuerto reanudó sus operaciones."),
    ("es", "airport_open", "El aeropuerto de Quito opera con normalidad."),
    ("es", "", "Un choque de trenes dejó diez heridos en Castuera."),
    ("es", "", "El enfrentamiento entre Boca y River será la final de la copa en Madrid."),
    ("es", "", "Se dispararon los precios en Buenos Aires."),
    ("es", "", "Desayunó huevos revueltos en Sevilla."),
    ("es", "", "Se estrenó en Madrid la película sobre el motín del Bounty."),
    ("es", "", "La violencia de género aumenta en Murcia."),
    ("es", "", "Ganó el oro en levantamiento de pesas en Tokio."),
    ("es", "", "Los bomberos combaten un incendio forestal en Zamora."),
    ("es", "", "El presidente hizo un llamado a la calma en Lima."),
    ("es", "", "Pidió mantener la calma a los vecinos de Lugo."),
    ("es", "", "El mar en calma en Cádiz."),
    ("es", "", "Calma chicha en el Congreso de Madrid."),
    ("es", "", "La carretera al aeropuerto está cerrada."),
    ("es", "", "Los comercios están cerrados en Vigo."),
    ("es", "", "La reunión fue a puerta cerrada en el aeropuerto."),
    # Turkish
    ("tr", "unrest", "Diyarbakır'da göstericilerle polis arasında çatışma çıktı."),
    ("tr", "unrest", "Polis, Van'da kalabalığa biber gazıyla müdahale etti."),
    ("tr", "unrest", "Göstericiler Bişkek'te hükümet binasını bastı."),
    ("tr", "unrest", "Durban'da dükkanlar yağmalandı, araçlar ateşe verildi."),
    ("tr", "unrest", "Hartum'da gece boyunca silah sesleri duyuldu."),
    ("tr", "unrest", "Minsk'te yüzlerce kişi gözaltına alındı."),
    ("tr", "unrest", "Rosario'daki cezaevinde isyan çıktı."),
    ("tr", "unrest", "İsyancılar Goma'yı ele geçirdi."),
    ("tr", "unrest", "Lefkoşa'da polise taş ve şişe atıldı."),
    ("tr", "calm", "Almatı'da sokaklar sakin."),
    ("tr", "calm", "Osh'ta durum kontrol altında."),
    ("tr", "calm", "Gösteri İzmir'de olaysız sona erdi."),
    ("tr", "calm", "Kolombo'da sokağa çıkma yasağı kaldırıldı."),
    ("tr", "calm", "Oş'ta hayat normale döndü."),
    ("tr", "calm", "Aktau'da gece hiçbir olay yaşanmadı."),
    ("tr", "airport_closed", "Goma Havalimanı kapatıldı."),
    ("tr", "airport_closed", "Trablus Havalimanı'nda tüm uçuşlar iptal edildi."),
    ("tr", "airport_closed", "Havalimanı hâlâ kapalı."),
    ("tr", "airport_closed", "Almatı Havalimanı'nda uçuşlar durduruldu."),
    ("tr", "airport_open", "Almatı Havalimanı yeniden açıldı."),
    ("tr", "airport_open", "Havalimanında uçuşlar yeniden başladı."),
    ("tr", "", "Trabzon'da kar yağmaya başladı."),
    ("tr", "", "Tırla otobüs Bolu'da çarpıştı."),
    ("tr", "", "Başkan Rize'de sükunet çağrısı yaptı."),
    ("tr", "", "Deniz Bodrum'da sakin."),
    ("tr", "", "Bakan, Ankara'da çıkar çatışması iddiasını konuştu."),
    ("tr", "", "Yükselen fiyatlara vatandaş Konya'da isyan etti."),
    ("tr", "", "Havalimanı yolu kar nedeniyle kapatıldı."),
    ("tr", "", "Kadıköy sakinleri park istiyor."),
    # Indonesian
    ("id", "unrest", "Kerusuhan pecah di Jayapura."),
    ("id", "unrest", "Demonstran bentrok dengan polisi di Makassar."),
    ("id", "unrest", "Toko-toko dijarah di Durban."),
    ("id", "unrest", "Polisi menembakkan gas air mata di Nairobi."),
    ("id", "unrest", "Massa membakar kantor polisi di Manokwari."),
    ("id", "unrest", "Ratusan orang ditangkap di Minsk."),
    ("id", "unrest", "Baku tembak terjadi di Intan Jaya."),
    ("id", "unrest", "Massa menyerbu gedung parlemen di Dhaka."),
    ("id", "calm", "Situasi di Wamena kembali kondusif."),
    ("id", "calm", "Malam di Kolombo berlalu tanpa insiden."),
    ("id", "calm", "Jam malam di Dili dicabut."),
    ("id", "calm", "Jalan-jalan di Osh tenang."),
    ("id", "calm", "Aktivitas warga di Sorong kembali normal."),
    ("id", "airport_closed", "Bandara Wamena ditutup."),
    ("id", "airport_closed", "Semua penerbangan di Bandara Tripoli dibatalkan."),
    ("id", "airport_closed", "Bandara Goma belum beroperasi."),
    ("id", "airport_open", "Bandara Wamena dibuka kembali."),
    ("id", "airport_open", "Penerbangan di bandara itu kembali normal."),
    ("id", "", "Jadwal konser di Medan bentrok."),
    ("id", "", "Persija bentrok melawan Persib di semifinal Piala Presiden di Solo."),
    ("id", "", "Pembeli menyerbu pasar murah di Bogor."),
    ("id", "", "Wali kota mengimbau warga Kupang tetap tenang."),
    ("id", "", "Laut di Sanur tenang."),
    ("id", "", "Jalan menuju bandara ditutup."),
    ("id", "", "Unjuk rasa di Yogyakarta berlangsung damai."),
    ("id", "", "Pembakaran hutan di Riau meningkat."),
]

CUED = [
    ("en", "negation", "There weren't any riots in Bristol."),
    ("en", "denial", "Police denied reports of clashes."),
    ("en", "plan", "The airport will reopen on Monday."),
    ("en", "plan", "Flights may resume soon."),
    ("en", "condition", "If clashes break out, shops close."),
    ("en", "fear", "Residents fear riots."),
    ("en", "history", "Ten years ago riots shook the town."),
    ("en", "background", "He was blamed for the violent riots."),
    ("en", "cessation", "The riots have subsided."),
    ("en", "cessation", "Clashes in the town were over by noon."),
    ("en", "hedge", "The city is apparently calm."),
    ("en", "attribution", "The city is calm, according to police."),
    ("ru", "negation", "Никаких беспорядков в городе нет."),
    ("ru", "denial", "Власти опровергли сообщения о погромах."),
    ("ru", "plan", "Аэропорт должен возобновить работу."),
    ("ru", "plan", "Планируется закрытие аэропорта."),
    ("ru", "condition", "В случае беспорядков введут комендантский час."),
    ("ru", "fear", "Власти опасаются беспорядков."),
    ("ru", "history", "Десять лет назад в городе были беспорядки."),
    ("ru", "history", "Беспорядки 1986 года в Алма-Ате."),
    ("ru", "background", "На фоне массовых беспорядков цены выросли."),
    ("ru", "background", "Он задержан за участие в массовых беспорядках."),
    ("ru", "background", "Министры обсудили цены после массовых беспорядков."),
    ("ru", "cessation", "Столкновения прекратились."),
    ("ru", "cessation", "Волнения в городе утихли."),
    ("ru", "hedge", "В городе, судя по всему, спокойно."),
    ("ru", "attribution", "По словам очевидцев, в городе тихо."),
    ("fr", "negation", "Il n'y a pas eu d'émeutes."),
    ("fr", "denial", "La police dément tout affrontement."),
    ("fr", "plan", "L'aéroport devrait rouvrir lundi."),
    ("fr", "plan", "La réouverture de l’aéroport est prévue lundi."),
    ("fr", "condition", "En cas d’émeutes, le couvre-feu revient."),
    ("fr", "fear", "Les habitants craignent des émeutes."),
    ("fr", "history", "Il y a dix ans, des émeutes ont éclaté."),
    ("fr", "background", "Il est jugé responsable des violentes émeutes."),
    ("fr", "background", "Une réunion a eu lieu après les émeutes."),
    ("fr", "background", "Sur fond d’émeutes, les prix montent."),
    ("fr", "cessation", "Les affrontements ont cessé."),
    ("fr", "hedge", "La ville est apparemment calme."),
    ("fr", "attribution", "La ville est calme, selon la police."),
    ("es", "negation", "No hubo disturbios."),
    ("es", "denial", "El alcalde desmintió los saqueos."),
    ("es", "plan", "Se espera que el aeropuerto reabra."),
    ("es", "plan", "El aeropuerto podría reanudar sus vuelos."),
    ("es", "condition", "En caso de disturbios habrá toque de queda."),
    ("es", "fear", "Los vecinos temen saqueos."),
    ("es", "history", "Hace diez años hubo disturbios."),
    ("es", "background", "A raíz de los disturbios subieron los precios."),
    ("es", "background", "Lo acusan de los saqueos."),
    ("es", "cessation", "Los disturbios cesaron."),
    ("es", "hedge", "La ciudad está aparentemente en calma."),
    ("es", "attribution", "La ciudad está en calma, según la policía."),
    ("tr", "cessation", "Kentte çatışma yaşanmadı."),
    ("tr", "background", "Vali çatışma iddialarını yalanladı."),
    ("tr", "plan", "Havalimanının yeniden açılması bekleniyor."),
    ("tr", "background", "Çatışma çıkarsa okullar kapanır."),
    ("tr", "fear", "Halk olası bir isyan konusunda tedirgin."),
    ("tr", "history", "On yıl önce kentte isyan çıkmıştı."),
    ("tr", "background", "Bakanlar çatışmaların ardından toplandı."),
    ("tr", "cessation", "Çatışmalar sona erdi."),
    ("tr", "hedge", "Kent nispeten sakin."),
    ("tr", "attribution", "Polise göre kent sakin."),
    ("id", "negation", "Tidak ada kerusuhan di kota itu."),
    ("id", "denial", "Polisi membantah kabar bentrokan."),
    ("id", "plan", "Bandara akan dibuka kembali."),
    ("id", "condition", "Jika kerusuhan pecah, toko tutup."),
    ("id", "fear", "Warga khawatir kerusuhan pecah."),
    ("id", "history", "Sepuluh tahun lalu kerusuhan melanda kota itu."),
    ("id", "background", "Ia dituduh mendalangi kerusuhan."),
    ("id", "cessation", "Kerusuhan sudah mereda."),
    ("id", "hedge", "Kota itu tampaknya tenang."),
    ("id", "attribution", "Menurut polisi, kota itu tenang."),
]

ELSEWHERE = [
    ("en", "He lives in exile in ", "Paris"),
    ("ru", "Он живёт в ", "Париже"),
    ("ru", "Посольство в ", "Москве"),
    ("ru", "Министр вылетел в ", "Брюссель"),
    ("fr", "L’opposant réfugié à ", "Paris"),
    ("fr", "Il est originaire d’", "Oran"),
    ("fr", "Les vols à destination de ", "Paris"),
    ("es", "El líder vive en el exilio en ", "París"),
    ("es", "Nacida en ", "Madrid"),
    ("es", "El presidente viajó a ", "Moscú"),
    ("id", "Ia hidup dalam pengasingan di ", "Paris"),
    ("id", "Kedutaan besar di ", "Moskow"),
    ("id", "Menteri bertolak ke ", "Brussel"),
]


@pytest.mark.parametrize(("language", "status", "sentence"), SENTENCES)
def test_the_words_of_a_status_are_found_and_look_alikes_are_not(language, status, sentence):
    assert statuses_in(sentence, language) == ({status} if status else set())


@pytest.mark.parametrize(("language", "cue", "sentence"), CUED)
def test_a_cue_is_found(language, cue, sentence):
    lexicon, masked = read(sentence, language)

    assert lexicon.cues[cue].search(masked)


@pytest.mark.parametrize(("language", "status", "sentence"), [one for one in SENTENCES if one[1]])
def test_a_plain_statement_holds_no_cue_that_would_cancel_it(language, status, sentence):
    lexicon, masked = read(sentence, language)
    unreal = ["denial", "plan", "condition", "fear", "history", "background"]
    denied = ["negation", "cessation"] if status == "unrest" else []

    assert [cue for cue in unreal + denied if cancels(lexicon, cue, masked, status)] == []


@pytest.mark.parametrize(("language", "before", "place"), ELSEWHERE)
def test_a_place_of_exile_or_travel_has_its_cue_right_before_it(language, before, place):
    lexicon, masked = read(before + place, language)
    ends = [found.end() for found in lexicon.cues["elsewhere"].finditer(masked, 0, len(before))]

    assert any(len(before) - end <= 1 for end in ends)


def statuses_in(sentence: str, language: str) -> set[str]:
    """Statuses whose words stand in a sentence; a match inside a longer one does not count."""
    lexicon, masked = read(sentence, language)
    found = [
        (trigger.status, match.span())
        for trigger in lexicon.triggers
        if not trigger.status.startswith("airport") or AIRPORT.search(sentence)
        for match in matches(trigger, masked)
    ]
    return {
        status
        for status, (start, end) in found
        if not any(
            other != status and s <= start and end <= e and e - s > end - start
            for other, (s, e) in found
        )
    }


def read(sentence: str, language: str) -> tuple[Lexicon, str]:
    lexicon = load_lexicon(language)
    assert lexicon is not None
    return lexicon, lexicon.mask.sub(lambda match: re.sub(r"\S", " ", match[0]), sentence)


def matches(trigger: Trigger, masked: str) -> list[re.Match[str]]:
    found = [*trigger.certain.finditer(masked), *trigger.words.finditer(masked)]
    # A place counts as a frame, and nearly every sentence here has one.
    framed = trigger.framed.search(masked)
    if framed and not trigger.not_with.search(masked):
        found.append(framed)
    return found


def cancels(lexicon: Lexicon, cue: str, masked: str, status: str) -> bool:
    """Whether a cue stands where it is looked for; certain words are not to be cancelled."""
    trigger = next(one for one in lexicon.triggers if one.status == status)
    if trigger.certain.search(masked):
        return cue in {"history", "background"} and bool(lexicon.cues[cue].search(masked))
    return bool(lexicon.cues[cue].search(masked))

/** Days and months as programs write them, in the languages of visitors' programs and their neighbours: in full and short. */
export const DAYS: ReadonlySet<string> = new Set(
  `
    thursday january monday february tuesday march saturday april may june july august wednesday september october
    november december thu jan mon feb tue mar sat apr jun jul aug wed sep oct nov dec jeudi janvier lundi février
    mardi mars samedi avril mai juin juillet août mercredi septembre octobre novembre décembre jeu janv lun févr sam
    avr juil mer sept déc donnerstag januar montag februar dienstag märz samstag juni juli mittwoch oktober dezember
    do mo di sa mi okt dez mär jueves enero lunes febrero martes marzo sábado abril mayo junio julio agosto miércoles
    septiembre octubre noviembre diciembre jue ene sáb abr ago mié dic giovedì gennaio lunedì febbraio martedì sabato
    aprile maggio giugno luglio mercoledì settembre ottobre dicembre gio gen sab mag giu lug set ott quinta feira
    janeiro segunda fevereiro terça março maio junho julho quarta setembro outubro novembro dezembro qui seg fev ter
    qua out donderdag januari maandag februari dinsdag maart zaterdag mei augustus woensdag ma mrt za wo الخميس يناير
    الاثنين فبراير الثلاثاء مارس السبت أبريل مايو يونيو يوليو أغسطس الأربعاء سبتمبر أكتوبر نوفمبر ديسمبر torsdag
    måndag tisdag lördag maj augusti onsdag tors mån tis lör ons mandag tirsdag lørdag desember tor man tir lør des
    marts tirs torstai tammikuuta maanantai helmikuuta tiistai maaliskuuta lauantai huhtikuuta toukokuuta kesäkuuta
    heinäkuuta elokuuta keskiviikko syyskuuta lokakuuta marraskuuta joulukuuta tammikuu helmikuu maaliskuu huhtikuu
    toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu ti la ke tammi helmi maalis huhti touko
    kesä heinä elo syys loka marras joulu čtvrtek ledna pondělí února úterý března sobota dubna května června
    července srpna středa září října listopadu prosince leden únor březen duben květen červen červenec srpen říjen
    listopad prosinec čt po út so st led úno bře dub kvě čvn čvc srp zář říj lis pro štvrtok januára pondelok
    februára utorok marca apríla mája júna júla augusta streda septembra októbra novembra decembra január február
    marec apríl máj jún júl október št ut czwartek stycznia poniedziałek lutego wtorek kwietnia maja czerwca lipca
    sierpnia środa września października listopada grudnia styczeń luty marzec kwiecień czerwiec lipiec sierpień
    wrzesień październik grudzień czw sty pon lut wt sob kwi cze lip sie śr wrz paź gru ocak perşembe şubat pazartesi
    mart salı nisan cumartesi mayıs haziran temmuz ağustos eylül çarşamba ekim kasım aralık oca per şub pzt sal nis
    cmt haz tem ağu eyl çar eki kas ara четверг января понедельник февраля вторник марта суббота апреля мая июня июля
    августа среда сентября октября ноября декабря январь февраль март апрель май июнь июль август сентябрь октябрь
    ноябрь декабрь чт янв пн февр вт мар сб апр июн июл авг ср сент окт нояб дек четвер січня понеділок лютого
    вівторок березня субота квітня травня червня липня серпня середа вересня жовтня листопада грудня січень лютий
    березень квітень травень червень липень серпень вересень жовтень листопад грудень січ лют бер квіт трав черв лип
    серп вер жовт лист груд πέμπτη ιανουαρίου δευτέρα φεβρουαρίου τρίτη μαρτίου σάββατο απριλίου μαΐου ιουνίου
    ιουλίου αυγούστου τετάρτη σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου πέμ ιαν δευ φεβ τρί μαρ σάβ απρ μαΐ ιουν
    ιουλ αυγ τετ σεπ οκτ νοε δεκ joi ianuarie luni februarie marți martie sâmbătă aprilie iunie iulie miercuri
    septembrie octombrie noiembrie decembrie ian sâm iun iul mie csütörtök hétfő március kedd április szombat május
    június július augusztus szeptember szerda cs febr h márc k ápr szo szept sze dijous de gener dilluns febrer
    dimarts març dissabte dabril maig juny juliol dagost dimecres setembre doctubre desembre agost dj dl dt ds dabr
    dag dc doct ag kamis senin selasa maret sabtu agustus rabu kam sen sel agu rab thứ năm tháng hai ba bảy tư thg
    יום חמישי ינואר שני פברואר שלישי מרץ שבת אפריל מאי יוני יולי אוגוסט רביעי ספטמבר אוקטובר נובמבר דצמבר ה׳ ינו׳ ב׳
    פבר׳ ג׳ אפר׳ אוג׳ ד׳ ספט׳ אוק׳ נוב׳ דצמ׳ th tammik helmik maalisk huhtik toukok kesäk heinäk elok syysk
    lokak marrask jouluk`
    .trim()
    .split(/\s+/),
);

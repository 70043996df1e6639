/* SPDX-License-Identifier: MIT */
/* Words of languages that come out as "other", written by hand: two tiers of function words for
 * each, then common words that show how it spells. They are told apart so that each can beat the
 * working languages on its own ground: Slovene and Macedonian beside Serbian, say. */
#ifndef IBER_LANGUAGE_WORDS_LATIN_H
#define IBER_LANGUAGE_WORDS_LATIN_H

#include "language_words.h"

static const struct other_language latin_languages[] = {
    {"äöüß", /* German */
     {"der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an "
      "er",
      "aus bei nach um am sind noch wie einem über einen so zum war haben nur oder aber vor zur "
      "bis mehr durch man wird sein hat wurde werden einer wenn können kann ich sie wir ihr ihre "
      "seine diese dieser dieses unter gegen vom alle mich mir uns dich du dass was wer wo hier "
      "dort sehr schon immer keine kein doch dann ohne zwischen während waren worden wollen soll "
      "sollte muss müssen habe hatte hatten",
      "jahr jahre jahren zeit menschen deutschland deutschen stadt land leben welt haus kinder "
      "frau mann tag arbeit recht regierung geschichte sprache heute gibt geht macht steht kommt "
      "sagte neue neuen ersten anderen eigenen großen kleine schule unternehmen möglich "
      "entwicklung gesellschaft freiheit wirtschaft zusammen wissenschaft verschiedene bereich "
      "beispiel einfach weiter gemeinsam schließlich nacht licht richtig bürger straße spiel "
      "mannschaft ausbildung gemeinde wasser buch namen prozent artikel absatz gesetz"}},
    {"éëïöüè", /* Dutch */
     {"de het een en van in is dat op te zijn met voor niet die aan er om ook als bij maar door "
      "naar dan",
      "ik je hij ze we wij zij hebben heeft had was werd worden wordt uit over nog wel geen zo "
      "meer hun deze dit wat of tot kan kunnen moet zou al haar mijn onder tussen omdat waar hier "
      "daar veel alle andere eerste twee drie jaar tegen zonder toen zich zal zullen kon mag nu "
      "alleen hem ons onze u uw",
      "mensen tijd land stad werk leven wereld kinderen dag huis vrouw man geschiedenis regering "
      "nederland nederlandse groot grote kleine goed nieuwe eigen weer altijd verschillende "
      "bijvoorbeeld gemeente provincie mogelijk ontwikkeling vrijheid maatschappij onderwijs "
      "vragen krijgen gaan komen maken doen zien zeggen weten willen geven staan laten houden "
      "school bedrijf gebruik plaats deel eeuw oorlog koning kerk water boek naam volgens ongeveer "
      "belangrijk gebouw lijk heid artikel lid wet"}},
    {"êëïôûéèáöü", /* Afrikaans */
     {"die van en in is het 'n dat te vir op met wat nie om aan word as by hy sy hulle deur ook "
      "was",
      "ek jy ons julle sal kan moet sou of maar na uit tot teen oor onder baie meer so een twee "
      "hierdie daardie waar wanneer omdat soos nog net haar hom hul my jou u geen al alle ander "
      "eerste kon wou se wees gewees dit daar hier nou toe dan self jaar mense tyd",
      "suid afrika afrikaanse regering skool kinders lewe wêreld werk dag huis vrou man stad "
      "gebruik maak sien sê gee kom gaan neem bly begin eie groot klein goeie nuwe verskillende "
      "geskiedenis universiteit oorlog kerk koning boek plek volgens belangrik vryheid "
      "ontwikkeling tussen byvoorbeeld sedert skryf lank ná egter reeds slegs veral water dorp "
      "provinsie seun artikel"}},
    {"åäöé", /* Swedish */
     {"och i att det som en på är av för med den till inte om ett han men var jag sig från vi så "
      "kan",
      "när år hade du har de ut ska vara också där efter upp eller nu kommer sin vid hon mot dem "
      "under skulle alla mycket sedan bara över ingen några utan mellan genom dessa detta denna "
      "andra första två samt blev blir finns får måste kunde varit hur vad här oss mig dig deras "
      "hans hennes vår",
      "människor tid land stad arbete liv världen barn dag hus kvinna man historia regeringen "
      "sverige svenska stor stora små god nya egen olika möjligt utveckling frihet samhälle skola "
      "frågor göra se säga veta ge gå stå låta hålla företag kommun omkring viktigt ligger består "
      "både medan fram ungefär något själv kanske redan alltid många mer även gjorde sade ville "
      "skriver artikel"}},
    {"æøåéöä", /* Danish */
     {"og i at det er en den til af på for med der som ikke et de han var jeg har sig om men fra "
      "vi",
      "kan så når havde du ud skal være også efter op eller nu blev sin ved hun mod dem under "
      "skulle alle meget kun over ingen nogle uden mellem gennem disse dette denne anden første to "
      "samt bliver får må kunne været hvor hvad hvis her os mig dig deres hans hendes vores ind da "
      "end mange flere mere",
      "mennesker tid land by arbejde liv verden børn dag hus kvinde mand historie regeringen "
      "danmark danske stor store små god nye egen forskellige muligt udvikling frihed samfund "
      "skole spørgsmål gøre se sige vide give gå stå lade holde virksomhed kommune omkring vigtigt "
      "ligger består både mens noget selv måske allerede altid siden gjorde sagde ville skriver "
      "hvilket tredje artikel"}},
    {"æøåéòóôàäö", /* Norwegian, both norms */
     {"og i å det er en på som til for av med at den ikke et de han var jeg har seg om men fra vi "
      "ein",
      "kan så når hadde du ut skal være også etter opp eller nå ble sin ved hun mot dem under "
      "skulle alle mye bare over ingen noen uten mellom gjennom disse dette denne andre første to "
      "samt blir får må kunne vært hvor hva hvis her oss meg deg deres hans hennes vår inn da enn "
      "mange flere mer eg ikkje frå dei eit vere vore blei vart nokre sidan korleis kva ho me dykk "
      "hjå mykje berre",
      "mennesker tid land by arbeid liv verden barn dag hus kvinne mann historie regjeringen norge "
      "norske stor store små god nye egen forskjellige mulig utvikling frihet samfunn skole "
      "spørsmål gjøre se si vite gi gå stå la holde bedrift kommune omkring viktig ligger består "
      "både mens noe selv kanskje allerede alltid siden gjorde sa ville skriver hvilket tredje "
      "gjere seie noko annan saman artikkel"}},
    {"áéíóúýþæðö", /* Icelandic */
     {"og í að á er sem til af um við með það en var ekki fyrir hann eru hún ég þess þar því eða "
      "frá úr",
      "upp sé hefur þeir vera ár þegar þá einnig eftir hafa verið svo þetta þau þær sig sér hans "
      "hennar þeirra mjög nú hafði voru verður mun getur þarf alla allir allt annað aðrir einn ein "
      "eitt tveir milli yfir undir út inn hér hvað hver hvernig okkur mér þér síðan meðal fram "
      "bara mikið bæði",
      "íslands ísland íslenska maður menn fólk tíma land borg vinnu líf heimi börn dag hús kona "
      "saga ríkisstjórn stór góð nýja mismunandi hægt þróun frelsi samfélag skóla spurningar gera "
      "sjá segja vita gefa ganga standa láta halda fyrirtæki kringum mikilvægt liggur samkvæmt "
      "ennþá stundum öðrum sínum sinni þriðja árið ára mánuði vatn nafn grein"}},
    {"äöåšž", /* Finnish */
     {"ja on ei että oli se hän mutta ovat kun niin kuin myös tai sen joka mitä vain ole olla "
      "hänen nyt",
      "jos ollut jo kanssa sitä he tämä tämän siitä jonka sekä voi mukaan minä olen ennen jälkeen "
      "kaikki vielä siis koska paljon hyvin kaksi yksi ensimmäinen muita noin joita joissa tässä "
      "siinä sitten mikä mutta eivät olivat tulee voidaan heidän meidän vuonna vuoden vuotta "
      "aikana välillä kautta",
      "suomen suomessa suomalainen ihmisten ihmiset aika maa kaupunki työ elämä maailman lapset "
      "päivä talo nainen mies historia hallitus suuri pieni hyvä uusi oma eri mahdollista kehitys "
      "vapaus yhteiskunta koulu kysymys tehdä nähdä sanoa tietää antaa mennä seisoa pitää yritys "
      "kunta noin tärkeä sijaitsee käyttää kuitenkin usein erityisesti toinen osa paikka vesi "
      "kirja nimi joukkue pelaaja artikla"}},
    {"äöüõšž", /* Estonian */
     {"ja on ei et oli see ta kui aga ka või mis kes ning oma tema seda nii siis ma olid ole pole "
      "oleks",
      "nad kõik välja veel selle juba nagu ainult pärast enne kuid sest väga üks kaks esimene "
      "teised mida sellest meie teie nende need siin seal kus miks kuidas olema olnud saab tuleb "
      "peab võib kuni üle alla läbi vahel aasta aastal aastat ajal koos poolt peale minu sinu "
      "mulle teda neid mitte jooksul",
      "eesti inimesed inimeste aeg maa linn töö elu maailma lapsed päev maja naine mees ajalugu "
      "valitsus suur väike hea uus erinevad võimalik areng vabadus ühiskond kool küsimus teha näha "
      "öelda teada anda minna seisma pidama ettevõte vald umbes tähtis asub kasutada siiski sageli "
      "eriti osa koht vesi raamat nimi mängija seadus õigus artikkel"}},
    {"āčēģīķļņšūž", /* Latvian */
     {"un ir ar no par uz tas ka kas bija kā to pie lai nav vai arī bet tā es viņš tika",
      "viņa savu pēc vēl jau tikai kad kur ja līdz tad ļoti gan pirms starp visi viss visu mēs jūs "
      "viņi šī šis šo tām tiem kuru kurā kuri varētu var būt esmu ne sev ko pat caur bez dēļ savas "
      "savā tajā tomēr tāpēc taču daudz vairāk viens divi pirmais otrs cits citu gada gadā gadu "
      "laikā",
      "latvijas latvija latviešu cilvēki cilvēku laiks zeme pilsēta darbs dzīve pasaules bērni "
      "diena māja sieviete vīrietis vēsture valdība liels mazs labs jauns savs dažādi iespējams "
      "attīstība brīvība sabiedrība skola jautājums darīt redzēt teikt zināt dot iet stāvēt turēt "
      "uzņēmums novads aptuveni svarīgi atrodas izmantot daļa vieta ūdens grāmata vārds likums "
      "tiesības pants"}},
    {"ąčęėįšųūž", /* Lithuanian */
     {"ir yra į kad iš su tai buvo kaip bet o ne ar nuo jo už apie tik jis per dar jau po prie "
      "mano",
      "savo kurie kuris kuri jei ji jie mes jūs aš tačiau nes kai taip pat labai gali būti bus esu "
      "šis ši šio tuo tarp iki pagal dėl be ką kas kur kada visi viskas visų daug daugiau vienas "
      "du pirmas kitas kitų metų metais metu laikotarpiu turi buvęs ten čia jų jos jam juos mums "
      "tau man taigi todėl",
      "lietuvos lietuva lietuvių žmonės žmonių laikas žemė miestas darbas gyvenimas pasaulio "
      "vaikai diena namas moteris vyras istorija vyriausybė didelis mažas geras naujas įvairūs "
      "galima plėtra laisvė visuomenė mokykla klausimas daryti matyti sakyti žinoti duoti eiti "
      "stovėti laikyti įmonė rajono apie svarbu naudoti dalis vieta vanduo knyga vardas įstatymas "
      "teisė straipsnis"}},
    {"ąćęłńóśźż", /* Polish */
     {"w i na z się do nie jest to że o jak za od po a co przez dla są był ale tak tego oraz ze",
      "czy który która które jego jej ich był była było byli przed jako już tylko może mogą też "
      "także bardzo kiedy gdy jeszcze przy ten ta te tym tej być mi mnie mu my wy oni one on ona "
      "pod nad bez między według gdzie jeśli więc jednak również podczas wszystkie wszystko więcej "
      "jeden dwa pierwszy inne roku lat lata rok czasie sobie został została będzie ma mają miał",
      "polski polska polsce polskiej ludzie ludzi czas kraj miasto miasta praca życie świat świata "
      "dzieci dzień dom kobieta człowiek historia historii rząd duży mały dobry nowy nowe własny "
      "różne możliwe rozwój wolność społeczeństwo szkoła pytanie robić widzieć powiedzieć wiedzieć "
      "dać iść stać trzymać firma gmina około ważne znajduje miejsce część woda książka nazwa "
      "prawo państwo wojny król kościół miejscowość powiat województwo zespół drużyna ości owych "
      "artykuł ustęp"}},
    {"áčďéěíňóřšťúůýž", /* Czech */
     {"a v se na je že s z do o i to za pro ve k který ale jako jsou po od by byl ze jeho nebo si",
      "tak podle aby až jsem však které která také není ještě bylo byla byly své svou než když jen "
      "může už při roku let pouze před bez mezi nad pod být bude mají má měl první jeden dva druhý "
      "jeho její jejich tento tato toto tyto této tím tomu ten ta ty co kdo kde jak proč protože "
      "pak tedy či kdy všech všechny vše více velmi mi mě my vy oni on ona jej ho jich jim nás vás",
      "české česká český republiky praha lidé lidí čas země město práce život světa děti den dům "
      "žena muž historie vláda velký malý dobrý nový vlastní různé možné vývoj svoboda společnost "
      "škola otázka dělat vidět říci vědět dát jít stát držet firma obec kolem důležité nachází "
      "místo část voda kniha jméno právo státní války král kostel tým hráč století především "
      "například prostředí článek odstavec"}},
    {"áäčďéíĺľňóôŕšťúýž", /* Slovak */
     {"a v sa na je že s z do o aj to za pre vo k ktorý ale ako sú po od by bol zo jeho alebo si",
      "tak podľa aby až som však ktoré ktorá tiež nie ešte bolo bola boli svoje svoju než keď len "
      "môže už pri roku rokov iba pred bez medzi nad pod byť bude majú má mal prvý jeden dva druhý "
      "jej ich tento táto toto tieto tejto tým tomu ten tá tie čo kto kde prečo pretože teda či "
      "kedy všetkých všetky všetko viac veľmi mi ma my vy oni on ona ho im nás vás tu preto",
      "slovenska slovenskej slovenský slovensko bratislava ľudia ľudí čas krajina mesto práca "
      "život sveta deti deň dom žena muž história vláda veľký malý dobrý nový vlastný rôzne možné "
      "vývoj sloboda spoločnosť škola otázka robiť vidieť povedať vedieť dať ísť stáť držať firma "
      "obec okolo dôležité nachádza miesto časť voda kniha meno právo štátny vojny kráľ kostol tím "
      "hráč storočia najmä napríklad prostredie článok odsek"}},
    {"čšž", /* Slovene */
     {"je in v na se da za so ki pa z tudi bi s po ne kot od ni še bil bila bilo iz pri ali",
      "ko kar če že sem si jih ga jo mu do tako lahko le samo ter ima imajo bodo bo smo ste nad "
      "pod pred med brez proti zaradi saj kjer kako kaj kdo zato torej vendar potem sedaj zdaj "
      "vedno nikoli zelo bolj več manj vse vsi vsak vsa ves ta to te ti tega tem temu tej teh "
      "njegov njegova njen njihov svoj svoje svojo svojih on ona ono oni mi vi jaz me meni nas nam "
      "vas vam njih njim biti bili bile imel imela kateri katera katere katerega kadar čeprav "
      "oziroma okoli skozi glede razen prvi drugi en ena eno dva dve tri leta leto let letih letu "
      "čas času tukaj tam tudi naj kljub preko niso nisem nismo nima bom boš tisti tista tisto "
      "toda ker nekaj nekateri hkrati prav spet šele moral mano tebe tebi tabo njo nje njej nji "
      "midva midve vidva vidve onadva naju nama vaju vama njiju njima sva sta bova bosta bomo "
      "boste nisi nisva nista niste imaš imava imata imate nimaš nimava nimata nimate moja moje "
      "moji mojo mojega tvoja tvoje tvojo najin najina vajin vajina njun njuna tiste tistega kje "
      "kam kdaj zakaj koliko čigav kod pač res zdajle tja hočem hočeš hoče hočemo hočete nočem "
      "nočeš noče moraš morata moramo morajo morem moreš more smem smeš sme vem veš ve vemo veste "
      "rad rada radi potrebujem potrebuješ potrebuje povej poglej počakaj mislim misliš misli "
      "vzemi nekdo nekje nihče nič nikjer oba obe kakor toliko tak taka tale tole onega ničesar "
      "nikogar koga komu čemu česa vsega vsem vseh vsemu",
      "slovenije slovenija sloveniji slovenski slovenska slovenske slovenskega ljubljana ljubljani "
      "ljudje ljudi država države mesto mesta mestu delo dela življenje življenja svet sveta svetu "
      "otroci otrok dan dni hiša žena mož človek človeka zgodovina vlada predsednik velik velika "
      "mali dober dobro nov nova nove lasten različni različnih mogoče razvoj svoboda družba "
      "družbe šola vprašanje narediti videti reči vedeti dati iti stati držati podjetje podjetja "
      "občina občine približno pomembno nahaja leži kraj del deli voda knjiga ime pravica pravice "
      "zakon člen člena vojne vojna kralj cerkev igralec stoletja predvsem primer primeru členu "
      "namreč možnost možnosti odločitev storitev storitve uporaba uporabo uporabljajo prostor "
      "sodišče postopek zdravje bolezni izobraževanje raziskave mladi ljubezen beseda besede želi "
      "želijo omogoča potrebno skupaj danes včeraj jutri letos evropske unije tekmovanje zmaga "
      "nastal nastala postal postala začel začela vodja dejal dejala povedal pravi meni gre imamo "
      "imate dobil najbolj največ največji jezik jezika glasba skladbe stran strani januarja "
      "februarja marca aprila maja junija julija avgusta septembra oktobra novembra decembra tisoč "
      "evrov odstotkov gotovo popolnoma pogosto redko včasih morda posebej navadno skoraj takoj "
      "kasneje pozneje prej kmalu skupno sam sama sami lastni lastna takšen takšna kakšen kakšna "
      "znova ponovno nenehno povsem delno celoten celotna celo polovica največja najboljši boljši "
      "slabo lahko težko hitro počasi visoko nizko daleč blizu znotraj zunaj zgoraj spodaj levo "
      "desno naprej nazaj vzhod zahod sever jug vzhodni zahodni rekel rekla vprašal odgovoril "
      "naredil naredila vzel dal prišel prišla odšel vstopil živi živijo živel delajo delati delal "
      "igra igral igrali uči piše napisal bere gleda videl slišal misli mislil mislim čuti razume "
      "začne začeti nadaljuje konča končal ostane ostal obstaja obstajajo pripada vsebuje "
      "predstavlja predstavljajo uporablja uporabljati imenuje imenovan imenovana menijo trdi "
      "trdijo objavil objavljena izvira dobila dobili izgubil zmagal zmagala ustvaril ustvarjen "
      "ustanovljen ustanovljena zgrajen zgrajena ubit umrl umrla rojen rojena rodil pomoč podpora "
      "podporo bitka boj napad vojska vojaki vojak cesar cesarstvo turški nemški nemška angleški "
      "francoski",
      "ruski hrvaški srbski italijanski avstrijski ameriški evropski evropska mednarodni "
      "mednarodna mednarodne politični politika stranke volitve volitvah glasovi poslanec poslanci "
      "zbor zbora predsednika vlade vlado minister ministrstvo ministrstva družbeni družbene "
      "gospodarski gospodarstvo gospodarstva trg trgu denar cena cene milijonov milijona tisoče "
      "sto odstotek podjetij proizvodnja izdelek izdelki film filma pesem pesmi album skupina "
      "skupine oddaja vloga vlogo nagrada nagrado režiser pisatelj pesnik knjige roman umetnost "
      "umetnik kultura kulture kulturni šole šolo univerza univerze fakulteta študenti učenci "
      "učitelj profesor znanost znanstveniki raziskava rezultat rezultati metoda podatki podatkov "
      "informacije sistem sistema število način načina vrsta vrste oblika oblike primeri problem "
      "problemi težave rešitev odločitve razlog vzrok cilj odnos odnosi povezava moč sila vrednost "
      "kakovost pogoji stanje razmere dneva noč noči jutro večer mesec meseca teden tedna ura ure "
      "minut ponedeljek torek sreda četrtek petek sobota nedelja mati mama oče očeta brat sestra "
      "sin hči soproga družina družine prijatelj prijatelji dekle fant prebivalci prebivalcev "
      "naselje ulica cesta vrata okno soba miza glava roka roke noga oko oči srce kri telo telesa "
      "bolnišnica zdravnik zdravila hrana kruh meso mleko vino zrak ogenj sonce morje jezero reka "
      "gora gore drevo cvet žival živali pes ptica riba konj pot poti avto vlak letalo ladja rdeča "
      "črna črn bel bela zelena modra star stara stari mlad mlada znan znana znani pomemben "
      "pomembna potreben posebna različen naslednji zadnji zadnja tretji štiri pet šest sedem osem "
      "devet deset dvajset trideset nimajo nimam imam imajo nek neka nekega vaš vaša vaše naš naša "
      "naše našega njeno njegovo njegove kakor sicer vsaj niti brez ravno seveda očitno prosim "
      "prosimo hvala lep lepa lepo lepe moja moje moj zanj zanjo nanj vanj vanjo enega enem eni "
      "ena drugo drugega druge tretja bodisi zlasti nato takrat tedaj doslej odkar dokler preden "
      "ampak vendarle zatorej gospod gospa gospe predlog predloga zakona sodišča sodišču odstavka "
      "slika sliki slike spletni spletna spletne uporabnik uporabniki uporabnikov ponudba "
      "dejavnost dejavnosti grem greš gre gremo imaš vem veš rad rada rabim moram moraš hočem "
      "nočem pridi pojdi glej čakaj poslušaj oprosti živjo zdravo adijo ljubim težko lačen utrujen "
      "srečen žalosten površina površine kilometrov metrov višina višine prebivalstva velikost "
      "hitrost temperatura sodnik kazen zapor pogodba davek plača praznik obdobje naslov besedilo "
      "stavek izraz pomen književnost gledališče igralka pevec pevka razstava muzej knjižnica "
      "vsebina urednik izdaja"}},
    {"áéíóöőúüű", /* Hungarian */
     {"a az és hogy nem is egy ez volt meg csak de már ha mint azt még el ki mert vagy lehet fel "
      "én",
      "kell van ezt azonban amely aki után majd pedig vannak minden közötti között szerint által "
      "során illetve így nagyon több mely ezek azok ennek annak első két három be le ő ők mi ti te "
      "nekem neki sem most itt ott hol mit miért hogyan mikor akkor voltak lesz lett volna lenne "
      "egyik másik saját alatt előtt mellett nélkül ellen óta felé miatt úgy ilyen olyan évben évi "
      "éves",
      "magyar magyarország magyarországi budapest emberek ember idő ország város munka élet világ "
      "gyerekek nap ház nő férfi történelem kormány nagy kis jó új különböző lehetséges fejlődés "
      "szabadság társadalom iskola kérdés csinálni látni mondani tudni adni menni állni tartani "
      "cég község körül fontos található hely rész víz könyv név jog törvény állam háború király "
      "templom csapat század elsősorban például egyetem megye cikk bekezdés"}},
};

#endif

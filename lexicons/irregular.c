/* SPDX-License-Identifier: MIT */
/* See irregular.h. A row is a lemma and its forms; a word in two rows is that of the first. Rows are
 * for forms that are far more often this than anything else. */
#include "irregular.h"

static const char *const english[] = {
    "be am is are was were been being 'm ’m 're ’re", "have has had having 've ’ve", "do does did done doing",
    "will 'll ’ll wo", "can ca", "not n't n’t", "a an", "I i me", "they them", "he him", "we us", "that those", "this these",
    "as as", "his his", "its its", "into into", "only only", "after after", "thanks thanks", "good better best", "bad worse worst",
    "go goes went gone", "say says said", "get gets got gotten getting", "make made making makes", "take took taken taking takes",
    "come came coming comes", "see saw seen seeing", "know knew known", "give gave given giving", "find found", "think thought",
    "tell told", "become became becoming", "leave left", "feel felt", "bring brought", "begin began begun beginning",
    "keep kept", "hold held", "write wrote written writing writes", "stand stood", "hear heard", "let lets letting", "mean meant",
    "set sets setting", "meet met", "run ran running", "pay paid", "sit sat sitting", "speak spoke spoken", "lead led",
    "grow grew grown", "lose lost losing", "fall fell fallen", "send sent", "build built", "understand understood",
    "draw drew drawn", "break broke broken", "spend spent", "cut cuts cutting", "rise rose risen rising", "drive drove driven driving",
    "buy bought", "wear wore worn", "choose chose chosen choosing", "seek sought", "throw threw thrown", "catch caught",
    "deal dealt", "win won winning", "forget forgot forgotten", "sell sold", "fight fought", "teach taught", "eat ate eaten",
    "sing sang sung", "strike struck", "hang hung", "shake shook shaken", "ride rode ridden", "shoot shot", "drink drank drunk",
    "hide hid", "fly flew flown flies", "steal stole stolen", "swear swore sworn", "bear bore borne", "beat beaten",
    "bite bitten", "blow blew blown", "burst bursts", "creep crept", "feed fed", "flee fled", "forgive forgave forgiven",
    "freeze froze frozen", "lend lent", "light lit", "lie lying lies", "die died dying dies", "ring rang rung", "shine shone",
    "sink sank sunk", "sleep slept", "slide slid", "spread spreads", "stick stuck", "sweep swept", "swim swam swum", "tear torn tore",
    "wake woke woken", "weep wept", "withdraw withdrew withdrawn", "bind bound", "bend bent", "shut shuts", "hit hits hitting",
    "hurt hurts", "put puts putting", "read reads", "lay laid", "stop stopped stopping", "use used uses using",
    "man men", "woman women", "child children", "foot feet", "tooth teeth", "mouse mice", "goose geese",
    "life lives", "wife wives", "half halves", "leaf leaves", "knife knives", "wolf wolves", "thief thieves",
    "criterion criteria", "phenomenon phenomena", "crisis crises", "analysis analyses", "basis bases", "thesis theses",
    "large larger largest", "big bigger biggest", "small smaller smallest", "old older oldest", "young younger youngest",
    "high higher highest", "low lower lowest", "great greater greatest", "long longer longest", "late later latest", "new newer newest",
    "near nearer nearest", "close closer closest", "easy easier easiest", "early earlier earliest", "strong stronger strongest",
    "hard harder hardest", "fast faster fastest", "cheap cheaper cheapest", "wide wider widest", "few fewer fewest", "short shorter shortest",
    "nice nicer nicest", "happy happier happiest", "far further farther furthest", "weak weaker weakest", "poor poorer poorest",
    "rich richer richest", "safe safer safest", "simple simpler simplest", "deep deeper deepest", "bright brighter brightest",
    "during during", "nothing nothing", "something something", "anything anything", "everything everything", "thing thing",
    "morning morning", "evening evening", "building building", "wedding wedding", "ceiling ceiling", "meeting meeting",
    "training training", "king king", "string string", "spring spring", "need need", "indeed indeed", "hundred hundred",
    "interesting interesting", "amazing amazing", "outstanding outstanding", "according accord", "including include",
    "united united", "limited limited", "sacred sacred", "red red", "bed bed", "speed speed", "breed breed", "always always",
    "perhaps perhaps", "news news", "series series", "politics politics", "physics physics", "economics economics", "means means",
    "plus plus", "gas gas", "bus bus", "yes yes", "besides besides", "sometimes sometimes", "afterwards afterwards", "towards towards", "species species",
};

static const char *const serbian[] = {
    "biti je su sam si smo ste bi bih bismo biste nije nisu nisam nisi nismo niste jesam jesi jeste jesu jesmo bio bila bilo bili bile "
    "bude budu budem budemo budete budi budimo biće biću bićemo jest beše behu bejaše bijaše",
    "hteti će ću ćeš ćemo ćete hoće hoću hoćemo neće neću nećemo hteo htela htelo hteli htele hoćeš nećete nećeš",
    "moći mogu može možemo možete možeš mogao mogla moglo mogli mogle mogavši", "sebe se sebi sobom si", "ja mene meni me mi mnom mnome",
    "ti tebe tebi te tobom", "on ga njega njemu mu njim njime nje njoj joj ju nju njom ona ono", "oni im ih njih njima one",
    "mi nas nam nama", "vi vas vam vama", "koji koji koja koje koju kojeg kojega kojem kojemu kojim kojima kojih kojoj kojom kojega",
    "taj to taj ta tog toga tom tome tomu time tih toj tu te", "ovaj ovo ova ove ovi ovog ovoga ovom ovome ovim ovime ovih ovoj ovu ovima",
    "onaj onog onoga onom onome onim onih onoj onu onima", "sav sve svi svih svim svima svega svemu sva svu",
    "svoj svoj svoja svoje svoju svog svoga svom svome svojim svojih svojoj svojom svojima svojem svojeg",
    "njegov njegov njegova njegovo njegove njegovu njegovog njegovom njegovim njegovih njegovoj njegovi njegovoga",
    "njen njen njena njeno njene njenu njenog njenom njenim njenih njenoj njeni", "njihov njihova njihovo njihove njihovu njihovog njihovom njihovim njihovih njihovoj njihovi",
    "naš naš naša naše našu našeg našem našim naših našoj našom naši našega", "moj moja moje moju mog moga mom mome mojim mojih mojoj moji",
    "vaš vaša vaše vašu vašeg vašem vašim vaših vašoj vaši", "ko koga kome kim kom", "šta šta čega čemu čime", "što što", "neko neko nekoga nekome",
    "nešto nečega nečemu nečim", "niko nikoga nikome nikim", "ništa ničega ničemu ničim", "neki neka neke neku nekog nekim nekom nekih nekoj neki nekima",
    "svaki svaka svako svake svaku svakog svakom svakim svakoj", "nijedan nijedna nijedno nijednu nijednog nijednom", "jedan jedna jedno jednu jednog jednoga jednom jednim jednoj jedne jedni jednih jednima",
    "dva dva dve dvema dvije obe", "takav takva takvo takve takvu takvog takvom takvim takvih takvoj takvi", "kakav kakva kakvo kakve kakvu kakvog kakvom kakvih",
    "ovakav ovakva ovakvo ovakve ovakvu ovakvog ovakvih ovakvi", "čovek ljudi ljude ljudima čoveka čoveku čovekom", "mnogo više mnogo najviše", "malo manje najmanje",
    "dobar bolji bolje bolja boljeg boljih boljim boljoj bolju najbolji najbolje najboljeg najboljih najbolja", "loš gori gora gore goreg najgori najgora najgore",
    "velik veći veća veće većeg većem većih većim većoj veću većom najveći najveća najveće najvećeg najvećih najvećim najveću najvećem najvećoj",
    "mali manji manja manjeg manjih manjim manju najmanji najmanja", "visok viši viša višeg viših višim najviši najviša najvišeg najvišem",
    "daleko dalje", "rano ranije", "često često češće najčešće", "kasno kasnije", "brzo brže", "lako lakše", "reći rekao rekla reklo rekli rekle reče rečeno", "kazati kaže kažu kažem",
    "ići ide idu idem idemo išao išla išli išlo", "doći došao došla došlo došli došle dođe dođu", "otići otišao otišla otišli ode",
    "naći našao našla našli nađe nađu", "ući ušao ušla ušlo ušli uđe uđu", "izaći izašao izašla izašli izađe", "preći prešao prešla prešli pređe pređu",
    "proći prošao prošla prošlo prošli prođe", "poći pošao pošla pošli pođe pođu", "pomoći pomogao pomogla pomoglo pomogli pomogne pomognu",
    "trebati treba trebalo trebaju trebala trebali", "tokom tokom", "kako kako", "sada sada", "dok dok", "vrlo vrlo", "nekoliko nekoliko", "samo samo", "pre pre", "oko oko", "još još", "već već", "ali ali", "ako ako",
    "skoro skoro", "posle posle", "takođe takođe", "zbog zbog", "među među", "međutim međutim", "sa s sa", "od od", "do do", "po po", "za za", "na na", "iz iz", "da da", "i i", "a a", "o o", "u u", "uz uz",
    "kroz kroz", "kada kada", "kad kad", "tako tako", "zato zato", "jer jer", "pod pod", "nad nad", "bez bez", "prema prema", "protiv protiv", "ne ne", "ili ili", "ni ni", "sve sve", "gde gde", "tada tada", "ovde ovde", "nakon nakon",
    "godina godine godinu godina godinama godini godinom", "evro evra evro evri evrima", "posao posla poslova poslove poslovi poslu poslom", "otac oca ocu ocem očevi", "dan dana danu danom dani dane danima",
    "brat braća braće braći braću", "gospodin gospoda gospode", "dete deca dece deci decu detetom deteta", "rad rada radu radom",
    "Kosovo kosova kosovu kosovom kosovo", "Srbin srbi srba srbe srbima srbina srbinu", "Albanac albanci albanaca albance albancima albanca", "Turčin turci turaka turke turcima",
    "Hrvat hrvati hrvata hrvate hrvatima", "tim tim tima timu timom", "čiji čija čije čiju čijeg čijem čijim čijih čijoj", "početkom početkom", "prilikom prilikom", "nešto nešto", "Kipar kipra kipru kiprom", "Srbija srbije srbiji srbiju srbijom", "savet saveta savetu savetom",
    "srpski srpski srpska srpsko srpske srpskog srpskom srpskoj srpsku srpskih srpskim srpskoga", "kosovski kosovska kosovsko kosovske kosovskog kosovskom kosovskoj kosovsku kosovskih kosovskim",
};

static const char *const albanian[] = {
    "jam jam je është jemi jeni janë isha ishe ishte ishim ishit ishin qeshë qe qemë qenë qenët jesh jenë qoftë qofshin",
    "kam kam ke ka kemi keni kanë kisha kishe kishte kishim kishit kishin kish pata pate pati patëm patët patën pasur patur kesh ketë kenë paska",
    "them them thua thotë themi thoni thonë thashë the tha thamë thatë thanë thënë thuhet thuhen thuhej thosha thoshte thoshin",
    "dua dua duam doni duan doja donte donim donin desha deshi deshën dashur dashka", "duhem duhet duhen duhej duheshin",
    "vij vij vjen vijmë vini vijnë vinte vinin erdha erdhe erdhi erdhëm erdhën ardhur vijë", "jap jap jep japim jepni japin jepte jepnin jepja dha dhashë dhamë dhanë dhënë jepet jepen jepej japë",
    "bëj bëj bën bëjmë bëni bëjnë bëja bënte bënin bëra bëre bëri bëmë bënë bërë bëhet bëhen bëhej bëheshin bë bëjë", "marr marr merr marrim merrni marrin merrja merrte merrnin mora more mori morëm morën marrë merret merren merrej merrnin mor",
    "dal dal del dalim dilni dalin dilja dilte dilnin dola dole doli dolëm dolën dalë", "shoh shoh sheh shohim shihni shohin shihja shihte shihnin pashë pamë panë shihet shihen shihej",
    "vë vë vëmë vini vura vuri vunë vënë vihet vihen", "zë zë zinte zuri zunë zënë zihet zërin zëri zërit", "lë lë linte la lanë lënë lihet", "bie bie bien binte ra ranë rënë",
    "di di dinë dinte ditur dija dinin", "ha ha hanë hëngri hëngra ngrënë hahet", "pi pi pinë piu pirë", "rri rri rrinë rrinte ndenji ndenjur", "iki ik iku ikën ikur ikin",
    "mbaj mbaj mban mbajmë mbajnë mbante mbanin mbajti mbajtën mbajtur mbahet mbahen mbahej", "gjej gjej gjen gjejmë gjejnë gjeti gjetën gjetur gjendet gjejë",
    "hyj hyj hyn hyjnë hyri hynë hyrë", "njoh njoh njeh njohim njohin njihte njohu njohur njihet njihen njiheshin", "quaj quaj quan quajnë quajti quajtën quajtur quhet quhen quhej",
    "shkruaj shkruaj shkruan shkruajnë shkroi shkruan shkruar shkruhet shkruante", "luaj luaj luan luajnë luajti luajtur luante luhet luhej",
    "vdes vdes vdiq vdiqën vdekur vdesin vdesë", "hedh hedh hedhin hodhi hodhën hedhur hidhet", "mbledh mbledh mblodhi mblodhën mbledhur mblidhet mblidhen", "zgjedh zgjedh zgjodhi zgjodhën zgjedhur zgjidhet",
    "sjell sjell solli sollën sjellë sillet sillte", "nxjerr nxjerr nxori nxorën nxjerrë", "vras vras vrau vranë vrarë vret vritet", "pres pret presin priti pritën pritur pritet pritej presim",
    "flas flas flet flasin foli folën folur flitet flisnin fliste", "përkas përket përkasin përkiste", "kthej kthej kthen kthejnë ktheu kthyen kthyer kthehet kthehen kthye", "përkthej përktheu përkthyer përkthye përkthehen",
    "ky ky këtë këtij", "kjo kjo kësaj këto", "ai ai atë atij", "ajo asaj", "ata ata atyre", "këta këta këtyre", "unë unë mua", "ti ty", "ne ne neve", "ju ju juve", "vetë vetë vete", "cili cili cilin cilit cilën cilët cilave cilës cilëve",
    "tjetër tjera tjerë tjetrin tjetrën tjetrës tjetri tjetra", "gjithë gjitha gjithë", "jonë tona sonë", "ynë tanë tonë", "i i", "të t të", "në në", "për për", "me me", "më më", "pas pas", "nga nga", "por por", "që që", "si si", "se se", "një një", "edhe edhe", "disa disa", "sipas sipas", "shumë shumë", "ndërsa ndërsa", "duke duke", "u u", "deri deri", "mund mund", "nuk nuk", "s' s’", "pa pa",
    "e e", "do do", "na na", "parë parë", "para para", "ashtu ashtu", "dytë dytë", "tretë tretë", "pasi pasi", "ulët ulët", "lartë lartë", "tani tani", "kurse kurse", "bardhë bardhë", "tetë tetë", "nëntë nëntë", "pranë pranë", "plotë plotë", "përpara përpara", "lehtë lehtë", "qartë qartë", "tejet tejet", "njëzet njëzet", "pra pra", "saj saj", "vetëm vetëm", "tyre tyre", "re re reja rejat", "veçantë veçantë", "fundit fundit", "njëjtë njëjtin njëjtën njëjtë", "cilat cilat", "cila cila",
    "njeri njerëz njerëzit njerëzve njerëzish njeriu njeriut njeriun", "vit vit viti vitin vitit vite vitet viteve vjet vjetët", "dorë duar duart duarve dora dorën dorës", "emër emri emrin emrit emra emrat emrave", "numër numri numrin numrit numra numrat numrave",
    "libër libri librin librit libra librat librave", "madh madh madhe madhi mëdha mëdhenj madhja", "mik mik miku mikun mikut miq miqtë miqve", "shok shok shoku shokun shokut shokë shokët shokëve", "grua grua gruaja gruan gruas gra gratë grave", "djalë djali djalin djalit djem djemtë djemve",
    "vëlla vëllai vëllain vëllait vëllezër vëllezërit vëllezërve", "sy syri syrin syrit sytë syve", "natë nata natën natës net netët netëve", "derë dyer dyert dyerve", "kohë kohërave kohëra kohërat", "gjë gjëra gjërat gjërave gjënë", "ujë uji ujin ujit ujëra ujërat",
    "metër metra metrave m", "minutë minuta minutat minutave", "popull popuj popujt popujve popullit popullin popullin", "qytet qytet qyteti", "kufi kufiri kufirin kufirit kufij kufijtë kufijve", "brendshëm brendshme brendshmi", "jashtëm jashtme",
};

static bool row_has(const char *row, struct str word, struct str *lemma) {
    struct str rest = str_of(row), form;
    str_cut(&rest, ' ', lemma);
    while (str_cut(&rest, ' ', &form))
        if (str_eq(form, word)) return true;
    return false;
}

bool irregular(enum lang lang, struct str word, struct str *lemma) {
    const char *const *rows = lang == LANG_EN ? english : lang == LANG_SR ? serbian : albanian;
    size_t n = lang == LANG_EN   ? sizeof english / sizeof *english
               : lang == LANG_SR ? sizeof serbian / sizeof *serbian
               : lang == LANG_SQ ? sizeof albanian / sizeof *albanian
                                 : 0;
    for (size_t i = 0; i < n; i++)
        if (row_has(rows[i], word, lemma)) return true;
    return false;
}

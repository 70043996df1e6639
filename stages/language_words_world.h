/* SPDX-License-Identifier: MIT */
/* More languages in Latin script that come out as "other"; see language_words_latin.h. */
#ifndef IBER_LANGUAGE_WORDS_WORLD_H
#define IBER_LANGUAGE_WORDS_WORLD_H

#include "language_words.h"

static const struct other_language world_languages[] = {
    {"ăâîșțşţ", /* Romanian */
     {"de și în a la cu pe din care o nu un al este să că ale pentru mai se sa fi prin după sau ca",
      "au fost era sunt ar avea lui ei lor am fie dar ce cum când unde dacă doar foarte toate toți "
      "tot între fără până decât astfel această acest acestea acesta cele cel cea cei aceste într "
      "dintre despre asupra precum atunci acum aici acolo fiind având poate trebuie va vor noi voi "
      "eu tu el ea ele mi te ne vă îi îl le prima primul doi două alte altă ani anul anului către "
      "spre iar deci chiar numai",
      "românia român română românești românesc oameni oamenilor timp țara țară oraș orașul muncă "
      "viața lume lumea copii zi casa femeie bărbat istorie istoria guvernul mare mari mic bun nou "
      "noi propriu diferite posibil dezvoltare libertate societate școala întrebare face vedea "
      "spune ști da merge sta ține firma comuna județul aproximativ important află parte loc apă "
      "carte nume drept drepturile lege stat război rege biserica echipa secolul mai ales exemplu "
      "persoană ului ilor ească articolul alineat artiklo"}},
    {"àèéìòù", /* Italian */
     {"di e il la che in un a per è una del con non si le da dei al della i sono nel come più ha "
      "gli",
      "alla lo dal anche delle su se era ma o ed questo questa dalla nella essere stato stata suo "
      "sua suoi degli loro tra fra dopo molto solo tutti tutto tutte quando dove perché così cui "
      "chi cosa ad agli alle sul sulla nei nelle ai c l un'altra altri altro prima due primo ogni "
      "senza contro anni anno può possono fatto aveva hanno ho io tu lui lei noi voi mi ti ci vi "
      "ne già ancora quello quella dell all dall nell sull stati",
      "italia italiano italiana italiani persone gente tempo paese città lavoro vita mondo bambini "
      "giorno casa donna uomo storia governo grande grandi piccolo buono nuovo nuova proprio "
      "diversi possibile sviluppo libertà società scuola domanda fare vedere dire sapere dare "
      "andare stare tenere azienda comune circa importante trova parte luogo acqua libro nome "
      "diritto legge stato guerra re chiesa squadra secolo soprattutto esempio zione mente oggi "
      "sempre invece mentre durante articolo comma"}},
    {"áéíñóúü", /* Spanish */
     {"de la que el en y a los del se las por un para con no una su al es lo como más o pero sus",
      "le ha me si sin sobre este ya entre cuando todo esta ser son dos también fue había era muy "
      "años hasta desde está mi porque qué sólo han yo hay vez puede todos así nos ni parte tiene "
      "él uno donde bien tiempo mismo ese ahora cada e vida otro después te otros aunque esa eso "
      "hace otra tan durante siempre fueron estaba ella ellos nosotros según contra quien hacia "
      "tras antes primera primer",
      "españa español española gente país ciudad trabajo mundo niños día casa mujer hombre "
      "historia gobierno grande pequeño bueno nuevo nueva propio diferentes posible desarrollo "
      "libertad sociedad escuela pregunta hacer ver decir saber dar ir estar tener empresa "
      "municipio alrededor importante encuentra lugar agua libro nombre derecho derechos ley "
      "estado guerra rey iglesia equipo siglo ejemplo ción mente año mayor gran millones personas "
      "artículo"}},
    {"áàâãçéêíóôõú", /* Portuguese */
     {"de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à",
      "seu sua ou quando muito nos já eu também só pelo pela até isso ela entre depois sem mesmo "
      "aos seus quem nas me esse eles você essa num nem suas meu às minha numa pelos elas qual nós "
      "lhe deles essas esses pelas este dele foi é são está ser tem ter têm era foram há pode "
      "sobre anos ano onde cada dois duas primeira primeiro outros outra ainda contra durante "
      "desde então assim porque sempre",
      "brasil portugal português portuguesa brasileira pessoas gente tempo país cidade trabalho "
      "vida mundo crianças dia casa mulher homem história governo grande pequeno bom novo nova "
      "próprio diferentes possível desenvolvimento liberdade sociedade escola pergunta fazer ver "
      "dizer saber dar ir estar empresa município cerca importante encontra lugar parte água livro "
      "nome direito direitos lei estado guerra rei igreja equipe século exemplo ção mente milhões "
      "informação artigo"}},
    {"àçèéíïòóúü", /* Catalan */
     {"de la i a el que en per un del amb les es una els és al no dels va com més o se són però "
      "seva",
      "ha hi seu aquest aquesta ser també fins entre era molt pel sobre quan tot tots sense on si "
      "ja fou després dos dues cada han havia hem li els seus seves aquests aquestes així perquè "
      "mentre contra des segons durant primer primera altres altre any anys van estat pot poden jo "
      "tu ell ella nosaltres em et ens us ho això allò què qui ni nou d l s als pels dins",
      "catalunya català catalana catalans barcelona persones gent temps país ciutat treball vida "
      "món nens dia casa dona home història govern gran petit bo nova propi diferents possible "
      "desenvolupament llibertat societat escola pregunta fer veure dir saber donar anar estar "
      "tenir empresa municipi voltant important troba lloc part aigua llibre nom dret drets llei "
      "guerra rei església equip segle exemple ció ment avui sempre mateix actualment article"}},
    {"àâæçèéêëîïôœùûüÿ", /* French */
     {"de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il "
      "sont",
      "avec son sa ou mais comme on ses aux nous cette ils elle tout été vous leur même entre deux "
      "aussi ces où fait sans bien peut très sous être avait était ont leurs après avant encore si "
      "je tu me te lui eux y dont quand toujours tous toutes autres autre ainsi depuis chez contre "
      "pendant lors puis donc car selon vers ans année premier première peu non moins c d l j n s "
      "qu m t jusqu lorsqu moi",
      "france français française personnes gens temps pays ville travail vie monde enfants jour "
      "maison femme homme histoire gouvernement grand petit bon nouveau nouvelle propre différents "
      "possible développement liberté société école question faire voir dire savoir donner aller "
      "avoir tenir entreprise commune environ important trouve lieu partie eau livre nom droit "
      "droits loi état guerre roi église équipe siècle exemple aujourd hui notamment également "
      "plusieurs ment tion article"}},
    {"āēīōū", /* Latin */
     {"et in est non ad ut cum quod qui de ab a ex sed quae sunt aut esse si quam hoc autem etiam "
      "ac",
      "nec per enim quo quia id eius ille ea pro atque ne sic tamen nam se sibi suum suo sua eum "
      "eam eos quem quid quis haec hic his ipse ipsum nunc vel iam ante post inter apud sub contra "
      "erat fuit fuerunt erant eo qua omnes omnia omnibus sicut ergo igitur neque nisi ubi tunc "
      "deinde quoque mihi tibi nobis vobis me te nos vos ego tu anno annis annos",
      "deus dei deo dominus domini populus populi terra terrae homo hominum homines rex regis "
      "regem filius civitas civitatis urbs urbis romani roma bellum belli vita vitae magnus magna "
      "corpus tempus tempore aqua liber nomen nominis lex legis ius iuris dicit dixit dicitur "
      "facere fecit habet natus est mortuus saeculo litterarum lingua latina orum ibus antur arum "
      "virtus gratia spiritus pater patris"}},
    {"ĉĝĥĵŝŭ", /* Esperanto */
     {"la de kaj en estas al por ne ke li kun el kiu ĉi mi sed ĝi ili pri per kiel kiuj tiu pli "
      "estis",
      "ankaŭ da je aŭ ĉu se vi ŝi ni oni sia siaj sian lia ŝia ilia tio tiuj tiel tiam kiam kie "
      "kio kion nur jam ankoraŭ tre ĉar sen post antaŭ inter sub sur super tra dum ĝis ĉe kontraŭ "
      "ĉiuj ĉio iu iuj unu du tri unua dua aliaj alia mem plej devas povas havas estos estus "
      "kvankam eble eĉ do tamen",
      "esperanto esperantisto homoj homo tempo lando urbo laboro vivo mondo infanoj tago domo "
      "virino viro historio registaro granda malgranda bona nova propra diversaj ebla libereco "
      "socio lernejo demando fari vidi diri scii doni iri stari teni parto loko akvo libro nomo "
      "rajto rajtoj leĝo ŝtato milito reĝo jaro jaroj jarcento lingvo lingvoj nacia internacia "
      "situas troviĝas ekzemple oj ojn"}},
    {"ñç", /* Basque */
     {"eta da ez du zen ere bat dira edo izan zuen hau dute baina zuten ziren egin den hori nahi "
      "zituen",
      "dela duen izango beste bere bezala guztiak baino beren gabe gero oso dago daude behar ahal "
      "arte artean ondoren zer nor non nola bi hiru lehen lehenengo urte urtean urteko urteetan "
      "batean batek baten haiek hark gu zu ni nire gure zure haren eskuz hemen han orain beti "
      "dituzte ditu dituen nuen zela zuela egiten esan dugu dut zaio direla batzuk bitartean",
      "euskal euskara herria euskadi pertsona jende denbora herri hiri lana bizitza mundu haurrak "
      "egun etxea emakume gizon historia gobernu handi txiki on berri desberdin posible garapen "
      "askatasun gizarte eskola galdera ikusi jakin eman joan egon eduki enpresa udalerri "
      "garrantzitsu toki zati ur liburu izen eskubide lege estatu gerra errege eliza talde mende "
      "adibidez aren etan etako tzen"}},
    {"áéíóú", /* Irish */
     {"an na a agus ar i le bhí is de do ag sé go tá don sa as ó ina nach ní atá mar faoi siad nó",
      "sí mé tú sinn sibh iad é í seo sin ach leis aige acu aici againn bheith raibh bhfuil chun "
      "idir gan roimh tar éis thar trí um féin eile gach aon dhá chuid níl cad cé conas cathain "
      "áit nuair má dá mura den ón sna lena ina inár mo bliain bhliain blianta chomh freisin anois "
      "anseo ansin duine daoine",
      "éireann éire gaeilge uisce baile cathair tír saol domhan leanaí lá teach bean fear stair "
      "rialtas mór beag maith nua difriúla féidir forbairt saoirse sochaí scoil ceist déanamh "
      "feiceáil rá fhios thabhairt dul seasamh comhlacht contae timpeall tábhachtach suite cuid "
      "leabhar ainm ceart cearta dlí stát cogadh rí eaglais foireann haois sampla acht meán "
      "oideachas ith aíocht aigh eann"}},
    {"âêîôŵŷáïëö", /* Welsh */
     {"y yn a i o r ar yr oedd ei am gan wedi mae ac ond n ym fod hi ef bod fel na wrth hwn sydd "
      "eu nid",
      "un dau rhai cael mewn neu os pan gyda dros dan rhwng heb at trwy drwy cyn hefyd iawn eto "
      "nawr yma yno hyn hynny honno hwnnw pob holl llawer mwy arall eraill cyntaf bu ydy yw roedd "
      "fydd bydd gallu gall fi ti ni chi nhw fy dy eich ein hun pwy beth ble sut pam oherwydd "
      "felly er blwyddyn flwyddyn",
      "cymru cymraeg gymraeg pobl bobl amser gwlad dinas gwaith bywyd byd plant dydd tŷ merch dyn "
      "hanes llywodraeth mawr bach da newydd gwahanol posibl datblygu rhyddid cymdeithas ysgol "
      "cwestiwn gwneud gweld dweud gwybod rhoi mynd sefyll cadw cwmni sir tua pwysig lleoli rhan "
      "lle dŵr llyfr enw hawl hawliau cyfraith rhyfel brenin eglwys tîm ganrif enghraifft addysg "
      "aeth wyd ddiad ion wr"}},
    {"çğıöşüâî", /* Turkish */
     {"ve bir bu da de için ile o olarak çok en daha olan gibi sonra kadar ne ama var ki mi her ya",
      "değil ben sen biz siz onlar şey şu onu ona bana sana kendi kendini bunu buna bunun onun ise "
      "veya hem diye göre önce yok iki üç ilk büyük yeni tüm bütün oldu olduğu olduğunu olan "
      "ediyor eden etti etmek olmak oluyor olur olacak vardır dir tarafından arasında üzerinde "
      "içinde sadece ancak çünkü nasıl neden kim nerede zaman şimdi bugün hiç bazı birçok yıl "
      "yılında yıllarda",
      "türkiye türk türkçe istanbul ankara insan insanlar ülke şehir iş hayat dünya çocuk çocuklar "
      "gün ev kadın adam tarih tarihi hükümet küçük iyi güzel farklı mümkün gelişme özgürlük "
      "toplum okul soru yapmak görmek söyledi bilmek vermek gitmek durmak tutmak şirket belediye "
      "yaklaşık önemli bulunan yer su kitap adı hak kanun devlet savaş kral kilise takım yüzyıl "
      "örneğin genel başkanı eğitim ları leri lığı ması masına ndan madde"}},
    {"çəğıöşü", /* Azerbaijani */
     {"və bir bu da də üçün ilə o olan olaraq ki ən daha çox sonra qədər isə amma var edir hər ya",
      "deyil mən sən biz siz onlar onun ona onu bunu bunun öz həm görə əvvəl yox iki üç ilk böyük "
      "yeni bütün oldu olduğu edən etdi etmək olmaq olur tərəfindən arasında üzrə üzərində yalnız "
      "ancaq çünki necə niyə kim harada zaman indi bu gün heç bəzi il ildə illərdə idi olub "
      "olmuşdur edilmişdir həmin digər",
      "azərbaycan azərbaycanın bakı insan insanlar ölkə şəhər iş həyat dünya uşaq gün ev qadın "
      "adam tarix tarixi hökumət kiçik yaxşı müxtəlif mümkün inkişaf azadlıq cəmiyyət məktəb sual "
      "görmək dedi bilmək vermək getmək şirkət təxminən mühüm yer su kitab adı hüquq qanun dövlət "
      "müharibə kral komanda əsr məsələn təhsil ları ləri lığı ması ndan prezident xalq rayon"}},
    {"", /* Indonesian and Malay */
     {"yang dan di itu dengan untuk dari dalam tidak ini pada adalah ke akan juga ia oleh atau "
      "sebagai ada",
      "mereka dia saya kita kami anda telah sudah bisa dapat boleh lebih seperti karena kerana "
      "bagi kepada secara hanya setelah selepas sebelum antara saat ketika banyak semua orang satu "
      "dua tiga tahun tersebut namun serta masih belum harus perlu maka jika kalau hingga sampai "
      "para sangat hal lain lagi pun lah nya apa siapa bagaimana mana sebuah seorang merupakan "
      "menjadi daripada ialah tetapi bukan",
      "indonesia malaysia jakarta melayu negara kota kerja hidup dunia anak hari rumah perempuan "
      "wanita lelaki sejarah kerajaan pemerintah besar kecil baik baru sendiri berbeda berbeza "
      "mungkin perkembangan pembangunan kebebasan masyarakat sekolah pertanyaan membuat melihat "
      "mengatakan tahu memberi pergi berdiri memiliki syarikat perusahaan sekitar penting terletak "
      "bagian tempat air buku nama hak undang negeri perang raja gereja pasukan abad contoh "
      "pendidikan menggunakan kan meng ber peng terhadap bahasa ditemukan"}},
    {"ñ", /* Tagalog */
     {"ang ng sa na at mga ay ni si para ito hindi niya may isang kanyang nang pa ko rin siya "
      "bilang",
      "ako ikaw kami tayo kayo sila mo natin nila namin ninyo kung o pero ngunit dahil upang mula "
      "hanggang lamang lang din naman ba kaya dito doon iyon iyan ano sino saan paano kailan bakit "
      "lahat marami ilan isa dalawa tatlo unang taon noong nito nasa wala walang mayroon maaaring "
      "kanilang ating aming iyong kapag habang tulad pagkatapos bago ibang sinabi kay po muna",
      "pilipinas pilipino manila tao panahon bansa lungsod trabaho buhay mundo bata araw bahay "
      "babae lalaki kasaysayan pamahalaan malaki maliit mabuti bagong sariling iba pag-unlad "
      "kalayaan lipunan paaralan tanong gawin makita sabihin malaman ibigay pumunta kumpanya "
      "mahalaga matatagpuan bahagi lugar tubig aklat pangalan karapatan batas digmaan hari "
      "simbahan koponan siglo halimbawa edukasyon nag mag pag naging ginawa pangulo"}},
    {"àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ", /* Vietnamese */
     {"và của là có được trong cho một không với các những người đã từ này khi để năm đến ra ở về "
      "như",
      "vào tại nhưng cũng nhiều theo sau trên đó họ tôi bạn chúng ta hay hoặc sẽ đang rất còn chỉ "
      "lại thì mà nên vì do bởi bằng phải hơn nhất hai ba đầu mới trước giữa dưới ngoài nước ai gì "
      "nào sao đâu bị lên đi làm mình anh chị em ông bà ngày tháng",
      "việt nam hà nội thành phố quốc gia công việc cuộc sống thế giới trẻ em nhà phụ nữ đàn lịch "
      "sử chính phủ lớn nhỏ tốt riêng khác nhau phát triển tự xã hội trường học câu hỏi thấy nói "
      "biết ty khoảng quan trọng nằm phần nơi sách tên quyền luật chiến tranh vua đội kỷ ví dụ "
      "giáo dục"}},
    {"", /* Swahili */
     {"ya na wa kwa ni katika la za cha kuwa hii hiyo yake kama au hata pia wake mwaka baada "
      "alikuwa",
      "yeye mimi wewe sisi ninyi wao huyo huyu hao hawa hilo hizo hivyo hapa pale sasa bado sana "
      "tu si lakini kwamba ili ikiwa kabla kati juu chini nje ndani bila kila wote yote zote mmoja "
      "moja mbili tatu kwanza pili nyingine wengine mwingine zaidi nini nani wapi vipi kwani "
      "hakuna ana kuna wana lake zake wake wangu yangu yetu wetu ambayo ambaye ambao ndiyo ndio "
      "vile",
      "watu mtu wakati nchi mji kazi maisha dunia watoto siku nyumba mwanamke mwanamume historia "
      "serikali kubwa mdogo nzuri mpya tofauti maendeleo uhuru jamii shule swali kufanya kuona "
      "kusema kujua kutoa kwenda kampuni muhimu sehemu mahali maji kitabu jina haki sheria vita "
      "mfalme kanisa timu karne mfano elimu mkoa wilaya kaskazini lugha kiswahili anasema alisema "
      "tanzania kenya mungu"}},
    {"", /* Somali */
     {"ka oo ee iyo ku in waxaa uu ah la u ay si lagu loo waxay wuxuu soo ayaa inuu kale isaga aan "
      "mid",
      "waa ma iska laga leh ahaa inay buu ayuu kasta badan hore dib kala kuwa kaas markii marka "
      "waxa sida inta haddii laakiin ama oo ilaa kadib ka mid isku wax ku saabsan dhexe labo "
      "saddex sanad sannad hal wada jira jiray jirtay yahay tahay yihiin ahayd lahaa leeyahay karo "
      "doonaa maxaa yaa halka halkan kuwaas iyaga iyada anigu adigu innaga",
      "soomaaliya soomaali muqdisho dadka dad waqti wadan magaalada shaqo nolosha aduunka caruur "
      "maalin guri haween nin taariikh dowladda weyn yar wanaagsan cusub kala duwan horumar "
      "xoriyad bulsho dugsi su'aal samayn arag sheegay ogaa siiyay shirkad muhiim qayb meel biyo "
      "buug magac xuquuq sharci dagaal boqor kooxda qarni tusaale waxbarasho madaxweyne"}},
    {"áàẹéèíìóòọúùńǹṣḿ", /* Yoruba */
     {"ní ti tí àwọn ó ni sí fún pé kan jẹ́ láti nínú wọn kò bí ṣe ń rẹ̀ lọ wá kí náà sì à nǹkan",
      "mo wọ́n a ẹ rẹ mi wa yín gbogbo pẹ̀lú lórí tàbí ṣùgbọ́n nígbà tó bá jù lè yóò fi gbà wà "
      "ọ̀pọ̀ méjì mẹ́ta kìíní ọdún ìgbà títí lẹ́yìn ṣáájú àti nítorí kọ́ ohun báyìí nìkan",
      "yorùbá nàìjíríà ènìyàn orílẹ̀ èdè ìlú iṣẹ́ ayé ọmọ ọjọ́ ilé obìnrin ọkùnrin ìtàn ìjọba ńlá "
      "kékeré dára tuntun oríṣiríṣi ìdàgbàsókè òmìnira àwùjọ ìwé ìbéèrè ṣe rí sọ mọ̀ omi orúkọ "
      "ẹ̀tọ́ òfin ogun ọba ìjọ ọlọ́run"}},
    {"", /* Zulu and Xhosa */
     {"ukuthi futhi noma uma kodwa ngoba kanye kule nge ngo ukuba okanye kunye kwaye ke le lo la "
      "njengoba",
      "abantu umuntu yini bonke konke yonke zonke wonke lapho kakhulu ngemva ngaphambi phakathi "
      "phezu ngaphansi ngaphandle lokhu lolu leli leso lezi yakhe wakhe lakhe zakhe bakhe wami "
      "yami yethu wethu bethu kusuka kuze manje namhlanje kuphela kanjani kanti ngokuba apho oku "
      "olu eli ezi xa nje njalo kuba into nokuba kwi kuyo kubo kwa nabo naye yena bona thina mina "
      "wena yintoni ngaphezulu ukuze",
      "isizulu isixhosa afrika umsebenzi impilo izwe ilizwe umhlaba izingane abantwana usuku indlu "
      "umfazi owesifazane indoda umlando imbali uhulumeni urhulumente omkhulu enkulu encane omusha "
      "ukukhula inkululeko umphakathi isikole umbuzo ukwenza ukubona ukusho ukwazi ukunika "
      "ukuhamba inkampani kubalulekile ingxenye indawo amanzi incwadi igama ilungelo amalungelo "
      "umthetho impi inkosi ibandla iqembu isibonelo imfundo unkulunkulu uthixo ngokwesiko "
      "kwabantu wathi bathi"}},
    {"", /* Shona */
     {"uye kuti kana ndiye asi nokuti mu pa ku iri izvi ari vari zvino iyo ive ake wake kune "
      "nekuti ne",
      "vanhu munhu iye ivo ini iwe isu imi vose zvose yose kose pashure mushure pakati pamusoro "
      "pasi kunze chii ani kupi sei rinhi zvakare chete zvikuru zvakawanda vamwe imwe mumwe rimwe "
      "chimwe kwake yake rake zvake vake yedu wedu vedu nhasi apo panguva kubva kusvikira zvinhu "
      "chinhu kuva aiva akanga vakanga ndaka aka ndi ndakati akati vakati",
      "nguva nyika guta basa upenyu pasi vana zuva imba mukadzi murume nhoroondo hurumende mukuru "
      "hombe mudiki yakanaka itsva zvakasiyana rusununguko chikoro mubvunzo kuita kuona kutaura "
      "kuziva kupa kuenda kambani kwakakosha nzvimbo mvura bhuku zita kodzero mutemo hondo mambo "
      "kereke muenzaniso dzidzo mwari zimbabwe ishe jesu"}},
    {"êôšòèé", /* Sotho and Tswana */
     {"le a ho go ya ka e ba ke o tsa mo ha fa wa la ga se re kgotsa hore gore mme empa sa hae "
      "gagwe",
      "batho motho bona rona lona nna wena yena ena eo tseo seo tsena tseno teng bohle botlhe "
      "tsohle tsotlhe hohle gotlhe fela haholo thata kamora morago pele pakeng hara godimo hodima "
      "tlase ntle joang jang eng mang kae neng hape gape jwale joale jaanong kajeno hona gona hwa "
      "hangata nako tsatsi le leng ngwe mong tla ile nang tloha goreng hobane ka gonne fetile ntse "
      "ne mona fano kwa",
      "afrika borwa naha lefatshe naga motse mosebetsi tiro bophelo botshelo bana ngwana letsatsi "
      "ntlo mosadi monna nalane mmuso puso kgolo tona nyane nnye molemo ntle ntjha sha tokoloho "
      "kgololesego setjhaba setšhaba sekolo potso etsa dira bona bolela tseba itse fana tsamaya "
      "khamphani bohlokwa botlhokwa karolo sebaka lefelo metsi buka lebitso leina tokelo "
      "ditshwanelo molao ntwa kgosi morena kereke sehlopha mohlala sekai thuto modimo"}},
    {"", /* Tsonga */
     {"na ku ya ni hi va ka wa leswaku yi swi a le kumbe kambe loko xi ri hikuva eka swa la mi "
      "ndzi u tani",
      "vanhu munhu yena vona hina n'wina mina wena hinkwavo hinkwaswo hinkwayo ngopfu endzhaku "
      "emahlweni exikarhi ehenhla ehansi ehandle yini mani kwihi njhani nakambe ntsena sweswi "
      "namuntlha lava lowu leyi leswi laha nkarhi man'wana swin'wana un'we mbirhi nharhu wakwe "
      "yakwe swakwe vakwe hileswi xana hambi tanihi vanga nga tlhela",
      "afrika tiko misava ntirho vutomi vana siku yindlu wansati wanuna matimu mfumo xikulu "
      "lexikulu lexintsongo lexinene lexintshwa ntshunxeko xikolo xivutiso ku endla vona vula tiva "
      "nyika famba khamphani nkoka xiphemu ndhawu mati buku vito mfanelo nawu nyimpi hosi kereke "
      "xikombiso dyondzo xikwembu"}},
    {"", /* Ganda */
     {"mu ku nga era na n' okuva nti ne bwe gye oba kino kya ye ba mwe naye ali kuba ekyo ono eri "
      "awo oluvannyuma",
      "abantu omuntu bonna byonna yonna zonna nnyo nyo mabega wakati waggulu wansi ebweru ki ani "
      "wa atya nate yekka bokka kati leero bino kano guno zino bano olwo kale bangi ebintu ekintu "
      "kubanga buli mulimu emu bbiri ssatu omu abalala endala omulala yange wange waffe yaffe "
      "bwali yali baali bali nali okuba okukola ayinza bayinza tebali",
      "uganda omwaka emyaka essaawa ensi ekibuga omulimu obulamu abaana omwana olunaku ennyumba "
      "omukazi omusajja ebyafaayo gavumenti kabaka ekkanisa omukulu kinene omuto ennungi omupya "
      "eddembe ssomero ekibuuzo okulaba okugamba okumanya okuwa okugenda kampuni kikulu kitundu "
      "ekifo amazzi ekitabo erinnya etteeka olutalo ekyokulabirako okusoma katonda"}},
    {"āēīōū", /* Maori */
     {"te o ki ngā nga he i ka e a kei me mai ko tēnei tenei ana hoki ai tōna tona rā ra nei ano "
      "anō ake",
      "mō mo nā na nō no hei kia kua whakaaro tērā era ēnei enei atu iho katoa rawa tonu noa ahau "
      "au koe ia tātou tatou mātou matou koutou rātou ratou mātau tō to taua aua tana tāna ōna ona "
      "āna wai aha hea pehea kāore kaore kīhai ehara engari nāna mehemea inaianei whaka tahi rua "
      "toru kotahi tuatahi waenganui roto runga raro waho muri mua",
      "māori maori aotearoa tangata tāngata wahine wāhine tāne tane tamariki iwi hapū whenua tau "
      "wā rangi rā marama whare mahi ora ao kura reo pātai mātauranga kāwanatanga rangatira nui "
      "iti pai hou tika mana whakamahi whakahaere kōrero korero mōhio mohio haere noho wāhi wahi "
      "wai pukapuka ingoa ture pakanga ariki karakia hāhi tauira atua ihowa"}},
    {"ċġħż", /* Maltese */
     {"li ta il ma u fil huwa hija minn għal mill lil fuq għall dan din kienet kien jew biex kif "
      "dawn ħafna ix",
      "meta fl tal tad tar tas dwar wara qabel bejn taħt barra ġewwa kull kollha biss ukoll iżda "
      "imma għax jekk fejn min xi x xejn aktar iktar ieħor oħra oħrajn wieħed waħda tnejn tliet l "
      "ewwel sena snin is kienu huma hu hi jiena int aħna intom tiegħu tagħha tagħhom tiegħi "
      "magħhom bħal bħala mhux għandu għandha għandhom tista jista jistgħu qed sa lejn",
      "malta maltin malti nies ħin pajjiż belt xogħol ħajja dinja tfal jum dar mara raġel storja "
      "gvern kbir żgħir tajjeb ġdid differenti possibbli żvilupp libertà soċjetà skola mistoqsija "
      "jagħmel jara jgħid jaf jagħti kumpanija importanti jinsab parti post ilma ktieb isem dritt "
      "drittijiet liġi stat gwerra sultan knisja tim seklu eżempju edukazzjoni zzjoni membri"}},
    {"čšžćëäïü", /* Romani */
     {"te thaj e o si hi le la i ande pe ko ki katar kaj sar savo so ka na nai taj tai sas sine sa",
      "vi nane naj kadava akava kodo odova voj vov ov oj von on me tu amen tumen lesko lengo laki "
      "amaro tumaro miro tiro pesko lenge leske savore savorre sakoj sako dujto jekh jek duj trin "
      "but zurale mashkar maškar bi pala angla telal opral avri andre akana adives sosqe soske "
      "kana kaske kate odothe vaś vash prekal katar save savi tranzal musaj shaj šaj našti nashti "
      "ovel ovela avel avela",
      "manuš manush manushengo manuša rom roma romani romane romenge them thema chave čhave čhavo "
      "ćhaj romni juvli dives beršh berš kher buti buki dzivdipe trajo lumja čhib chib ćhib śkola "
      "lil nav hakaja hakaj hakajipe xakajipen slobodija slobodno phralipe mangel kerel dikhel "
      "phenel dzanel del dzal beshel lel kamel šukar lacho lačho baro baripe nevo phuro deklaracia "
      "ipe ipen utne"}},
};

#endif

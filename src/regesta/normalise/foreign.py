"""Whether a word is foreign to English: by its script, its accents, or letters that English does not put together.

The last goes by the threes of letters of some eleven thousand English words, with "^" before and "$" after each: "zhn"
and "stv" stand in hardly any. It is a likelihood: what it tells is a guess, and is handed to the editor as one.
"""

from __future__ import annotations

import unicodedata
from functools import cache

STRANGE = 2.75
"""Mean strangeness of its threes of letters from which on a word is foreign: that of 3 in 100 rarer English words."""
SHORTEST = 4
"""Letters that a word needs so that they can tell."""
USUAL = ("é", "ï", "ê", "è", "ç")
"""Accents of loans that are English long since: "café", "naïve"."""


def of_another_script(word: str) -> bool:
    """Whether a word has letters that are not Latin ones: фракция, 法宝, 주체."""
    return any(char.isalpha() and not _is_latin(char) for char in word)


def has_foreign_accents(word: str) -> bool:
    """Whether a word has Latin letters that English has not: powiększenie, hotărâre."""
    return any(not char.isascii() and char.isalpha() and _is_latin(char) and char not in USUAL for char in word)


@cache
def sounds_foreign(word: str) -> bool:
    """Whether the letters of a word in small letters follow each other as English ones hardly do: soveshchaniye."""
    if len(word) < SHORTEST or not word.isascii() or not word.isalpha():
        return False
    edged = f"^{word}$"
    return sum(STRANGENESS.get(edged[at : at + 3], UNKNOWN) for at in range(len(word))) / len(word) > STRANGE


def _is_latin(char: str) -> bool:
    return char.isascii() or unicodedata.name(char, "").startswith("LATIN")


THREES = (
    (
        "^co^de^di^ex^in^pr^re^st^unal$allateatiblecomcondised$enter$erses$essingionistivele$ly$mennceng$ns$nt$on$ons"
        "preproratresrs$te$tedtertintiotrats$ver"
    ),
    (
        "^ab^ac^ad^al^an^ap^ar^as^ba^be^bo^br^ca^ch^cl^cr^do^em^en^fa^fi^fo^fr^gr^ha^he^ho^im^la^le^li^lo^ma^me^mi^mo"
        "^ne^no^ob^pa^pe^pl^po^pu^ra^sa^se^sh^si^so^sp^su^ta^te^th^to^tr^vi^wa^wiablaccackactadeageailainaliancandang"
        "aniansantapparaardareariarrartaryassastattbilcalcatce$cedcenceschacheciacorcoucrecrict$ctecticurde$deddendep"
        "derdesdicdinditds$eadealeareaseateciecoectedieleeliellelyemeempen$encendeneeniensequeraereerierterveseesiest"
        "eteeveexpferffeficfinforfulge$gedgenghtgingragregs$hanharhedherhinhorialiatic$icaiceiciictideiedieniesifiigh"
        "ignileiliillimiimpin$inaincindineinfiniinsintiouireisaisciseishisiissit$itaiteitiityizekinlanlarlatlealedles"
        "liclinlislitllellillyls$manmatmedminmismitmpemplnalnatncincond$ndendine$nednernesngengsninnisnsinstnsuntante"
        "ntintrntsomiommomponaoncondoneoniontor$oraoreoriormorsortoseoteounourousoutoveparpatpecpenperplaplepliporpos"
        "priptiquiracrairalranre$rearecredrefrelremrenrepretrevriaricrierinrisritrourrerrirtertiry$satscrse$sedsenser"
        "sessheshisidsinsiositspesposs$ssessist$stastestistostrstssubsurtabtaitaltantatteltentesthetictietimtittivtly"
        "tortretritrutteturty$ualuctulaultuncunduniunturaureus$ustutive$venvesviswaryin"
    ),
    (
        "^af^ag^ai^am^at^au^av^aw^bi^bl^bu^ce^ci^cu^da^dr^du^ea^ec^ed^ef^el^eq^er^es^ev^fe^fl^fu^ga^ge^go^gu^hi^hu^id"
        "^il^ir^is^jo^ju^ki^lu^mu^na^nu^oc^of^op^or^ou^ov^ph^pi^qu^ri^ro^ru^sc^sl^sw^sy^ti^up^us^ut^va^ve^vo^we^wh^wo"
        "^wrabiaboabrabsaceachaciacqacyad$addadiadjadmadoadvaffaftaggagiagraidaimairaisaitakealaalealoalsaltaluamaamb"
        "ameamiampan$anaaneankannapeaphapiaptar$arbarcargarkarlarmarnarsas$aseashasiasuat$ataatcathatoatratuaugausaut"
        "avaaveaviavoawaay$bacbalbanbarbatbedbelbenberbinbitbjeblibloblyborboubrabrebribrobsebstburbutcabcancapcarcas"
        "cceccoccuceaceicelcemcepcerch$chichocidciecilcinciocipcirciscitck$ckeckicksclacleclicloclucolcoocovcqucracro"
        "crucs$ctactoctsctuculcumcupcuscutcy$dandardatdeadebdecdefdeldemdetdevdgediadiedifdirdivdledlydmidomdondoudow"
        "dradredroducdy$eabeaceakeameaneavecaeceecheclecrecuedeedleduee$eedeeneepeereeseetefeeffefiefuegaegeegiegoegr"
        "egueheeigeineivel$elaeldeloelsemaembemiemoenaengenoenueouepaepeeplepoepreptepuercerfergerlermerneroerperrery"
        "escesoespesuet$etaetietretsettevaevievoew$exaexcexeexiextfacfaifalfarfeafecfenfesffifiefilfirfitflaflefloflu"
        "folfoofrafrefrifroft$ftefurfy$fyigangargatgemgergesgetggeggrgicgisgleglygnagnigongotgrigroguagueguigulhalhap"
        "hashatheaheehelhenheshibhichiehilhiphmeholhonhoohoshouhroht$htehy$iabianiaribeibiiblibuickicsicuid$idaidiief"
        "ielierietieviewiffiftifyigaigeigiiguikeil$ilaildilyimaimeimminkinuinviorip$ipaiplir$irairciriirmirris$islism"
        "isoispisuithitoitsittituiumivaiviizajecjudjuske$kedkenkerketknoks$lablaclaglailamlaslayld$ldelecleglemlenler"
        "letlevlialiblidlielifligliklimlizll$llallollslluloalocloglonloolorloslotloulowloylt$lteltilucludlumlunluslut"
        "lvemagmaimalmarmasmbambembimblme$meamemmermesmetmicmilmmammemmimmommumobmodmonmormotmoumpamphmpimpomprmptms$"
        "mulmunnabnacnagnannarnchnclnctncyndandlndondsnduneanecneenegnennetnewnexnfenfinflnfonginglngrngunicnienifnim"
        "nionitniznk$nmennenninnonomnonnornotnounownqunrensansensonspnthntlntontunumnvanvenviny$oadobsocaoccoceociock"
        "ocuod$odeodioduoffogiogroinokeol$olaoldoleoliollolooluolvom$omaombomeonfongonnonoonvoodookoolootopeopooppopt"
        "orcordorgorkornorroryosiospossostot$otaothotioubougoviow$oweowiownowspacpaipanpaspe$peapedpelpetphaphephipho"
        "picpiepilpinpirpitploplypoipolponpotppeppipplppopprpraps$pt$ptepubpulpurputquaquerabradragramraprasravrawrce"
        "rchrcird$rderdirdsrebreeregrehreirejreoreqrerrewrgargergiribridrifrigrilrimrioriprivrkerlirlyrm$rmarmermirmo"
        "rn$rnarnerniroarobrocrodrofrogrolromronroprosrotrovrowrperporprrrarrorsershrsirstrt$rtarthrtsrturucruirunrup"
        "rusrvarvervisagsalsanscasceschsciscoscuseasecseeselsemsetsh$shashosibsicsigsimsissivslaslisloslysm$smasmesmi"
        "socsolsomsonsorsouspaspissassossustlstusuasucsulsumsupsussymtactagtaktartchteatecteetegtemtfuth$thithothrtia"
        "tiftigtiltistletmetnetomtontoutrottattittlttrtuatudtuntutuaruatublubsuccuceudeudgudiue$uenuesuffughuinuiruis"
        "uitul$ullum$umbumeummumpunauneunfungunpunrunsuouupeuppuptur$urguriurnurrursurtuseushusiuslut$uteuthutruttval"
        "vanvatvedvelvicvidvievilvinvitvocvolvouweawedwelwerwhewinwiswitwn$worwriws$xcexpexplxpoxtryedys$ystzatze$zed"
        "zin"
    ),
    (
        "^ae^by^cy^dw^dy^eg^ei^ep^et^gi^gl^hy^ig^it^je^ke^kn^my^ni^om^on^ow^sk^sm^sq^tu^tw^ty^ul^ur^xi^xv^xx^ya^ye^yi"
        "^yo^zoabaabeabuacaaclacracuadaadcadfadhadladradsaduadyaerafeag$agaagmagnagoaguaigaivak$akiaksalcalfalgalkalm"
        "alralvalyam$ammamoamsamuanoanqanuanvanxanyap$apaapoapsaroarparvasaascaskasoaspasyatmatsaucaudaulaunaw$awfawi"
        "awnawsax$axeaxiayeayiaymaysazaazibabbagbasbblbbobdube$beabecbeebegbehbeibesbetbeybidbigbirblablubmiboabodboi"
        "bolbombonboobotboybrubs$bscbsibsobsubtabtebudbufbuibulbunbusbuybvebviby$caccadcamcauccaccrceecefcetchmchnchr"
        "chycifcivcizckbcklcknckpckycoacoecogcohcoicopcoscotcryctfctlctrcuacypda$dabdaldamdapdaudaydcaddeddiddlddrdee"
        "degdeodeqdfudgidgmdhedibdiddigdildimdiodipdizdjodjudlidmednedo$docdoldoodopdordridshdstduadueduldumdurdusdva"
        "dvedvidvodwidyiea$eafeageapeauebaebeebiebrebtebueckeddedgednedoedredsedyeeaeeieekeeleemeezef$efaeflefoefrefs"
        "eg$eggeglehaehoeileireiteizejeejoejuelcelfelmelpelteluelvem$emnemsemuenfenjenlennenqenrenveoceogeoleoneopeor"
        "ep$ephepierberderheruerwesaeshesmetcethetoetuetyeuneureuteuvewaeweewiewoewsex$exhey$eyeeyieysfabfamfanfasfat"
        "favfe$fedfeefegfelfetff$ffoffsfiafidfigfisfixfliflyfocfoufrufs$ftiftsfuefugfunfusfutgaggaigalgamgeageoggiggl"
        "gh$ghbgheghlgibgiegimgiogitgivglagliglogmagmegn$gnegnmgnognsgo$goigoogorgovgrugthgumguogurgy$habhadhaihakham"
        "hauhavhazhbohdrhe$hecheihemheohethewhfuhidhifhighiohirhishithlehlihlyhnihnohoehomhophothowhrahrehrihs$htfhti"
        "htlhtshumhunhurhushwahysia$iagiamiasibrichicliddidgidlidsiduie$iecifeiflifoifuiggigoigrii$iiiilmiloilsiltim$"
        "imbimoimsimuinhinjinlinminninoinpinqio$iodioliosiotipeiphipiipmipoippipripsiptipuiquirdirliroirsirtiryisdisf"
        "isgiskisritcitfitlitnitrivoix$ixeixtizijeojoijoujoyjunjurkabkagkeekelkeskeykilkleklykneknikpikwaky$la$ladlap"
        "laulavlawlaxlcolculdildlldslebleelelleplexlf$lfilgalgeliolipliqlivlk$lkelm$lmelmilneloblodloilomloplovlselsi"
        "lstltalthltrltultylualubluelurlvilwalyilysma$mabmacmajmakmammapmaxmaymazmb$mbombrmbumecmeemelmewmfomidmiemig"
        "mirmixmlymn$mnemnimocmolmommoomosmovmp$mpsmpumurmusmutmy$mysna$nadnainamnapnasnaunavncrncundmndpndrnefneinel"
        "nemneoneqneunevneynfanfrnfungangtnhanhenhinianignilnipniqniunivnjenjonjunkenkinksnlanlinlynminnannunobnocnoe"
        "nolnopnovnplnponprnscnsfnshnslnsmnswntmntynuanucnuenufnuinulnunnuonurnusnutnvonwanwinxioacoaloaroasoatobaobb"
        "obeobiobjoblobtobvoclocoocroctodaoddodgodsodyoedoeroesoeuof$ofeofiofooftog$ogaogeognogyoheohioicoidoiloisoit"
        "ojeok$okiolsolyomfomoomsonmonqonuonyoofoomoonoopooroosop$opaophopioplopropsopuorborloroorporwos$osaosoosuoto"
        "otrotsottoucoudouloupovaovoowaowdowloxioy$oyaoycoyeoyioymoyspabpagpalpappavpaypeepesph$phrphsphypidpiopisplu"
        "pmepokpoopoppoupovpowppaprupseptaptsptupudpunpy$quora$rafrarraurayrbarberbirborclrcrrcurdardlrdordyreurferfi"
        "rforfurgorgurherikriurizrk$rkarkirksrlarlerlormlrmsrmurnmrnornsrohroirojrokroororroxroyrplrrurryrsarsorsurtl"
        "rtmrtnrtortyrubrudruerugrulrumrutrvorwarwhrwrryiryssabsacsadsafsaisamsapsarsassavsaysbasclsefsegseisepseqsev"
        "sfasfesfisfosfusgushmshrsiasiesifsilsipsirsixsizsk$skeskisksslesmosmssneso$sofsoosopsovsphsplsprspusqusresru"
        "ssfsslssmstmstpstwstysuesufsugsuisunswasweswisy$synsysta$taftamtaptastaxtaytefteoteptextfothathdthfthlthsthu"
        "thwthytibtidtiptirtiztlatlitmoto$toctoetogtoltootoptottowtpotrytsittotubtuetuftuitultumtwatwetwitwotypuabuad"
        "uaiuanubbubjubmuboubtubvucauchuciuckuclud$udduedueeueluerufaugaugeugguguuicuiduieuiluipuivulduleulfulguliulk"
        "ulmulnuloulsumaumiumnumoumsumuun$unbunhunjunkunlunmunnunounqunwuotup$upauphupiupluprupsurburcurdurmurpurvury"
        "usauscusnuspussusuutautbutlutoutsutuutwuvrvabvacvadvagvaivarvasveavehveivemvetveyviavigviiviovirvivvoivokvor"
        "votvoyvrevulvy$wagwaiwakwalwanwaswatwavwaywdeweeweiwenweswfuwhawhiwhowidwilwirwlewlywnewnswonwoowouwrawrewro"
        "wspxacxagxamxatxchxcixclxcuxecxedxemxerxesxhaxhixibxiixilximxioxisxitxpaxpixprxt$xtextixvixxiyalyanyarycoyer"
        "yieymbymeympyonyouypeyphypiyseysizarzenzerzeszon"
    ),
)
"""Threes of letters from the most frequent in English words to the rare, each class run together."""
UNKNOWN = 5
STRANGENESS = {run[at : at + 3]: strangeness for strangeness, run in enumerate(THREES) for at in range(0, len(run), 3)}
"""Three letters → how strange they are, from 0 for the most frequent."""

"""Words that tell what stands beside a name and is none: offices, peoples, bodies, groups, places.

Nothing here knows who anyone is. A word may be in several sets; `names` says which of them counts where.
"""

from __future__ import annotations

OFFICES = frozenset(
    # words that stand before a name and are none of it
    "acting admiral admirals adviser advisor ambassador ambassadors archbishop assistant attache attaché bishop"
    " brigadier captain captains cardinal cde cdes chairman chairmen chairperson chairwoman chancellor charge chargé"
    " chief colonel colonels com commander commander-in-chief commissar commissioner commodore comrade comrades"
    " congressman congresswoman consul consul-general correspondent councillor councilor counsellor counselor crown"
    " d'affaires delegate delegates deputy diplomat director dr editor emir emperor envoy excellency extraordinary"
    " first foreign former friend gen general generalissimo generals governor head her high his honourable interpreter"
    " interpreters journalist king leader leaders lic lieutenant lord lt madam madame major marshal marshals member"
    " members messrs minister ministers miss mister monsieur mr mrs ms officer official officials permanent"
    " plenipotentiary political premier premiers president presidents prime prince princess prof professor professors"
    " queen rear representative representatives second secretaries secretary secretary-general senator senior sergeant"
    " shah sheikh sir specialist spokesman third translator under undersecretary vice".split()
)
HOLDERS = OFFICES - frozenset(
    "acting deputy first foreign general high political prime rear second senior third vice".split()
)
NATIONALITIES = frozenset(
    "afghan albanian algerian amercian american angolan arab argentine argentinian armenian australian austrian"
    " azerbaijani bangladeshi belgian bolivian brazilian british bulgarian burmese cambodian canadian ceylonese"
    " chilean chinese colombian congolese croatian cuban czech czechoslovak czechoslovakian danish dutch east"
    " ecuadorian egyptian english estonian ethiopian finnish french gdr georgian german ghanaian greek guatemalan"
    " guinean hungarian icelandic indian indonesian iranian iraqi irish israeli italian japanese jordanian kazakh"
    " kenyan korean kuwaiti laotian latvian lebanese libyan lithuanian malayan malaysian mexican mongolian moroccan"
    " nepalese new nicaraguan nigerian north northern norwegian pakistani palestinian panamanian peruvian philippine"
    " polish portuguese prc romanian russian saudi senegalese serbian slovak slovenian somali south southern soviet"
    " spanish sudanese swedish swiss syrian tanzanian thai tibetan tunisian turkish ugandan ukrainian uruguayan us"
    " ussr uzbek venezuelan vietnamese west western yemeni yugoslav yugoslavian zambian zimbabwean".split()
)
ORGANISATION_WORDS = frozenset(
    "academy administration agency alliance army assembly association bank board branch bureau cabinet center"
    " centre chamber club cominform comintern command commission committee committees company conference congress"
    " consulate corps council court delegation department directorate division embassy executive federation forces"
    " front government group headquarters inspectorate institute leadership league legation legislature ministries"
    " ministry mission navy office organisation organization parliament party plenum politburo presidium radio"
    " secretariat section senate service staff station union unit university".split()
)
SEATS = frozenset("embassy legation consulate".split())
GROUP_WORDS = frozenset(
    "activists advisers advisors allies ambassadors commanders commissioners communists comrades countries"
    " delegates delegation delegations experts governments group guards interns journalists leaders leadership"
    " ministers officials peoples powers premiers representatives specialists students troops women workers".split()
)
COMMON_NOUNS = GROUP_WORDS | frozenset(
    # what a title may say in capitals that is no part of anybody's name
    "account action analysis approval audience bulletin communist conversation corrections customs daily debates"
    " discussion doctrine empire estimate events film films indies information intelligence islands kingdom labor"
    " labour legacy materials meeting minutes mission note notes others others' part parties party people people's"
    " place presidential press report reports representation republic republics situation socialist summary talks"
    " telegram took visit women's workers'".split()
)
EVENTS = frozenset(
    # what happens or is written, which has parties and is none
    "agreement agreements aid assistance conversation conversations discussion discussions letter letters meeting"
    " meetings memorandum message negotiations note notes proposal proposals report reports session statement"
    " talks telegram text translation treaty trip visit visits".split()
)
PLACES = frozenset(
    # capitals and countries, which titles give for posts and governments; never people
    "accra aden afghanistan albania algeria algiers amman angola ankara argentina armenia athens australia austria"
    " azerbaijan baghdad baku bamako bangkok bangladesh beijing beirut belgium belgrade berlin bern bogota bolivia"
    " bombay bonn brasilia bratislava brazil britain brussels bucharest budapest bulgaria burma cairo calcutta"
    " cambodia canada canberra caracas ceylon chile china colombia colombo conakry congo copenhagen cuba"
    " czechoslovakia d.c dakar damascus dc delhi denmark dhaka djakarta dublin ecuador egypt england estonia"
    " ethiopia finland france geneva germany ghana greece guatemala guinea hague haiti hanoi harare havana helsinki"
    " honduras hungary iceland india indonesia iran iraq ireland islamabad israel italy jakarta japan jerusalem"
    " kabul karachi kathmandu kazakhstan kenya khartoum kiev kinshasa korea kuwait lagos laos latvia lebanon"
    " leningrad libya lima lisbon lithuania london luanda lusaka lushun luxembourg madras madrid malaya malaysia"
    " mali manchuria manila maputo mexico minsk mogadishu mongolia montevideo morocco moscow mozambique nairobi"
    " nanjing nepal netherlands nicaragua nigeria norway oman oslo ottawa pakistan palestine panama paraguay paris"
    " peking peru philippines phnom poland portugal prague pretoria pyongyang rangoon riyadh romania rome russia"
    " saigon senegal seoul shanghai singapore sofia somalia spain stockholm sudan sweden switzerland syria tabriz"
    " taipei taiwan tanzania tashkent tbilisi tehran thailand tibet tirana tokyo tripoli tunis tunisia turkey uganda"
    " ukraine ulaanbaatar uruguay usa ussr uzbekistan venezuela vienna vientiane vietnam warsaw washington"
    " wellington xinjiang yan'an yanan yemen yerevan yugoslavia zagreb zambia zimbabwe".split()
)
SURNAMES = frozenset(
    "bishop chancellor dean dutch english french friend german house king major marshal north prince west".split()
)
"""Offices, fields and peoples that are surnames too."""
ADDRESSES = frozenset("captain cde colonel comrade dr general lord messrs miss mr mrs ms sir".split())
"""Words that address a person, so that a surname follows."""
TWO_WORD_PLACES = frozenset(
    "addis ababa|buenos aires|costa rica|east berlin|el salvador|hong kong|new delhi|new york|new zealand|north korea"
    "|north vietnam|north yemen|phnom penh|port arthur|rio de|san francisco|sao paulo|saudi arabia|south africa"
    "|south korea|south vietnam|soviet union|sri lanka|são paulo|tel aviv|united kingdom|united nations|united states"
    "|west berlin|west germany".split("|")
)
BEFORE_OFFICE = NATIONALITIES | OFFICES - HOLDERS | {"the"}
FIELDS = frozenset(
    # what an office is over: Minister of Foreign Affairs Andreoli
    "affairs agriculture asian atomic central commerce cultural culture defence defense development east eastern"
    " economic economy education energy european external far finance health house industry information interior"
    " international justice middle military national near nuclear planning police relations science scientific"
    " security state technical technological technology trade transport war".split()
)
JOINING = frozenset("of the for in at to and on de du von van der den al el bin ibn la le zu".split())
PARTICLES = frozenset("de du von van der den al el bin ibn la le zu di da dos ben".split())

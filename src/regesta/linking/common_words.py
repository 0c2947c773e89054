"""Words that stand beside names or look like them: titles, particles, heads of sentences, words that are surnames.

They are data for reading English texts, in which a capital may mark a name, a sentence's head or an office. All are
written here without capitals, full stops and accents.
"""

from __future__ import annotations

from regesta.text import words

TITLES = frozenset(
    words(
        """
        acting adm admiral admirals ambassador ambassadors archbishop bishop brigadier capt captain cardinal cde cdes
        cdr chairman chancellor chief citizen cmde cmdr col colleague colonel colonels comdr commander commissar
        commodore comrade comrades congressman consul corporal counsellor counselor count dame delegate deputy
        director doctor dr emperor empress frau gen general generalissimo generals gov governor herr hon honorable
        honourable judge justice king lady lieut lieutenant lord lt madam madame maj major marshal marshals mayor
        messrs minister ministers miss mister mlle mme monsieur mr mrs ms pope premier president presidents prime
        prince princess prof professor professors queen rev secretary senator senators senor sergeant sgt sheikh
        signor sir sultan tov tsar vice vicomte viscount
        """
    )
)
"""Words before a name that are no part of it."""
PARTICLES = frozenset(words("al bin da de del den der di du el ibn la le ten van von zu zur"))
"""Small words that may stand before a family name and belong to it: Charles de Gaulle."""

OPENERS = frozenset(
    words(
        """
        a after again all also although american americans an and as asked at austrian because before being
        both british but by can chinese could czech did do does during dutch each either even every finally
        first for foreign former french from further furthermore german had has have he her here his how
        however i if in indian into is it italian its japanese korean later let like may meanwhile military
        mongolian moreover must my neither next no nor not now of often on once one only or our out over
        perhaps polish present russian said second she should since so some soon soviet state still such
        that the their then there therefore these they third this those though thus to today together
        tomorrow turkish under until upon was we were what when where whether which while who whom why will
        with within without would yesterday yet you your yugoslav
        """
    )
)
"""Words that begin a sentence, or tell a name's office or country, and are no one's given name."""
COMMON = TITLES | OPENERS

WORDS_AND_SURNAMES = frozenset(
    words(
        """
        abbot bacon baker ball banks bell best bird black blue bond book bowl brook brooks brown bush butcher butler
        camp carpenter carter case chance church clay close coal cook cooper court cross day dean drew east fall field
        fields fish fisher flood flowers ford forest forth fox free freeman frost gates gay glass gold good gore grace
        grant grave graves gray green grey grove guest hall hand hands hard hare hart heath hill holland hook hope house
        hunt hunter ice ivory key kind knight lake land lane law lawless leach lie light list little lodge long love low
        man march marine marks mason mead miles mills moon moody moss mount new noble noon north oaks page paine paper
        park parsons patch peace peak penny piper pitt place plant pole pool poor porter post potter potts pound power
        powers price prior quick rain read reason reed rich rice rivers road roads rock root rose rush sands savage
        self sharp shell short silver singer small snow south sparks spring steel stern stone storm street strong
        summer summers sun sweet swift temple tower town train tree turner underwood vance wade walker wall ward
        warden waters way webb weed wells west wheat white wild winter wise wolf wood woods word worth wright yard
        young
        """
    )
)
"""Words that are surnames, too: at the head of a sentence their capital tells nothing."""
SAYING = frozenset(
    words(
        """
        accepted added admitted advised agreed alleged answered argued asked asserted assured began believed called
        claimed commented complained concluded confirmed considered continued declared declined demanded denied
        disagreed emphasised emphasized enquired explained expressed felt gave handed hoped informed
        inquired insisted interjected interrupted mentioned noted objected observed pointed proposed protested
        raised recalled recommended refused rejected remarked reminded repeated replied reported requested responded
        said saw says spoke stated stressed suggested telephoned thanked thinks thought told took turned urged
        wanted warned wished wondered wrote
        """
    )
)
"""What people do and things do not: after such a verb's subject, "Rice said" is a person."""
ACRONYMS_LIKE_WORDS = frozenset(words("us it who am an as at be go he if in is me"))
"""Acronyms that a heading in capitals may hold as words: "LET US GO" is no United States."""

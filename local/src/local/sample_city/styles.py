"""The styles the city's artists work in, and what they write under their pictures."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StyleWords:
    """How people tag and talk about one style; `kin` are styles an artist is likely to combine it with."""

    tags: tuple[str, ...]
    subjects: tuple[str, ...]
    kin: tuple[str, ...]


STYLES: dict[str, StyleWords] = {
    "traditional": StyleWords(
        ("traditionaltattoo", "oldschooltattoo", "TradTattoo", "boldwillhold", "americantraditional", "oldschool"),
        ("swallow and rose", "sailor's anchor", "dagger through the heart", "lucky horseshoe"),
        ("neo-traditional", "lettering", "new-school"),
    ),
    "neo-traditional": StyleWords(
        ("neotraditional", "neotrad", "NeoTraditionalTattoo", "neo_traditional", "neotradtattoo"),
        ("moth lady's favourite moth", "fox and foxgloves", "jewelled dagger", "owl with a key"),
        ("traditional", "illustrative", "japanese"),
    ),
    "new-school": StyleWords(
        ("newschooltattoo", "newschool", "NewSkool", "cartoontattoo"),
        ("grumpy toaster", "bubblegum skull", "wide-eyed frog", "angry little cactus"),
        ("anime", "traditional", "neo-traditional"),
    ),
    "japanese": StyleWords(
        ("japanesetattoo", "irezumi", "Wabori", "horimono", "和彫り", "japanesestyle"),
        ("koi going upstream", "wind bars and maple leaves", "peony half sleeve", "great wave"),
        ("neo-traditional", "blackwork", "traditional"),
    ),
    "blackwork": StyleWords(
        ("blackwork", "BlackworkTattoo", "blackworkers", "blckwrk", "blackworkerssubmission"),
        ("solid black sun", "night moth", "crow on a branch", "black tulips"),
        ("dotwork", "geometric", "dark-art", "ornamental"),
    ),
    "black-and-grey": StyleWords(
        ("blackandgrey", "blackandgreytattoo", "BNGtattoo", "blackandgray", "bng"),
        ("soft shaded rose", "raven and clock", "old lighthouse", "angel statue"),
        ("realism", "portrait", "chicano"),
    ),
    "realism": StyleWords(
        ("realismtattoo", "realistictattoo", "Realism", "tatuajerealista", "realistic_tattoo"),
        ("eye with a tear", "chess king", "marble sphere study", "single red rose"),
        ("black-and-grey", "portrait", "micro-realism"),
    ),
    "micro-realism": StyleWords(
        ("microrealism", "microrealismtattoo", "MicroRealistic", "microrealistictattoo"),
        ("thumb-sized strawberry", "tiny pocket watch", "little blue tit", "miniature planet"),
        ("fine-line", "realism", "botanical"),
    ),
    "portrait": StyleWords(
        ("portraittattoo", "petportrait", "portraittattoos", "dogportraittattoo"),
        ("somebody's very good dog", "a beloved tabby", "grandmother's cameo", "wolf at dusk"),
        ("realism", "black-and-grey"),
    ),
    "fine-line": StyleWords(
        ("finelinetattoo", "fineline", "FineLineTattoos", "singleneedle", "singleneedletattoo", "fine_line"),
        ("sprig of lavender", "hand holding a daisy", "paper crane", "slender crescent"),
        ("botanical", "minimalist", "micro-realism"),
    ),
    "minimalist": StyleWords(
        ("minimalisttattoo", "minimaltattoo", "MinimalTattoos", "tatouageminimaliste", "tinytattoo"),
        ("two-line mountain", "very small wave", "tiny sailing boat", "one-line cat"),
        ("fine-line", "handpoke", "geometric"),
    ),
    "dotwork": StyleWords(
        ("dotwork", "DotworkTattoo", "dotworkers", "stippling", "puntillismo", "dotism"),
        ("stippled moon phases", "dotted planet", "shell in ten thousand dots", "scarab"),
        ("mandala", "geometric", "blackwork", "ornamental"),
    ),
    "geometric": StyleWords(
        ("geometrictattoo", "GeometricTattoos", "sacredgeometry", "tatuażgeometryczny", "geometryart"),
        ("folded fox", "cube that cannot be", "tessellated forearm", "compass lines"),
        ("dotwork", "mandala", "minimalist"),
    ),
    "mandala": StyleWords(
        ("mandalatattoo", "mandala", "MandalaArt", "mandalatattoos"),
        ("sixteen-fold mandala", "lotus mandala", "half mandala for a shoulder", "sun mandala"),
        ("ornamental", "dotwork", "geometric"),
    ),
    "ornamental": StyleWords(
        ("ornamentaltattoo", "ornamental", "OrnamentalTattoos", "tatouageornemental", "mehnditattoo"),
        ("chandelier sternum piece", "lace cuff", "jewelled hand", "filigree spine"),
        ("mandala", "dotwork", "blackwork"),
    ),
    "tribal": StyleWords(
        ("tribaltattoo", "neotribal", "Tribal_Tattoo", "cybersigilism", "neotribaltattoo"),
        ("flowing shoulder blades", "thorned collar", "twin flames", "sweeping calf piece"),
        ("polynesian", "blackwork", "abstract"),
    ),
    "polynesian": StyleWords(
        ("polynesiantattoo", "polynesian", "maoritattoo", "samoantattoo", "PolynesianTattoos", "marquesantattoo"),
        ("shark-tooth band", "ocean panel", "turtle shell pattern", "spearhead sleeve"),
        ("tribal", "geometric", "blackwork"),
    ),
    "celtic": StyleWords(
        ("celtictattoo", "celticknot", "CelticTattoos", "norseknotwork", "knotwork"),
        ("four-cornered knot", "triquetra in a ring", "interlaced armband", "knotwork cross"),
        ("ornamental", "blackwork", "dotwork"),
    ),
    "watercolour": StyleWords(
        ("watercolourtattoo", "watercolortattoo", "WatercolorTattoos", "aquarelltattoo", "watercolour"),
        ("kingfisher in a splash", "poppies after rain", "ink-blot butterfly", "sunset washes"),
        ("sketch", "botanical", "illustrative"),
    ),
    "illustrative": StyleWords(
        ("illustrativetattoo", "IllustrativeTattoos", "illustrationtattoo", "bookillustration"),
        ("hare reading the moon", "mushroom cottage", "owl with spectacles", "teapot garden"),
        ("botanical", "engraving", "sketch"),
    ),
    "sketch": StyleWords(
        ("sketchtattoo", "SketchStyleTattoo", "sketchystyle", "sketchworktattoo", "pencilstyle"),
        ("unfinished swallow", "loose pencil rose", "figure study hands", "scribbled stag"),
        ("illustrative", "watercolour", "abstract"),
    ),
    "engraving": StyleWords(
        ("engravingtattoo", "EtchingTattoo", "woodcuttattoo", "engraved", "etchingstyle", "linocut"),
        ("beetle plate from an old atlas", "hatched lighthouse", "woodcut sun", "anatomical heart"),
        ("illustrative", "blackwork", "dark-art"),
    ),
    "botanical": StyleWords(
        ("botanicaltattoo", "floraltattoo", "BotanicalTattoos", "flowertattoo", "planttattoo", "botanicals"),
        ("fern and snowdrop", "wild garlic", "peony branch", "olive sprig"),
        ("fine-line", "illustrative", "watercolour"),
    ),
    "lettering": StyleWords(
        ("letteringtattoo", "scripttattoo", "LetteringTattoos", "calligraphytattoo", "blackletter", "customlettering"),
        ("flourished initials", "one word, done properly", "blackletter rib piece", "grandad's signature"),
        ("chicano", "traditional", "fine-line"),
    ),
    "anime": StyleWords(
        ("animetattoo", "mangatattoo", "AnimeTattoos", "otakutattoo", "gamertattoo"),
        ("speed lines and a stare", "little forest spirit", "pixel heart", "moon cat in a sailor collar"),
        ("new-school", "illustrative", "japanese"),
    ),
    "surrealism": StyleWords(
        ("surrealtattoo", "surrealismtattoo", "SurrealTattoos", "surrealistictattoo"),
        ("door in the clouds", "melting moon", "eye of the sea", "staircase into a teacup"),
        ("illustrative", "realism", "dark-art"),
    ),
    "abstract": StyleWords(
        ("abstracttattoo", "AbstractTattoos", "brushstroketattoo", "abstraktestattoo", "freehandabstract"),
        ("three brush strokes", "ink in motion", "red circle study", "broken lines"),
        ("tribal", "watercolour", "trash-polka"),
    ),
    "biomechanical": StyleWords(
        ("biomechanicaltattoo", "biomech", "BioMechTattoo", "bioorganic", "bioorganictattoo"),
        ("pistons under the skin", "ribbed conduit sleeve", "clockwork elbow", "organic armour"),
        ("surrealism", "realism", "dark-art"),
    ),
    "trash-polka": StyleWords(
        ("trashpolka", "TrashPolkaTattoo", "trash_polka", "realistictrashpolka"),
        ("raven, red paint and a headline", "skull collage", "torn poster heart", "clock in pieces"),
        ("abstract", "realism", "lettering"),
    ),
    "chicano": StyleWords(
        ("chicanotattoo", "ChicanoStyle", "chicanolettering", "chicanoart", "westcoasttattoo"),
        ("praying hands", "rosary and roses", "lowrider wheel", "sacred heart with script"),
        ("lettering", "black-and-grey", "realism"),
    ),
    "ignorant": StyleWords(
        ("ignoranttattoo", "IgnorantStyle", "ignorantstyletattoo", "ignorantart"),
        ("smiling cigarette", "wonky ghost", "very bad horse", "flower with legs"),
        ("handpoke", "minimalist", "lettering"),
    ),
    "dark-art": StyleWords(
        ("darkarttattoo", "darkart", "DarkArtists", "horrortattoo", "gothictattoo", "macabre"),
        ("skull with candles", "plague doctor", "hand of thorns", "bat over a ruined arch"),
        ("blackwork", "engraving", "black-and-grey"),
    ),
    "handpoke": StyleWords(
        ("handpoke", "HandpokeTattoo", "stickandpoke", "handpoked", "handpoketattoos", "machinefree"),
        ("poked sun", "small snake", "dotted mushroom", "ankle flowers"),
        ("minimalist", "ignorant", "botanical"),
    ),
    "cover-up": StyleWords(
        ("coveruptattoo", "CoverUp", "coveruptattoos", "cover_up", "tattoocoverup"),
        ("old name under new peonies", "tribal band turned raven", "a second chance for a wrist"),
        ("blackwork", "neo-traditional", "japanese"),
    ),
}

COMMON_TAGS = (
    "tattoo", "tattoos", "ink", "inked", "tattooartist", "uktattoo", "tattooideas", "quexley", "quexleytattoo",
    "QuexleyTattooArtist", "tattoolife", "flash", "flashtattoo", "tattooflash", "booksopen", "tattooed", "art",
    "northernink", "tattoodesign", "instatattoo", "girlswithtattoos", "tttism", "2026", "tatuaż", "刺青", "тату",
)  # fmt: skip

# Words that look like a style and are none.
TRAP_TAGS = (
    "traditionalale", "tribalgathering", "realestate", "sketchcomedy", "celticfc", "newschoolyear", "darkchocolate",
    "letterboxd", "portraitmode", "geometryhomework", "abstractsubmission", "animefestival",
)  # fmt: skip

"""Raw material for the city's people and streets; all of it invented, mixed by the seed."""

FIRST_NAMES = (
    "Ada", "Aiko", "Alasdair", "Amara", "Anouk", "Arjun", "Asha", "Bartek", "Beatriz", "Bo", "Branwen", "Callum",
    "Cass", "Chidi", "Ciara", "Clem", "Dai", "Darragh", "Delphine", "Dilan", "Edie", "Efua", "Elif", "Emrys",
    "Esme", "Farah", "Fenna", "Finlay", "Freya", "Gethin", "Gwen", "Hana", "Harun", "Hester", "Ines", "Iona",
    "Ishaan", "Ivo", "Jago", "Jamila", "Jun", "Kasia", "Keir", "Kemi", "Kit", "Lamar", "Leif", "Linh", "Lorcan",
    "Luz", "Mabel", "Maeve", "Magda", "Malik", "Marisol", "Mateus", "Mei", "Merryn", "Mina", "Nadia", "Nell",
    "Niamh", "Nikhil", "Noor", "Odette", "Ola", "Oona", "Orla", "Oskar", "Paloma", "Petra", "Priya", "Quill",
    "Rafe", "Rasmus", "Ren", "Rhiannon", "Rohan", "Romy", "Rosalind", "Rowan", "Sacha", "Saoirse", "Selim",
    "Shanice", "Sorrel", "Stellan", "Sunniva", "Tamsin", "Tariq", "Tegan", "Thandi", "Tilda", "Tomasz", "Uma",
    "Vesna", "Wilf", "Xanthe", "Yara", "Yusuf", "Zadie", "Zofia",
)  # fmt: skip

LAST_NAMES = (
    "Abelwhite", "Achterberg", "Adeyinka-Rowe", "Alderfield", "Amberside", "Ashgrove", "Balewa-Finch", "Banfield-Ito",
    "Barrowclough", "Bellwether", "Birkensaw", "Blackmarsh", "Brackenbury", "Brightwater", "Castellane", "Cawthra",
    "Chandrakar", "Coppersmith", "Corvane", "Czarnolas", "Dalgarnock", "Danquah-Hill", "Deepwell", "Dunmarrow",
    "Eklund-Shaw", "Elderkin", "Everdale", "Farthingale", "Featherlow", "Fernhollow", "Fontaine-Okoro", "Galbreath",
    "Garrowby", "Gladwyn", "Greywood", "Hallorane", "Hartsease", "Hawkswell", "Hazelrigg", "Holloway", "Ibekwe-Lane",
    "Inchbald", "Ironside-Diaz", "Jadwiga-Cole", "Kerrigold", "Kestrelman", "Kowalewicz", "Lamplugh", "Larkspur",
    "Lightbown", "Linnet", "Longbottle", "Lovelock-Tran", "Mabledon", "Marchetti-Boon", "Merriweather", "Mistry-Vale",
    "Moonraker", "Nakashiro", "Nightingall", "Northcrag", "Oakenshaw", "Okonjo-Pike", "Ollerenshaw", "Osei-Marlow",
    "Palfreyman", "Peverelle", "Pikestaff", "Quarmby", "Quicksilver", "Ravensdale", "Redfearn-Bose", "Rosethorn",
    "Saltmarsh", "Sandoval-Wray", "Silverthorne", "Skelbrooke", "Sorensky", "Stonebridge", "Summerscale", "Swiftholm",
    "Takamori", "Tallentire", "Thistlewood", "Thornquist", "Tidewell", "Underwood-Rao", "Vandermoss", "Varga-Lund",
    "Vossberg", "Wainfleet", "Waverleigh", "Whitlowe", "Wildsmith", "Winterbourne", "Wolfenden", "Wychelm", "Yarrow",
    "Yoxall", "Zielonka",
)  # fmt: skip

DISTRICTS = (
    # name, outcode, degrees north and east of the centre
    ("Lantern Quarter", "QX1", 0.0005, 0.0010),
    ("Millrace", "QX2", -0.0075, 0.0090),
    ("Ropewalk", "QX2", -0.0040, -0.0110),
    ("Foxgate", "QX3", 0.0100, 0.0125),
    ("Northbeck", "QX4", 0.0170, -0.0040),
    ("Cinder Hill", "QX5", 0.0070, -0.0245),
    ("Hallow Green", "QX6", -0.0160, -0.0170),
    ("Orchard End", "QX7", -0.0185, 0.0180),
)

STREETS = (
    "Beckside", "Bellfounders' Row", "Candlemaker Street", "Chandlery Walk", "Cooper's Yard", "Dyer Street",
    "Fiddler's Passage", "Glassblowers' Lane", "Heron Street", "Inkhorn Alley", "Kiln Lane", "Lamplighters' Hill",
    "Locksmith Street", "Market Shambles", "Needle Lane", "Old Tannery Road", "Paper Mill Street", "Penny Bridge",
    "Printers' Court", "Quarrel Street", "Ropery Road", "Saddler's Gate", "Slate Street", "Swan Passage",
    "Tenter Close", "Tollhouse Street", "Weavers' Rise", "Wharf Approach", "Whitesmith Yard", "Wool Exchange",
)  # fmt: skip

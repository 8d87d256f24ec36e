"""Names of nobody: persons from syllables, firms from made-up brands, ships from common words."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from benchmarks.mangled import bare
from benchmarks.screening import ask
from tidewaiter.link.screen import Index
from tidewaiter.model.listings import Match


@dataclass(frozen=True, slots=True)
class Grammar:
    """How names of one language sound: parts of given names and of family names.

    A name is a head, none or more middles, and a tail. ``order`` holds the words of a full name:
    g a given name, f a family name, anything else stands as it is.
    """

    heads: str
    middles: str
    tails: str
    family_heads: str
    family_tails: str
    orders: tuple[str, ...]


#: Sounds written down for this file; none is taken from a list of names.
GRAMMARS: Mapping[str, Grammar] = {
    "English": Grammar(
        "Al Ed Har Wil Os Ger Rod Win Lan Mor Clar Bev", "win ber man ri el", "ton ald fred ley da na ra sie",
        "Ash Thorn Black Hather Wood Pen Stan Brad Marsh Hol Whit Cran", "field wick bury ham combe worth sley croft shaw gate",
        ("g f", "g g f", "g H. f"),
    ),
    "German": Grammar(
        "Hart Wolf Sieg Die Ger Lud Ul Bri Wal Fried Ot Heid", "hel rich ol wi", "mut gang fried trud linde ert run hild",
        "Stein Brück Kranz Lohn Eich Pfef Rott Schön Vogel Wester Knob Zieg", "hauer mann berger meyer felder bach holz ner lich stätter",
        ("g f", "g-g f", "g von f"),
    ),
    "French": Grammar(
        "Ger Luc Mar Hen Cé Del Bap Ray Vi Ro Aur Fran", "ti el vi ro", "ine ette ien aude ard elle mond ice",
        "Beau Cham Mont La Le Du Gran Per Bou Vil Ro Cha", "fort pagne rou chard villier teau net maison gneux rivière",
        ("g f", "g-g f", "g de f"),
    ),
    "Nordic": Grammar(
        "Tor Sig Ing Ras Hal Ei Gun Ast Bjør Sol Ha Vig", "ge va ri", "vald rid mund stein hild nar leif veig",
        "Lund Hag Berg Strand Nor Kvis Ek Sand Hol Dal Mol Fos", "sen qvist gaard ström dahl heim vik løkken rud mark",
        ("g f", "g g f", "g Xsson f"),
    ),
    "Spanish": Grammar(
        "Ra Es Gon Mar Be Al Fer Ro Do Lu Cla Ev", "mi ta ri sa", "món ela zalo isa nito nando rigo linda",
        "Cas Mo Al Var Quin Es Pe Ro Bu Cer Val Tru", "tañeda rales meida gas tero cobar ñalver jas stamante vantes",
        ("g f f", "g g f", "g f y f"),
    ),
    "Hausa": Grammar(
        "Da Ga Ka Ba Su Shu Ya Tan Lar Gar Ki Ma", "ra la bu ku", "nda rba limi wale aiba kubu ko ai",
        "Dan Gi Ba Kan Ma Ru Zan Ka Tsa Gwa Bun Fa", "goma wa tagarawa kara sau dutse zau beji goro gwarzo",
        ("g f", "g g f"),
    ),
    "Finnish": Grammar(
        "Ee Tuo Aa Hei Kaa Mir Pek Rii Ve Il Ant Jou", "va ma li", "ro mas kka ni rlo ja ta na",
        "Vir Koi Laak Hä Nie Rau Met Suo Jär Kan Puu Tam", "tanen vula sonen mäläinen minen taniemi sälä malainen vinen kaanpää",
        ("g f", "g g f"),
    ),
    "Malay": Grammar(
        "A Ro Su Ha Ni Zu Fa Ra Sya Nor Wa Ju", "zi ri ha la", "man slan zlan fizah diah laili rul wati",
        "Su Ha Bu Ra Ka Se La Ja Pu Ta", "hartono lim din jab mat man piah wan teh rudin",
        ("g bin g", "g binti g", "g g bin g", "g f"),
    ),
    "Greek": Grammar(
        "Pan Dim Kon Eu The Sta Ath Ana Chry Spy", "a o y", "giotis ris tinos genia mis ssia lia ridon",
        "Pap Kara Gian Mavro Stav Hatzi Kal Vas Kon Triant", "adakis opoulos giannis matidis rinos oglou ogeras ilakis tomichalis afyllou",
        ("g f", "g E. f"),
    ),
    "Yoruba": Grammar(
        "Ade Ola Olu Ayo Babá Femi Tun Ife Omo Kola", "ba wo bu", "wale seun yemi kunle tola shola nike dele",
        "Ade Ogun Ola Aki Fa Oye Ajay Oba Sho Owo", "leye bajo niyi ntola gbemi lowo wumi dare kanmi bimpe",
        ("g f", "g g f"),
    ),
}  # fmt: skip

#: Persons as lists have them, harder to tell apart; asked beside the rest and counted by themselves.
#: Common syllables and name words of a language, put together at random: some will be on a list.
NEAR: Mapping[str, tuple[str, str, tuple[str, ...]]] = {
    "Korean": (
        "Kim Ri Pak Choe Jong Kang Jo Yun Jang Im Han O Sin Kwon Hwang An Song Hong Ryu Paek",
        "Yong Chol Myong Kwang Song Il Su Ho Jin Hyon Kyong Ryong Tong Un Nam Hak Chun Sok Gi Ok",
        ("F G G", "F G-G"),
    ),
    "Arabic": (
        "Harbi Dosari Zahrani Masri Tamimi Najjar Haddad Khatib Rifai Jaziri Shami Baghdadi Hakim",
        "Ahmad Muhammad Ali Hasan Khalid Omar Yusuf Ibrahim Mahmud Salih Abdallah Tariq Walid Nasir",
        ("G G al-F", "G bin G al-F", "G G G", "Abu G al-F"),
    ),
    "Russian": (
        "Sokolov Lebedev Morozov Volkov Zaytsev Pavlov Golubev Vorobyov Fyodorov Belov Tarasov Komarov",
        "Aleks Sergey Dmitriy Andrey Nikolay Viktor Mikhail Yuriy Oleg Igor Konstantin Roman Maksim",
        ("G Gevich F", "F G Govich", "G F"),
    ),
    "Chinese": (
        "Wang Li Zhang Liu Chen Yang Zhao Huang Zhou Wu Xu Sun Hu Zhu Gao Lin He Guo Ma Luo",
        "wei fang jun ming hua guo qiang ping hong yan jie lei xia bin chao dong hai long wen zhi",
        ("F G", "F GG", "GG F"),
    ),
    "Spanish": (
        "García Rodríguez López Martínez González Pérez Sánchez Ramírez Torres Flores Rivera Díaz",
        "José Juan Carlos Luis Jorge Pedro Miguel Rafael Alberto Manuel Ricardo Fernando Ana María",
        ("G F F", "G G F F", "G F"),
    ),
}

_BRAND = (
    "bri lu ve xo ta ne mo quo fi za pa gre tri so du ki",
    "n r l x m s v t",
    "a o ia ex is um ora enta ix on",
)
_TRADE = (
    "Bakery Joinery Optics Carpets Dairy Print Tiles Bicycles Gardens Software Plumbing Ceramics Shipping "
    "Logistics Trading Textiles Foods Roofing Pharma Energy Marine Engineering Furniture Travel"
)  # fmt: skip
_SECOND = "Services Works Partners Group Systems Supply Solutions International Holdings"
_FORMS = "Ltd|Limited|GmbH|S.A.|SARL|AB|Oy|A/S|B.V.|S.L.|Inc.|LLC|Sdn Bhd|Kft|d.o.o.|Sp. z o.o.|AG|Pty Ltd|Co., Ltd|PLC"
_LIKE = (
    "Amber Brave Calm Distant Early Faithful Gentle Happy Icy Jolly Keen Lively Misty Noble Proud Quiet Rapid "
    "Silver Swift Tender Upright Velvet Wild Young Arctic Baltic Golden Crimson Ocean Sunny"
)  # fmt: skip
_THING = (
    "Badger Cormorant Dune Ember Falcon Glacier Harvest Island Jasmine Kestrel Lantern Meadow Nomad Otter Pebble "
    "Quarry Ridge Sparrow Thistle Valley Willow Yarrow Zephyr Bridge Star Pearl Trader Spirit Horizon Fjord "
    "Lagoon Mariner Orchid Puffin Rose Skipper Tulip Wave Dawn Anchor"
)  # fmt: skip
_SHAPES = (
    "a n",
    "a n",
    "a n",
    "a n",
    "n a",
    "MV a n",
    "a n i",
    "n of the n",
    "a n 1",
    "n Express",
)


@dataclass(frozen=True, slots=True)
class Alarm:
    """An invented name and the best answer to it; ``same_name``: somebody on a list bears it."""

    kind: str
    name: str
    first: Match | None
    same_name: bool


def person(language: str, draw: random.Random) -> str:
    """Return an invented full name that sounds like a language."""
    g = GRAMMARS[language]

    def given() -> str:
        middles = g.middles.split() if draw.random() < 0.35 else [""]
        tail = draw.choice(g.tails.split())
        return draw.choice(g.heads.split()) + draw.choice(middles) + tail

    def family() -> str:
        return draw.choice(g.family_heads.split()) + draw.choice(g.family_tails.split())

    text = ""
    for c in draw.choice(g.orders):
        text += given() if c in "gX" else family() if c == "f" else c
    return text


def company(draw: random.Random) -> str:
    """Return an invented firm: a brand or a family, a trade, at times a second word, a legal form."""
    heads, joints, tails = (part.split() for part in _BRAND)
    brand = draw.choice(heads) + draw.choice(heads) + draw.choice(joints) + draw.choice(tails)
    if draw.random() < 0.3:
        brand = person(draw.choice(list(GRAMMARS)), draw).split()[-1]
    words = [brand.capitalize(), draw.choice(_TRADE.split())]
    if draw.random() < 0.3:
        words.append(draw.choice(_SECOND.split()))
    return " ".join([*words, draw.choice(_FORMS.split("|"))])


def vessel(draw: random.Random) -> str:
    """Return an invented ship: common words, as most ships are called."""
    words = []
    for part in draw.choice(_SHAPES).split():
        if part == "a":
            words.append(draw.choice(_LIKE.split()))
        elif part == "n":
            words.append(draw.choice(_THING.split()))
        else:
            words.append(str(draw.randint(1, 12)) if part == "i" else part)
    return " ".join(words).upper()


def names(count: int = 20_000, *, seed: int = 1) -> list[tuple[str, str]]:
    """Return (kind, name): half persons, three tenths companies, two tenths ships; none twice.

    Args:
        count: How many.
        seed: Of the draw.
    """
    draw = random.Random(seed)
    languages = list(GRAMMARS)
    made: dict[tuple[str, str], None] = {}
    wanted = {"person": count // 2, "company": count * 3 // 10, "vessel": 0}
    wanted["vessel"] = count - sum(wanted.values())
    for kind, most in wanted.items():
        before = len(made)
        while len(made) < before + most:
            if kind == "person":
                made[kind, person(languages[len(made) % len(languages)], draw)] = None
            else:
                made[kind, company(draw) if kind == "company" else vessel(draw)] = None
    return list(made)


def near(count: int = 2_000, *, seed: int = 1) -> list[tuple[str, str]]:
    """Return (kind, name) of persons called as persons on lists are; kinds by language, none twice.

    Args:
        count: How many.
        seed: Of the draw.
    """
    draw = random.Random(seed)
    languages = list(NEAR)
    made: dict[tuple[str, str], None] = {}
    while len(made) < count:
        language = languages[len(made) % len(languages)]
        families, givens, orders = NEAR[language]
        words = {"F": families.split(), "G": givens.split()}
        parts = re.split("([FG])", draw.choice(orders))
        filled = "".join(draw.choice(words[part]) if part in words else part for part in parts)
        made[language, " ".join(w[:1].upper() + w[1:] for w in filled.split())] = None
    return list(made)


def alarms(index: Index, asked: list[tuple[str, str]], *, typed: bool = False) -> Iterator[Alarm]:
    """Ask for each invented name; what alerts is a false alarm, but for a name truly listed.

    Args:
        index: Of all listings.
        asked: From :func:`names`.
        typed: Tell the index what kind of thing is asked for.
    """
    listed = {bare(n.text) for one in index.listings for n in one.names}
    schemas = {"company": "Company", "vessel": "Vessel"}
    for kind, name in asked:
        answers = ask(index, name, schema=schemas.get(kind, "Person") if typed else None, limit=1)
        plain = bare(name).removeprefix("mv ")
        yield Alarm(kind, name, answers[0] if answers else None, plain in listed)

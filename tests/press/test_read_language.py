"""Texts in other languages are refused by name, English ones never."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.errors import UnreadableError
from tidewaiter.press.read import read
from tidewaiter.press.read.language import foreign

OTHERS = {
    "French": "Le porte-parole du port a déclaré lundi que deux des navires avaient quitté la rade pour le nord avec une cargaison de blé.",
    "German": "Die Hafenbehörde teilte am Montag mit, dass zwei der Schiffe den Hafen verlassen haben und auf dem Weg nach Norden sind.",
    "Spanish": "La autoridad del puerto dijo el lunes que dos de los barcos habían salido hacia el norte con una carga de trigo para el país.",
    "Portuguese": "A autoridade do porto disse na segunda-feira que dois dos navios tinham saído para o norte com uma carga de trigo que não foi declarada.",
    "Italian": "L'autorità del porto ha detto lunedì che due delle navi sono partite per il nord con un carico di grano che non era dichiarato.",
    "Dutch": "De havendienst zei maandag dat twee van de schepen met een lading graan naar het noorden zijn vertrokken en niet terugkomen.",
    "Swedish": "Hamnmyndigheten sade på måndagen att två av fartygen har lämnat hamnen för att gå norrut med en last som inte var deklarerad.",
    "Norwegian": "Havnevesenet sa mandag at to av skipene har forlatt havnen og er på vei nordover med en last som ikke var oppgitt.",
    "Finnish": "Satamaviranomaiset sanoivat maanantaina, että kaksi alusta on lähtenyt pohjoiseen ja että niiden lasti ei ole ollut ilmoitettu.",
    "Polish": "Władze portu podały w poniedziałek, że dwa ze statków wypłynęły na północ z ładunkiem zboża, który nie został zgłoszony.",
    "Czech": "Správa přístavu v pondělí oznámila, že dvě z lodí vypluly na sever a že jejich náklad nebyl podle ní ohlášen.",
    "Turkish": "Liman idaresi pazartesi günü iki geminin bir tahıl yükü ile kuzeye doğru yola çıktığını ve bu yükün daha önce bildirilmediğini söyledi.",
    "Indonesian": "Otoritas pelabuhan mengatakan pada Senin bahwa dua dari kapal itu telah berangkat ke utara dengan muatan gandum yang tidak dilaporkan.",
    "Vietnamese": "Cơ quan cảng cho biết hai trong số các tàu đã rời cảng và đang đi về phía bắc với những hàng hóa không được khai báo.",
    "Russian": "Администрация порта сообщила в понедельник, что два судна вышли на север с грузом зерна, который не был заявлен.",
    "Ukrainian": "Адміністрація порту повідомила в понеділок, що два судна вийшли на північ із вантажем зерна, який не був заявлений.",
    "Arabic": "قالت سلطة الميناء يوم الاثنين إن سفينتين غادرتا إلى الشمال بحمولة من القمح لم يعلن عنها.",
    "Persian": "سازمان بندر روز دوشنبه گفت که دو کشتی با باری از گندم که اعلام نشده بود به سوی شمال رفته‌اند.",
    "Hebrew": "רשות הנמל אמרה ביום שני ששתיים מהאוניות יצאו צפונה עם מטען של חיטה שלא הוצהר.",
    "Greek": "Η αρχή του λιμανιού είπε τη Δευτέρα ότι δύο από τα πλοία έφυγαν προς τον βορρά με φορτίο σιταριού.",
    "Korean": "항만 당국은 월요일 선박 두 척이 신고되지 않은 밀을 싣고 북쪽으로 떠났다고 밝혔다.",
    "Japanese": "港湾当局は月曜日、二隻の船が申告されていない小麦を積んで北へ向かったと発表した。",
    "Chinese": "港口当局星期一表示，两艘船载着未申报的小麦驶往北方，目前没有更多消息。",
    "Thai": "เจ้าหน้าที่ท่าเรือกล่าวเมื่อวันจันทร์ว่าเรือสองลำได้ออกเดินทางไปทางเหนือ",
    "Hindi": "बंदरगाह प्राधिकरण ने सोमवार को कहा कि दो जहाज गेहूं लेकर उत्तर की ओर रवाना हुए।",
}
ENGLISH = [
    "Ships collide.",
    "Kim Jong Un met Nguyen Van Long and Jose de la Cruz at El Puerto de Santa Maria.",
    "Rio de Janeiro, Sao Paulo, Santos, Porto Alegre, La Guaira, Puerto La Cruz, El Palito.",
    "The al-Houthi leader, Abd al-Malik Badr al-Din al-Houthi, spoke in Sanaa on Monday.",
    "“Je ne sais pas,” said Jean-Luc de la Tour of the Société des Ports du Nord et de la Manche.",
    "Tankers Die Welle, Der Adler and Das Boot left; Die Zeit said nothing of them on Monday.",
    "DPRK, PRC, ROK, USA, UAE, EU, UN, IMO, AIS, IRGC",
    "Il-76 landed. Il-96 did not.",
    "12 34 56 78",
]


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages_are_refused_by_name(language: str) -> None:
    names = {"Arabic": "Arabic", "Persian": "Persian", "Hindi": "Hindi"}
    with pytest.raises(
        UnreadableError, match=rf"in {names.get(language, language)}.*only English"
    ):
        read(OTHERS[language].encode(), "a.txt")


@pytest.mark.parametrize(
    ("encoding", "language"),
    [("koi8-r", "Russian"), ("cp1251", "Russian"), ("shift_jis", "Japanese"), ("gb18030", "Chinese"),
     ("euc_kr", "Korean"), ("cp1253", "Greek"), ("utf-16", "Persian")],
)  # fmt: skip
def test_old_encodings_are_told_apart_too(encoding: str, language: str) -> None:
    data = (OTHERS[language] * 3).encode(encoding)
    with pytest.raises(UnreadableError, match=f"in {language}"):
        read(data, "a.txt")


@pytest.mark.parametrize("text", ENGLISH)
def test_short_english_and_foreign_names_are_read(text: str) -> None:
    assert foreign(text) is None


def test_articles_full_of_foreign_names_are_read(shared: Path) -> None:
    for folder in ("", "corpus-1", "corpus-2"):
        found = list((shared / "articles" / folder).glob("*.txt"))
        assert found
        for file in found:
            text = file.read_text("utf-8")
            assert foreign(text) is None
            for line in text.split("\n"):
                assert foreign(line) is None, line


def test_english_that_quotes_another_language_is_read() -> None:
    text = "The port office said on Monday that two of the ships had left for the north, and that it would publish the names."
    assert foreign(f"{text} {text}\n{OTHERS['French']}\n{OTHERS['Russian'][:60]}") is None


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=200))
def test_any_text_has_an_answer(text: str) -> None:
    assert foreign(text) is None or str(foreign(text)).startswith("in ")

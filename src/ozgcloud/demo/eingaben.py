"""What people typed into the two forms, by address of the form tree; days count back from the day of the Antrag."""

from dataclasses import dataclass
from datetime import date, timedelta

from ozgcloud.datenschema import adressen
from ozgcloud.datenschema.musterdateien import Musterdatei, musterdatei, pdf

PERSON, ANSCHRIFT, ERREICHBARKEIT = "G99000000010", "G99000000011", "G99000000012"
HUND, HERKUNFT = "G99000000020[0]", "G99000000021"
ZUZUG, ERWERB = "G99000000022", "G99000000023"
GRUNDSTUECK, BAUM, ANLASS, UNTERLAGEN = "G99000000040", "G99000000042[0]", "G99000000043", "G99000000050"
KRANK, GEFAHR, VORHABEN = "G99000000044", "G99000000045", "G99000000046"
RICHTIG = "F99000000073"
GRUND_FELD = {KRANK: "F99000000100", GEFAHR: "F99000000102", VORHABEN: "F99000000104"}


def _tag(tag: date, vor: int) -> str:
    return f"{tag - timedelta(days=vor):%d.%m.%Y}"


@dataclass(frozen=True, slots=True)
class Antragsteller:
    """Who applies; the place of residence is the place of the Leistung."""

    vorname: str
    familienname: str
    strasse: str
    hausnummer: str
    plz: str
    ort: str

    def eingaben(self) -> dict[str, str]:
        """The first page of both forms."""
        name = f"{self.vorname}.{self.familienname}".lower().translate(str.maketrans("äöüßé ", "aousee"))
        return {
            f"{PERSON}/F99000000010": self.vorname,
            f"{PERSON}/F99000000011": self.familienname,
            f"{PERSON}/{ANSCHRIFT}/F99000000014": self.strasse,
            f"{PERSON}/{ANSCHRIFT}/F99000000015": self.hausnummer,
            f"{PERSON}/{ANSCHRIFT}/F99000000017": self.plz,
            f"{PERSON}/{ANSCHRIFT}/F99000000018": self.ort,
            f"{PERSON}/{ERREICHBARKEIT}/F99000000019": f"{name}@post.example",
        }


@dataclass(frozen=True, slots=True)
class Hund:
    """One dog. `rasse` and `woher` are codes of the schema; with `zuzug_aus` the dog moved in with its people."""

    name: str
    rasse: str
    geschlecht: str
    seit_tagen: int
    woher: str = "privat"
    zuzug_aus: str = ""

    def eingaben(self, tag: date) -> dict[str, str]:
        """The pages after the first."""
        herkunft = f"{HUND}/{HERKUNFT}"
        seit = _tag(tag, self.seit_tagen)
        if self.zuzug_aus:
            zweig = {
                adressen.wahl(herkunft): ZUZUG,
                f"{herkunft}/{ZUZUG}/F99000000040": self.zuzug_aus,
                f"{herkunft}/{ZUZUG}/F99000000041": seit,
                f"{herkunft}/{ZUZUG}/F99000000042": "true",
            }
        else:
            zweig = {
                adressen.wahl(herkunft): ERWERB,
                f"{herkunft}/{ERWERB}/F99000000043": seit,
                f"{herkunft}/{ERWERB}/F99000000044": self.woher,
            }
        return {
            f"{HUND}/F99000000030": self.name,
            f"{HUND}/F99000000031": self.rasse,
            f"{HUND}/F99000000033": self.geschlecht,
            f"{HUND}/F99000000037": seit,
            **zweig,
            f"G99000000032/{RICHTIG}": "true",
        }

    def dateien(self) -> dict[str, Musterdatei]:
        """No upload is required."""
        return {}


@dataclass(frozen=True, slots=True)
class Baum:
    """One tree. `art` and `massnahme` are codes of the schema, `grund` the branch and `text` its reason."""

    art: str
    umfang_cm: int
    hoehe_m: str
    lage: str
    grund: str
    text: str
    massnahme: str = "faellen"

    def eingaben(self, tag: date) -> dict[str, str]:
        """The pages after the first."""
        werte = {
            f"{GRUNDSTUECK}/F99000000080": self.lage,
            f"{GRUNDSTUECK}/F99000000085": "true",
            f"{BAUM}/F99000000090": self.art,
            f"{BAUM}/F99000000092": str(self.umfang_cm),
            f"{BAUM}/F99000000093": self.hoehe_m,
            f"{BAUM}/F99000000097": self.massnahme,
            adressen.wahl(ANLASS): self.grund,
            f"{ANLASS}/{self.grund}/{GRUND_FELD[self.grund]}": self.text,
            f"{UNTERLAGEN}/F99000000122": f"ab {tag + timedelta(days=30):%d.%m.%Y}",
            f"{UNTERLAGEN}/{RICHTIG}": "true",
        }
        return werte | ({f"{ANLASS}/{GEFAHR}/F99000000103": "false"} if self.grund == GEFAHR else {})

    def dateien(self) -> dict[str, Musterdatei]:
        """A photo and a plan; the pictures are grey squares."""
        bild = musterdatei("image/png", self.umfang_cm)
        inhalt = bild.inhalt if bild else b""
        return {
            f"{UNTERLAGEN}/F99000000120[0]": Musterdatei("baum.png", "image/png", inhalt),
            f"{UNTERLAGEN}/F99000000121": Musterdatei("lageplan.pdf", "application/pdf", pdf("Lageplan (Muster)")),
        }

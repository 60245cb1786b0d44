"""What the Verwaltung fills in at an Online-Dienst, and how its texts read then."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from ozgcloud.core import clock
from ozgcloud.core.actor import Actor
from ozgcloud.core.errors import InvalidInput
from ozgcloud.onlinedienst.betriebe import Betriebszeile, get_betrieb, list_betriebe, preview_texts
from ozgcloud.onlinedienst.parameter import Parameter, clean_values, shown

PREFIX = "parameter_"
TEXTE = {
    "betreff": "Betreff",
    "tenor_bewilligt": "Entscheidungssatz, wenn bewilligt wird",
    "tenor_abgelehnt": "Entscheidungssatz, wenn abgelehnt wird",
    "rechtsgrundlagen": "Rechtsgrundlagen",
    "gebuehr": "Gebühr",
}


def read_werte(post: Mapping[str, str]) -> dict[str, str]:
    """The typed values by name of their parameter."""
    return {name.removeprefix(PREFIX): post[name] for name in post if name.startswith(PREFIX)}


def list_dienste(actor: Actor) -> list[Betriebszeile]:
    """Online-Dienste with parameters the actor may fill in."""
    return list_betriebe(actor, clock.today())


def dienst_context(actor: Actor, onlinedienst_id: UUID, post: Mapping[str, str]) -> dict[str, Any]:
    """Template variables: the parameters as stored or typed, and the texts with these values. Raises NotFound."""
    zeile = get_betrieb(actor, onlinedienst_id, clock.today())
    typed = read_werte(post) if post else dict(zeile.werte)
    fehler: InvalidInput | None = None
    try:
        werte = clean_values(zeile.parameter, typed)
    except InvalidInput as error:
        werte, fehler = dict(zeile.werte), error
    texte = preview_texts(zeile.dienst, werte)
    return {
        "zeile": zeile,
        "parameter": [_field(p, typed, fehler) for p in zeile.parameter],
        "texte": [(TEXTE.get(name, name), text) for name, text in texte.items()],
        "ist_vorschau": bool(post) and fehler is None,
        "vorschaufehler": fehler,
    }


def _field(
    parameter: Parameter, typed: Mapping[str, str], fehler: InvalidInput | None
) -> tuple[Parameter, str, str, str]:
    """The parameter, what is typed in, what is wrong with it, and the default as it reads in German."""
    error = fehler.fehler.get(f"{PREFIX}{parameter.name}", "") if fehler else ""
    return parameter, typed.get(parameter.name, ""), error, shown(parameter, parameter.vorgabe)

"""`ozg import abbildung DATEI`: which fields of foreign forms are which of our Online-Dienste."""

from collections.abc import Sequence

from ozgcloud.core.errors import OzgError
from ozgcloud.core.imports import Ausgang, Bericht, ImportCommand, Zeile, command_line, reason
from ozgcloud.onlinedienst.actions.save_abbildung import save_abbildung


class Command(ImportCommand):
    """Collect the rows of each form, then save one new version per form; with an unreadable row none is taken."""

    help = "Zuordnungen fremder Formulare importieren (CSV mit form_id, onlinedienst, feld, pfad)"
    required = ("form_id", "onlinedienst", "feld", "pfad")
    key = ("form_id", "feld")

    def take(self, zeilen: Sequence[Zeile]) -> Bericht:
        """Nothing yet: a form is saved as a whole."""
        return Bericht()

    def finish(self, zeilen: Sequence[Zeile], bericht: Bericht) -> Bericht:
        """One version per form and Online-Dienst."""
        if bericht.abgelehnt:
            return Bericht(hinweise=["Wegen der abgelehnten Zeilen wurde keine Zuordnung übernommen."])
        formulare: dict[tuple[str, str], list[Zeile]] = {}
        for zeile in zeilen:
            formulare.setdefault((zeile.get("form_id"), zeile.get("onlinedienst")), []).append(zeile)
        done = Bericht()
        for (form_id, kennung), rows in formulare.items():
            felder = {row.get("feld"): row.get("pfad") for row in rows}
            try:
                save_abbildung(command_line(), form_id=form_id, kennung=kennung, felder=felder)
            except OzgError as error:
                done.refuse(rows[0], reason(error))
                continue
            for _ in rows:
                done.count(Ausgang.NEU)
        return done

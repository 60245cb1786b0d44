"""Datenschema: a FIM schema as immutable compiled form tree, its code lists, and everything a form needs of it.

Terms: *Datenschema* = Stammdatenschema of FIM XDatenfelder 3.0.0; *Knoten* = group or field at one place, identified by
its path; *Adresse* = place of a value (path with `[i]` behind repeated nodes); *Codeliste* = genericode value list;
*offene Punkte* = what a machine could not take over (free-text rules, missing lists): shown, never dropped.
States: none; both tables are append-only and global (no Mandant). The operator imports; everybody reads.
Basis: FIM (IT-Planungsrat), XÖV standard XDatenfelder 3.0.0, OASIS genericode 1.0, DIN 91379.

Pure parts, top imports bottom (no Django):
  baum.Schema / Knoten      compiled tree          kodierung.to_json / from_json
  xdf3.compile_xdf(roh)     bytes → Schema         codeliste.parse_genericode(roh)
  pruefung.pruefe(schema, roh, dateien={}, codelisten={}) → Pruefergebnis(werte, fehler, gesperrt)
  schritte.schritte(schema) → (Schritt, …)
  schritte.seite(schema, schritt, Eingaben(roh=, dateien=, fehler=, codelisten=)) → sichten.Seite
  schritte.fehler_im_schritt(schritt, fehler); schritte.schritt_von(schritte, adresse)
  schritte.aendere_wiederholung(schema, roh, dateien, name, wert) answers buttons `_hinzufuegen` / `_entfernen` → roh
  zusammenfassung.zusammenfassung(schema, werte) → (Eintrag, …)
  export.to_fim(schema, werte) / from_fim            musterdaten.erzeuge(schema, seed)
`roh` maps addresses to what was posted (str or list of str); `dateien` maps addresses to `pruefung.DateiMeta`;
`codelisten` maps `CodelisteRef.schluessel` to `codeliste.Aufloesung` (from `queries.load_codelisten(schema)`).
Cleaned values (JSON): text str · date/time/datetime ISO str · num, num_currency decimal str · num_int int · bool ·
select {"code","label"[,"liste"]} · file {"datei","name","groesse","media_type"} · `<address>/_wahl` branch segment.
"""

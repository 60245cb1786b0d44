"""The model Land: `./ozg demo --land ORDNER`. Size and figures of a real roll-out, every person and case invented.

The press published a few figures of Schleswig-Holstein's roll-out (sources: Kommune21 3.7.2023, move-online 10.4.2024):
24 Verwaltungen connected in April 2023, about 30 in July 2023 with Flensburg at 58 services, Herzogtum Lauenburg at 42
and Preetz at 40; 73 in April 2024 with 12 more working themselves in, 820 services in use, 170 Anträge a day, and 2,800
in four weeks in Kiel alone. The plan meets these days exactly and fills what lies between by chance (one seed, so every
run is the same). Who is connected when, apart from the Verwaltungen named, is invented.

    ziele.py     the figures, and what one per cent of them is
    mengen.py    how many Anträge on which day
    plan.py      which 140 Verwaltungen, who is connected when, which service goes live where on which day
    katalog.py   which Leistungen of the given catalogue are the Land's Online-Dienste
    namen.py     names of people who do not exist
    antraege.py  who applies for what, and what became of it
    inhalt.py    what stands in the forms
    orte.py      reading the places of the given folder
    schreiben.py cases into the real tables, as role `app` through the real policies
    aufbau.py    Mandanten, rules, Online-Dienste, roll-out
"""

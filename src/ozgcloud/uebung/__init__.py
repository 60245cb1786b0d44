"""Practice mode: the twin of a Mandant (`mandant.uebung_von`), where people learn without doing harm.

Terms: the twin is a Mandant of its own behind its own wall, never counted; nothing leaves it (letters and Akten stay in
the house, other Mandanten cannot be reached). Its clock can be moved ahead (`uhr`), for everybody who practises there
and for nobody else. Its cases come from a generator: invented, the same for the same seed, on the real Online-Dienste
of the Mandant. Everybody who may work in a Mandant may enter its twin, add cases, move its clock and empty it.
"""

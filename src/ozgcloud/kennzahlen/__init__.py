"""Numbers for the office: what came in, what is open and how old it is, what was done and how long it took, Fristen.

Weeks run from Monday to Sunday (Europe/Berlin). The relay folds them from the journal into plain counts by
Organisationseinheit and Leistung, in the transaction that moves its cursor; practice is never counted, and no count
says who did the work: there are no figures about people (§ 26 BDSG, § 85 LBG SH), and no setting that makes them.
"""

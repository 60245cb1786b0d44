"""E-mails that tell people of an office that there is something new, and nothing else.

Wunsch: how often somebody wants to hear (at once, once a day, never), of what (own cases, all he works on). Hinweis:
one piece of news that waits for him. Sendung: one e-mail with plain numbers and the address of the login page, sent
once; of the daily kind there is one per Person and day. No name, number or text of a case ever leaves the house this
way. Nothing is written down or sent where no mail server is configured (`OZG_SMTP_URL`), and never from practice
Mandanten.
"""

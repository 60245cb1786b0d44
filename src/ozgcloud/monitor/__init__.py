"""The door of the public: the state of the roll-out, open to everybody, every number with definition, date and CSV.

No login, no cookie. It reads over the database role `monitor`, which can see no personal column.
"""

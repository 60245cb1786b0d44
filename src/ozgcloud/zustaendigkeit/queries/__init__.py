"""Reading who is competent: for one Antrag (`stelle`), for operators (`regeln`), over past intake (`nachspiel`)."""

from ozgcloud.zustaendigkeit.queries.stelle import (
    Frage,
    Stelle,
    find_mandanten,
    find_stelle,
    read_stelle,
    recall_stelle,
)

__all__ = ["Frage", "Stelle", "find_mandanten", "find_stelle", "read_stelle", "recall_stelle"]

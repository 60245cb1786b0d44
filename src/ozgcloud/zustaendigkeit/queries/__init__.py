"""Reading who is competent: for one Antrag (`stelle`), for operators (`regeln`), over past intake (`nachspiel`)."""

from ozgcloud.zustaendigkeit.queries.stelle import Stelle, find_mandanten, find_stelle, recall_stelle

__all__ = ["Stelle", "find_mandanten", "find_stelle", "recall_stelle"]

"""The door of the operators of the Land: Datenschemata, code lists, Online-Dienste.

Operators see no case and no Mandant's data; who may knock is `core.access.Recht.LEITSTAND`, and everybody else is told
that the page does not exist. An upload is read up to the limit of the import (20 MiB) and handed on as it is.
"""

"""The OpenAPI document (3.1): what ninja derives from the operations, with what is true of all of them added once."""

import json
from functools import lru_cache
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from ozgcloud.api.formen import AntragForm, Problem
from ozgcloud.api.probleme import PROBLEM, TITEL
from ozgcloud.api.v1 import api
from ozgcloud.schnittstelle.rules import Befugnis

REF = "#/components/schemas/{model}"
READING: tuple[int, ...] = (400, 401, 403, 404, 406, 422, 429, 503)
WRITING: tuple[int, ...] = (*READING, 409, 411, 413, 415, 507)
CONDITIONAL = (412, 428)
RANGED = (416,)
WITH_ETAG = frozenset({"vorgang", "antrag"})
OPEN = frozenset({"/api/v1/token"})
SECURITY: dict[str, Any] = {
    "schluessel": {
        "type": "http",
        "scheme": "bearer",
        "description": "API-Schlüssel (ozg_…) oder Zugriffstoken von /api/v1/token",
    },
    "basic": {"type": "http", "scheme": "basic", "description": "Kennung und Geheimnis des Schlüssels"},
    "oauth2": {
        "type": "oauth2",
        "flows": {
            "clientCredentials": {
                "tokenUrl": "/api/v1/token",
                "scopes": {
                    Befugnis.EINREICHEN.value: "Anträge einreichen",
                    Befugnis.LESEN.value: "Vorgänge lesen",
                    Befugnis.SCHREIBEN.value: "Vorgänge bearbeiten",
                    Befugnis.EREIGNISSE.value: "Ereignisse lesen",
                },
            }
        },
    },
}


@lru_cache(maxsize=1)
def document() -> dict[str, Any]:
    """The document as JSON values; the same in every process of one version."""
    found: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/v1/"), default=str))
    found["servers"] = [{"url": "/"}]
    schemas = found["components"].setdefault("schemas", {})
    schemas.update(_models(AntragForm, Problem))
    found["components"]["securitySchemes"] = SECURITY
    for path, operations in found["paths"].items():
        for method, operation in operations.items():
            _complete(path, method, operation)
    found["paths"] = dict(sorted(found["paths"].items()))
    return found


def document_text() -> str:
    """The document as it is committed and served."""
    return json.dumps(document(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _models(*models: type[BaseModel]) -> dict[str, Any]:
    _, found = models_json_schema([(model, "validation") for model in models], ref_template=REF)
    definitions: dict[str, Any] = json.loads(json.dumps(found["$defs"]))
    return definitions


def _complete(path: str, method: str, operation: dict[str, Any]) -> None:
    """Errors, keys, states and ids of one operation."""
    headers = {one["name"] for one in operation.get("parameters", ())}
    codes = READING if method == "get" else WRITING
    codes += (CONDITIONAL if "If-Match" in headers else ()) + (RANGED if "Range" in headers else ())
    responses = operation["responses"]
    operation["responses"] = {str(status): answer for status, answer in responses.items()}
    if path not in OPEN:
        operation["security"] = [{"schluessel": []}, {"basic": []}, {"oauth2": []}]
    else:
        codes = tuple(code for code in codes if code not in (400, 401))
    for code in codes:
        operation["responses"].setdefault(str(code), _problem(code))
    if method == "get" and "{" in path:
        operation["responses"].setdefault("304", {"description": "Unverändert (If-None-Match)"})
    for one in operation.get("parameters", ()):
        if one["in"] == "path" and one["name"].endswith("_id"):
            one["schema"]["format"] = "uuid"
    first, _, rest = operation.get("description", "").partition(". ")
    operation["summary"] = first.rstrip(".:")
    if not rest:
        operation.pop("description", None)


def _problem(code: int) -> dict[str, Any]:
    schema = {"$ref": REF.format(model="Problem")}
    return {"description": TITEL[code], "content": {PROBLEM: {"schema": schema}}}

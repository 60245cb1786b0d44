"""OAuth2 client credentials (RFC 6749 section 4.4): a key for an access token of a quarter of an hour."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import Router

from ozgcloud.api.zugang import basic_pair
from ozgcloud.schnittstelle.queries import authenticate_pair, issue_token
from ozgcloud.schnittstelle.rules import TOKEN_SECONDS, Befugnis

router = Router(tags=["Anmeldung"])
FORM = "application/x-www-form-urlencoded"
BODY = {
    "requestBody": {
        "required": True,
        "content": {
            FORM: {
                "schema": {
                    "type": "object",
                    "required": ["grant_type"],
                    "properties": {
                        "grant_type": {"const": "client_credentials"},
                        "client_id": {"type": "string", "description": "Kennung, wenn nicht per HTTP Basic gesendet"},
                        "client_secret": {"type": "string", "description": "Geheimnis, ebenso"},
                        "scope": {"type": "string", "description": "gewünschte Freigaben, durch Leerzeichen getrennt"},
                    },
                }
            }
        },
    },
    "responses": {
        200: {
            "description": "Zugriffstoken",
            "content": {
                "application/json": {
                    "schema": {
                        "type": "object",
                        "required": ["access_token", "token_type", "expires_in", "scope"],
                        "properties": {
                            "access_token": {"type": "string"},
                            "token_type": {"const": "Bearer"},
                            "expires_in": {"type": "integer"},
                            "scope": {"type": "string"},
                        },
                    }
                }
            },
        },
        **{
            status: {
                "description": text,
                "content": {
                    "application/json": {
                        "schema": {
                            "type": "object",
                            "required": ["error"],
                            "properties": {"error": {"type": "string"}, "error_description": {"type": "string"}},
                        }
                    }
                },
            }
            for status, text in ((400, "Fehler nach RFC 6749"), (401, "Kennung oder Geheimnis falsch"))
        },
    },
}


@router.post("/token", url_name="token", summary="Zugriffstoken holen", openapi_extra=BODY)
def token(request: HttpRequest) -> HttpResponse:
    """Client Credentials: Kennung und Geheimnis per HTTP Basic oder im Formular."""
    if request.content_type != FORM:
        return _refuse("invalid_request", f"Bitte senden Sie {FORM}.")
    if request.POST.get("grant_type") != "client_credentials":
        return _refuse("unsupported_grant_type", "Möglich ist nur client_credentials.")
    scheme, _, value = request.META.get("HTTP_AUTHORIZATION", "").partition(" ")
    sent = (request.POST.get("client_id", "").removeprefix("ozg_"), request.POST.get("client_secret", ""))
    pair = basic_pair(value) if scheme.lower() == "basic" else sent
    zugriff = authenticate_pair(*pair) if pair else None
    if zugriff is None or pair is None:
        return _refuse("invalid_client", "Kennung oder Geheimnis stimmen nicht.", status=401)
    wanted = set(request.POST.get("scope", "").split())
    if not wanted <= set(zugriff.befugnisse):
        return _refuse("invalid_scope", "Diese Freigaben hat der Zugang nicht.")
    narrowed = zugriff.narrowed([Befugnis(scope) for scope in wanted]) if wanted else zugriff
    return JsonResponse(
        {
            "access_token": issue_token(pair[0], narrowed),
            "token_type": "Bearer",
            "expires_in": TOKEN_SECONDS,
            "scope": " ".join(sorted(narrowed.befugnisse)),
        },
        headers={"Pragma": "no-cache"},
    )


def _refuse(error: str, text: str, *, status: int = 400) -> HttpResponse:
    headers = {"WWW-Authenticate": 'Basic realm="OZG-Cloud", charset="UTF-8"'} if status == 401 else {}
    return JsonResponse({"error": error, "error_description": text}, status=status, headers=headers)

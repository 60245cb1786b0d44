"""What can go wrong, as types."""

from typing import Any

import httpx


class OzgCloudError(Exception):
    """Base of all errors of this package."""


class Unreachable(OzgCloudError):
    """No answer, after all retries. The same call with the same key is safe."""


class Altered(OzgCloudError):
    """A file that was read is not the one the server announced."""


class ApiError(OzgCloudError):
    """A problem (RFC 9457): `code` is stable, `detail` a German sentence, `request_id` for questions."""

    def __init__(self, status: int, problem: dict[str, Any]) -> None:
        self.status = status
        self.code = str(problem.get("code") or problem.get("error") or "")
        self.detail = str(problem.get("detail") or problem.get("error_description") or "")
        self.request_id = str(problem.get("anfrage", ""))
        self.fields = {str(one["adresse"]): str(one["meldung"]) for one in problem.get("fehler") or ()}
        super().__init__(f"{status} {self.code}: {self.detail}")


class Invalid(ApiError):
    """422: `fields` maps an address to its sentence. Nothing was accepted."""


class NotAllowed(ApiError):
    """401 or 403: no valid key, or a scope is missing."""


class NotFound(ApiError):
    """404: it does not exist, or belongs to somebody else."""


class Conflict(ApiError):
    """409: the key was used for something else, or the step is not possible now."""


class Stale(ApiError):
    """412: the case has changed since it was read."""


class TooManyRequests(ApiError):
    """429, after all retries."""


class Unavailable(ApiError):
    """500 and above, after all retries. The same call with the same key is safe."""


KINDS: dict[int, type[ApiError]] = {
    401: NotAllowed,
    403: NotAllowed,
    404: NotFound,
    409: Conflict,
    412: Stale,
    422: Invalid,
    429: TooManyRequests,
}


def error_of(response: httpx.Response) -> ApiError:
    """The typed error of an answer of 400 and above."""
    try:
        problem = response.json()
    except ValueError:
        problem = {}
    kind = KINDS.get(response.status_code, Unavailable if response.status_code >= 500 else ApiError)
    return kind(response.status_code, problem if isinstance(problem, dict) else {})

"""Typed client for the API of OZG-Cloud."""

from ozgcloud_client.client import Case, OzgCloud, Receipt, State
from ozgcloud_client.errors import (
    Altered,
    ApiError,
    Conflict,
    Invalid,
    NotAllowed,
    NotFound,
    OzgCloudError,
    Stale,
    TooManyRequests,
    Unavailable,
    Unreachable,
)

__all__ = [
    "Altered",
    "ApiError",
    "Case",
    "Conflict",
    "Invalid",
    "NotAllowed",
    "NotFound",
    "OzgCloud",
    "OzgCloudError",
    "Receipt",
    "Stale",
    "State",
    "TooManyRequests",
    "Unavailable",
    "Unreachable",
]

"""The store in a bucket: `<two hex digits>/<key>` holds the bytes, the empty `wartend/<key>` says that they wait.

A release deletes the mark and copies nothing; large files go up in parts, so memory stays flat. What lies there is
encrypted already, so the bucket needs no keys of its own.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any, BinaryIO
from uuid import UUID

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import get_session
from django.conf import settings

from ozgcloud.core.errors import NotFound, OzgError, Retry
from ozgcloud.core.folder import FULL, GONE, UNREACHABLE

PART = 8 * 1024 * 1024
"""Bytes of a part; S3 wants 5 MiB at least, and takes 10,000 parts."""
MISSING = frozenset({"NoSuchKey", "NotFound", "404", "NoSuchUpload"})
FULL_CODES = frozenset({"QuotaExceeded", "InsufficientStorage", "507", "EntityTooLarge", "XMinioStorageFull"})
REFUSED = frozenset({"InvalidAccessKeyId", "SignatureDoesNotMatch", "AccessDenied", "403"})
CONFIG = Config(
    connect_timeout=3,
    read_timeout=20,
    retries={"mode": "standard", "total_max_attempts": 2},
    request_checksum_calculation="when_required",
    response_checksum_validation="when_required",
    s3={"addressing_style": "path"},
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BucketOptions:
    """Address of the server, name of the bucket, and the key pair that may read, write, list and delete in it."""

    url: str
    bucket: str
    key: str
    secret: str = field(repr=False)
    region: str = "eu-central-1"


class Bucket:
    """One bucket; see `core.port.ObjectStore`. Safe to share between threads."""

    def __init__(self, options: BucketOptions) -> None:
        self._bucket = options.bucket
        self._client = get_session().create_client(
            "s3",
            endpoint_url=options.url,
            aws_access_key_id=options.key,
            aws_secret_access_key=options.secret,
            region_name=options.region,
            config=CONFIG,
        )

    def put(self, schluessel: UUID, chunks: Iterator[bytes]) -> None:
        """Mark, then store: in one request when small, else in parts. A failure takes the parts and the mark back."""
        self._ask("put_object", Key=_mark(schluessel), Body=b"")
        try:
            parts = _parts(chunks)
            first = next(parts)
            if len(first) < PART:
                self._ask("put_object", Key=_place(schluessel), Body=first)
            else:
                self._put_parts(_place(schluessel), first, parts)
        except BaseException:
            self._try("delete_object", Key=_mark(schluessel))
            raise

    def open(self, schluessel: UUID) -> BinaryIO:
        """A stream over the network; raises NotFound when the bytes are gone."""
        return io.BufferedReader(_Answer(self._ask("get_object", Key=_place(schluessel))["Body"]), 256 * 1024)

    def release(self, schluessel: UUID) -> None:
        """Take the mark away; raises NotFound when there is nothing to release."""
        self._ask("head_object", Key=_place(schluessel))
        self._ask("delete_object", Key=_mark(schluessel))

    def discard(self, schluessel: UUID) -> None:
        """Delete bytes and mark; repeatable."""
        self._ask("delete_object", Key=_place(schluessel))
        self._ask("delete_object", Key=_mark(schluessel))

    def sweep(self, is_known: Callable[[UUID], bool], older_than_seconds: float) -> list[UUID]:
        """Delete marked bytes nobody named, and parts of uploads that never ended; returns the keys removed."""
        limit = datetime.now(UTC) - timedelta(seconds=older_than_seconds)
        removed = []
        for name in self._old_marks(limit):
            key = _key_of(name)
            if key is not None and not is_known(key):
                self.discard(key)
                removed.append(key)
        for upload in self._ask("list_multipart_uploads").get("Uploads", ()):
            if upload["Initiated"] < limit:
                self._try("abort_multipart_upload", Key=upload["Key"], UploadId=upload["UploadId"])
        return removed

    def state(self) -> list[str]:
        """Whether the bucket answers, and to us."""
        try:
            self._client.head_bucket(Bucket=self._bucket)
        except ClientError as error:
            if _code(error) in REFUSED:
                return ["Der Objektspeicher weist die Zugangsdaten zurück (OZG_S3_KEY, OZG_S3_SECRET)."]
            if _code(error) in MISSING:
                return ["Den Bucket gibt es im Objektspeicher nicht (OZG_S3_BUCKET)."]
            return [f"Der Objektspeicher meldet einen Fehler ({_code(error)})."]
        except BotoCoreError:
            return ["Der Objektspeicher ist nicht erreichbar (OZG_S3_URL)."]
        return []

    def _put_parts(self, name: str, first: bytes, rest: Iterator[bytes]) -> None:
        upload = self._ask("create_multipart_upload", Key=name)["UploadId"]
        try:
            etags = [self._part(name, upload, 1, first)]
            # Done part by part: nothing is held but the part under way.
            etags += [self._part(name, upload, number, part) for number, part in enumerate(rest, start=2)]
            self._ask("complete_multipart_upload", Key=name, UploadId=upload, MultipartUpload={"Parts": etags})
        except BaseException:
            self._try("abort_multipart_upload", Key=name, UploadId=upload)
            raise

    def _part(self, name: str, upload: str, number: int, body: bytes) -> dict[str, Any]:
        answer = self._ask("upload_part", Key=name, UploadId=upload, PartNumber=number, Body=body)
        return {"PartNumber": number, "ETag": answer["ETag"]}

    def _old_marks(self, limit: datetime) -> Iterator[str]:
        more: dict[str, str] = {}
        while True:
            page = self._ask("list_objects_v2", Prefix="wartend/", **more)
            yield from (entry["Key"] for entry in page.get("Contents", ()) if entry["LastModified"] < limit)
            if not page.get("IsTruncated"):
                return
            more = {"ContinuationToken": page["NextContinuationToken"]}

    def _ask(self, name: str, **values: Any) -> Any:
        """One request; its failures in our words."""
        try:
            return getattr(self._client, name)(Bucket=self._bucket, **values)
        except ClientError as error:
            raise _translated(error) from error
        except BotoCoreError as error:
            raise Retry(UNREACHABLE) from error

    def _try(self, name: str, **values: Any) -> None:
        """Tidy up as far as the server lets us; what stays is taken by the sweep."""
        try:
            self._ask(name, **values)
        except OzgError:
            return


class _Answer(io.RawIOBase):
    """The body of an answer as a stream; a line that breaks raises Retry."""

    def __init__(self, body: Any) -> None:
        self._body = body

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer; 0 at the end."""
        try:
            piece = self._body.read(len(buffer))
        except BotoCoreError as error:
            raise Retry(UNREACHABLE) from error
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        """Give the connection back."""
        self._body.close()
        super().close()


def _parts(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """The stream in parts of exactly PART bytes and a shorter last one, which may be empty."""
    held = bytearray()
    for chunk in chunks:
        held += chunk
        while len(held) >= PART:
            yield bytes(held[:PART])
            del held[:PART]
    yield bytes(held)


def _translated(error: ClientError) -> OzgError:
    code = _code(error)
    if code in MISSING:
        return NotFound(GONE)
    return Retry(FULL if code in FULL_CODES else UNREACHABLE)


def _code(error: ClientError) -> str:
    return str(error.response.get("Error", {}).get("Code", ""))


def _place(schluessel: UUID) -> str:
    return f"{schluessel.hex[-2:]}/{schluessel}"


def _mark(schluessel: UUID) -> str:
    return f"wartend/{schluessel}"


def _key_of(name: str) -> UUID | None:
    """The key a mark is of; None for what is not ours."""
    try:
        return UUID(name.removeprefix("wartend/"))
    except ValueError:
        return None


@cache
def open_bucket() -> Bucket:
    """The bucket of this installation, one client for all threads."""
    env = settings.ENV
    return Bucket(
        BucketOptions(url=env.s3_url, bucket=env.s3_bucket, key=env.s3_key, secret=env.s3_secret, region=env.s3_region)
    )

"""Reading multipart bodies: whatever the content and however it is cut, the bytes come out as they went in."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doors.annahme_welt import GRENZE, Sendung
from ozgcloud.api.multipart import boundary_of, parameters_of, read_parts
from ozgcloud.api.probleme import Refusal

BYTES = st.binary(max_size=3_000) | st.sampled_from([b"\r\n", b"\n", b"--", b"\r\n--", b"-" * 40, b"\r\n\r\n"])


class Stueckweise(io.BytesIO):
    """A body that arrives in small pieces."""

    def __init__(self, content: bytes, size: int) -> None:
        super().__init__(content)
        self.size = size

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(self.size, size or 0))


@settings(max_examples=200, deadline=None)
@given(st.lists(BYTES, min_size=1, max_size=4), st.integers(1, 4_000))
def test_bytes_come_out_as_they_went_in(contents, size):
    sendung = Sendung()
    for n, content in enumerate(contents):
        sendung.teil(f"t{n}", content, datei=f"{n}.bin")
    body = sendung.bytes()
    parts = [(t.name, b"".join(t.bytes_)) for t in read_parts(Stueckweise(body, size), GRENZE.encode(), len(body))]
    assert parts == [(f"t{n}", content) for n, content in enumerate(contents)]


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_body_that_ends_early_is_never_taken_for_a_whole_one(data):
    body = Sendung().teil("formData", b"{}").teil("a", b"x" * 500, datei="a").bytes()
    cut = data.draw(st.integers(0, len(body) - 5))
    parts = (b"".join(t.bytes_) for t in read_parts(io.BytesIO(body[:cut]), GRENZE.encode(), len(body)))
    with pytest.raises(Refusal) as refused:
        list(parts)
    assert refused.value.http_status == 400


@pytest.mark.parametrize(
    ("kopf", "grenze"),
    [
        ("multipart/form-data; boundary=abc", b"abc"),
        ('Multipart/Form-Data; charset=utf-8; boundary="a b;c"', b"a b;c"),
        ("multipart/form-data;boundary=abc;charset=x", b"abc"),
    ],
)
def test_the_boundary_as_senders_write_it(kopf, grenze):
    assert boundary_of(kopf) == grenze


@pytest.mark.parametrize(
    ("kopf", "gelesen"),
    [
        ("form-data; name=a", {"name": "a"}),
        ("form-data; name=\"a;b\"; filename*=iso-8859-1'de'%FCber", {"name": "a;b", "filename": "über"}),
        ('form-data;name="a" ; filename = "x"', {"name": "a", "filename": "x"}),
        ("form-data; filename=\"alt\"; filename*=UTF-8''neu", {"filename": "neu"}),
        ("form-data; filename*=nix''%FC", {"filename": "ü"}),
        ("form-data", {}),
    ],
)
def test_parameters(kopf, gelesen):
    assert parameters_of(kopf) == gelesen

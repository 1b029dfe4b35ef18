"""An image from outside is whole and says nothing but what it shows, or one sentence says what is wrong."""

from __future__ import annotations

import base64
import io
import re
import struct
import time
import tracemalloc
import zlib
from pathlib import Path

import pytest
import resvg_py
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image as Pillow

from planbuilder.documents import image_limits, images, jpeg_image, png_image, svg_image
from planbuilder.documents.image_limits import Image
from planbuilder.documents.images import read_image, safe_image
from planbuilder.errors import InputInvalid, NotFound
from planbuilder.language import sentence, sentences

SECRET = "Noor de Wit, 52.0907 N"


def drawn(mode: str = "RGB", size: tuple[int, int] = (31, 17)) -> Pillow.Image:
    return Pillow.effect_noise(size, 90).convert(mode)


def saved(image: Pillow.Image, kind: str, **more: object) -> bytes:
    target = io.BytesIO()
    image.save(target, kind, **more)
    return target.getvalue()


def opened(raw: bytes) -> Pillow.Image:
    image = Pillow.open(io.BytesIO(raw))
    image.load()
    return image


def refusal(raw: bytes, name: str = "logo") -> InputInvalid:
    with pytest.raises(InputInvalid) as refused:
        safe_image(raw, name)
    assert refused.value.code in sentences()
    told = sentence(refused.value.code, refused.value.parameters, "nl")
    assert f"'{name}'" in told
    assert "?" not in told
    return refused.value


def chunk(kind: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">L", len(content))
        + kind
        + content
        + struct.pack(">L", zlib.crc32(kind + content))
    )


def png(width: int, height: int, rows: bytes, *more: bytes) -> bytes:
    header = struct.pack(">2L5B", width, height, 8, 0, 0, 0, 0)
    parts = [
        chunk(b"IHDR", header),
        *more,
        chunk(b"IDAT", zlib.compress(rows, 9)),
        chunk(b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
@pytest.mark.parametrize("size", [(1, 1), (31, 17), (8, 5)])
def test_every_kind_of_png_stays_the_same_picture(mode: str, size: tuple[int, int]) -> None:
    raw = saved(drawn(mode, size), "PNG")
    found = safe_image(raw, "logo.PNG")
    assert (found.kind, found.width, found.height) == ("png", *size)
    assert opened(found.content).tobytes() == opened(raw).tobytes()


def test_an_interlaced_png_is_read() -> None:
    """Seven rounds of rows; here made by hand, for an image of five by three."""
    rounds = [(1, 1), (1, 1), (2, 0), (1, 1), (3, 1), (2, 2), (5, 1)]
    rows = b"".join((b"\x00" + bytes(wide)) * high for wide, high in rounds)
    made = png(5, 3, rows)
    header = struct.pack(">2L5B", 5, 3, 8, 0, 0, 0, 1)
    made = made[:8] + chunk(b"IHDR", header) + made[33:]
    assert opened(made).size == (5, 3)
    assert safe_image(made).content == made


@pytest.mark.parametrize("mode", ["L", "RGB"])
@pytest.mark.parametrize(
    "more",
    [{}, {"progressive": True}, {"subsampling": 2, "quality": 40}, {"restart_marker_rows": 1}],
)
def test_every_usual_jpeg_stays_the_same_picture(mode: str, more: dict[str, object]) -> None:
    raw = saved(drawn(mode), "JPEG", **more)
    found = safe_image(raw, "logo.jpg")
    assert (found.kind, found.width, found.height) == ("jpeg", 31, 17)
    assert opened(found.content).tobytes() == opened(raw).tobytes()


def test_what_a_photo_tells_of_its_maker_is_taken_out() -> None:
    exif = Pillow.Exif()
    exif[0x013B] = SECRET
    exif[0x8825] = {1: "N", 2: (52.0, 5.0, 26.0)}
    raw = saved(drawn(), "JPEG", exif=exif, comment=SECRET.encode())
    with_more = raw + b"Noor de Wit behind the end"
    found = safe_image(with_more)
    assert SECRET.encode() in raw
    for trace in (b"Noor", b"Exif", b"52.09"):
        assert trace not in found.content
    assert opened(found.content).tobytes() == opened(raw).tobytes()
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("Author", SECRET)
    words.add_itxt("XML:com.adobe.xmp", SECRET)
    raw = saved(drawn(), "PNG", pnginfo=words, exif=exif, icc_profile=SECRET.encode(), dpi=(72, 72))
    found = safe_image(raw + b"Noor")
    assert b"Noor" not in found.content
    assert [
        kind for kind in (b"tEXt", b"iTXt", b"eXIf", b"iCCP", b"pHYs") if kind in found.content
    ] == []
    assert opened(found.content).tobytes() == opened(raw).tobytes()


def gif() -> bytes:
    return saved(drawn("P"), "GIF")


OTHERS = {
    "GIF": gif(),
    "BMP": saved(drawn(), "BMP"),
    "TIFF": saved(drawn(), "TIFF"),
    "WebP": saved(drawn(), "WEBP"),
    "PDF": b"%PDF-1.7",
    "HEIC/AVIF": b"\x00\x00\x00\x18ftypheic",
    "SVGZ": b"\x1f\x8b\x08",
}


@pytest.mark.parametrize("kind", OTHERS)
def test_other_kinds_are_named(kind: str) -> None:
    refused = refusal(OTHERS[kind])
    assert (refused.code, refused.parameters["kind"]) == ("image_other_kind", kind)


@pytest.mark.parametrize("raw", [b"", b"Beste collega", b"<html><body/></html>", b"\x00" * 99])
def test_no_image(raw: bytes) -> None:
    assert refusal(raw).code == "image_no_image"


def test_a_name_with_another_ending() -> None:
    assert refusal(saved(drawn(), "JPEG"), "logo.png").code == "image_wrong_ending"
    assert refusal(saved(drawn(), "PNG"), "logo.svg").parameters["kind"] == "PNG"
    assert safe_image(saved(drawn(), "JPEG"), "logo.JPEG").kind == "jpeg"


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_an_image_that_stops_half_way(kind: str) -> None:
    raw = saved(drawn(size=(90, 80)), kind)
    end = len(raw) if kind == "PNG" else len(raw) - 1
    for kept in (3, 9, 21, len(raw) // 2, end - 1):
        assert refusal(raw[:kept]).code == "image_cut_off", kept


def test_a_png_with_too_few_rows() -> None:
    assert refusal(png(10, 10, bytes(11 * 9))).code in {"image_cut_off", "image_damaged"}
    assert safe_image(png(10, 10, bytes(11 * 10))).width == 10


def test_a_small_file_that_unpacks_to_gigabytes() -> None:
    started = time.process_time()
    assert refusal(png(60_000, 60_000, b"")).code == "image_too_many_pixels"
    assert refusal(png(20_000, 2, b"")).code == "image_too_many_pixels"
    bomb = png(10, 10, bytes(100_000_000))
    tracemalloc.start()
    assert refusal(bomb).code == "image_damaged"
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 3_000_000
    jpeg = saved(drawn(), "JPEG")
    at = jpeg.index(b"\xff\xc0") + 5
    huge = jpeg[:at] + struct.pack(">HH", 60_000, 60_000) + jpeg[at + 4 :]
    assert refusal(huge).code == "image_too_many_pixels"
    assert time.process_time() - started < 5


def test_a_file_that_is_too_large() -> None:
    refused = refusal(saved(drawn(), "PNG") + bytes(9 * 1024 * 1024))
    assert (refused.code, refused.parameters["megabytes"]) == ("image_file_too_large", 8)


def test_a_png_that_moves() -> None:
    frames = [drawn(), drawn()]
    assert (
        refusal(saved(frames[0], "PNG", save_all=True, append_images=frames[1:])).code
        == "image_animated"
    )


def test_colours_for_a_printer() -> None:
    assert refusal(saved(drawn("CMYK"), "JPEG")).code == "image_cmyk"


@pytest.mark.parametrize("turn", range(2, 9))
def test_a_photo_on_its_side(turn: int) -> None:
    exif = Pillow.Exif()
    exif[0x0112] = turn
    assert refusal(saved(drawn(), "JPEG", exif=exif)).code == "image_turned"
    exif[0x0112] = 1
    assert safe_image(saved(drawn(), "JPEG", exif=exif)).width == 31


def test_a_damaged_png() -> None:
    raw = bytearray(saved(drawn(), "PNG"))
    raw[-20] ^= 1
    assert refusal(bytes(raw)).code == "image_damaged"
    assert refusal(png(1, 1, b"\x00\x00", chunk(b"EVIL", b""))).code == "image_damaged"


def svg(inside: str = "", more: str = 'width="40" height="20"') -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" '
        f'xmlns:xlink="http://www.w3.org/1999/xlink" {more}>{inside}</svg>'
    ).encode()


def seen(image: Image) -> tuple[int, int]:
    """The size of what is drawn of it."""
    return opened(
        resvg_py.svg_to_bytes(svg_string=image.content.decode(), skip_system_fonts=True)
    ).size


LOGO = (
    '<defs><linearGradient id="g"><stop offset="0" stop-color="#123456"/></linearGradient>'
    '<path id="p" d="M0 0h9v9z"/></defs><style>.a{fill:#c00}</style>'
    '<g class="a" transform="scale(2)"><use xlink:href="#p"/><circle r="3" fill="url(#g)"/>'
    '<text x="1" y="9">De <tspan>Haven</tspan> &amp; co</text></g>'
)


def test_a_drawing_is_drawn_as_before() -> None:
    found = safe_image(svg(LOGO), "logo.svg")
    assert (found.kind, found.width, found.height) == ("svg", 40, 20)
    both = [
        resvg_py.svg_to_bytes(svg_string=raw.decode(), skip_system_fonts=True)
        for raw in (svg(LOGO), found.content)
    ]
    assert both[0] == both[1]
    assert safe_image(found.content) == found


@pytest.mark.parametrize(
    ("more", "size"),
    [
        ('width="40" height="20"', (40, 20)),
        ('width="1in" height="25.4mm"', (96, 96)),
        ('viewBox="0 0 30 60"', (30, 60)),
        ('viewBox="0,0,30,60" width="10"', (10, 20)),
        ('viewBox="0 0 30 60" height="10"', (5, 10)),
        ('width="100%" height="100%" viewBox="0 0 7 9"', (7, 9)),
        ("", (300, 150)),
    ],
)
def test_the_size_of_a_drawing(more: str, size: tuple[int, int]) -> None:
    found = safe_image(svg("<rect/>", more))
    assert (found.width, found.height) == size
    assert seen(found) == size


@pytest.mark.parametrize(
    "more",
    [
        'width="0" height="5"',
        'viewBox="0 0 0 0"',
        'viewBox="0 0 30 0" width="10"',
    ],
)
def test_a_drawing_without_a_size(more: str) -> None:
    assert refusal(svg("<rect/>", more)).code == "image_damaged"


@pytest.mark.parametrize(
    "more",
    [
        'width="99999" height="9"',
        'width="9e9" height="9"',
        'viewBox="0 0 9999999 9999999"',
        'width="9999mm" height="9999mm"',
    ],
)
def test_a_drawing_as_large_as_a_street(more: str) -> None:
    assert refusal(svg("<rect/>", more)).code == "image_too_many_pixels"


def test_what_a_drawing_tells_of_its_maker_is_taken_out() -> None:
    told = (
        f"<!-- {SECRET} --><metadata><a xmlns='urn:x'>{SECRET}</a></metadata><title>{SECRET}</title>"
        f'<n:view xmlns:n="urn:inkscape" n:path="{SECRET}"/><desc>{SECRET}</desc>'
        f'<?maker {SECRET}?><g xmlns:n="urn:inkscape" n:file="{SECRET}" data-maker="{SECRET}"><rect width="9" height="9"/></g>'
    )
    found = safe_image(svg(told))
    assert b"Noor" not in found.content
    assert b"<rect" in found.content


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<rect onclick="alert(1)"/>',
        '<rect ONLOAD="alert(1)"/>',
        '<image href="http://example.org/x.png"/>',
        '<image xlink:href="file:///etc/passwd"/>',
        '<image href="logo.png"/>',
        '<image href="data:image/svg+xml;base64,AAAA"/>',
        '<use href="other.svg#a"/>',
        '<a href="https://example.org"><rect/></a>',
        '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
        '<rect fill="url(http://example.org/x)"/>',
        '<rect style="fill:url( \'http://example.org/x\' )"/>',
        '<rect fill="\\75 rl(http://example.org/x)"/>',
        "<style>@import 'http://example.org/x.css';</style>",
        "<style>.a{fill:url(#a)}</style>",
        "<style>@font-face{src:url(x)}</style>",
        '<animate attributeName="x" to="9"/>',
        '<set attributeName="href" to="javascript:alert(1)"/>',
        "<filter id='f'><feImage href='#a'/></filter>",
    ],
)  # fmt: skip
def test_a_drawing_that_does_more_than_draw(inside: str) -> None:
    assert refusal(svg(inside)).code == "image_not_plain"


def test_a_drawing_with_declarations() -> None:
    plain = b'<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    body = svg("<rect/>").partition(b"\n")[2]
    assert safe_image(plain + body).width == 40
    entity = b'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    refused = refusal(entity + svg("<text>&x;</text>").partition(b"\n")[2])
    assert (refused.code, refused.parameters["what"]) == ("image_not_plain", "DOCTYPE")


def doubling(rounds: int) -> str:
    made = "".join(
        f'<g id="a{n + 1}"><use href="#a{n}"/><use xlink:href="#a{n}"/></g>' for n in range(rounds)
    )
    return f'<defs><rect id="a0" width="1" height="1"/>{made}</defs><use href="#a{rounds}"/>'


@pytest.mark.parametrize(
    "inside",
    [
        doubling(40),
        '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>',
        '<g id="a"><use href="#a"/></g>',
        '<clipPath id="c" clip-path="url(#c)"/>',
        "".join(f'<g id="a{n + 1}"><use href="#a{n}"/></g>' for n in range(3000)),
        "<rect/>" * 30_000,
        "<g>" * 300 + "</g>" * 300,
    ],
    ids=["doubling", "each other", "itself", "clips", "a long row", "many", "deep"],
)
def test_a_drawing_of_more_shapes_than_anybody_can_draw(inside: str) -> None:
    started = time.process_time()
    assert refusal(svg(inside)).code == "image_too_heavy"
    assert time.process_time() - started < 3


def test_a_photo_inside_a_drawing_is_looked_at_too() -> None:
    def with_photo(raw: bytes, kind: str) -> bytes:
        return svg(f'<image href="data:image/{kind};base64,{base64.b64encode(raw).decode()}"/>')

    exif = Pillow.Exif()
    exif[0x013B] = SECRET
    photo = saved(drawn(), "JPEG", exif=exif)
    found = safe_image(with_photo(photo, "jpeg"))
    inside = base64.b64decode(found.content.partition(b"base64,")[2].partition(b'"')[0])
    assert inside == safe_image(photo).content
    assert refusal(with_photo(png(60_000, 60_000, b""), "png")).code == "image_too_many_pixels"
    assert refusal(with_photo(b"GIF89a", "png")).code == "image_damaged"


@pytest.mark.parametrize(
    "raw", [svg("<rect>"), svg("<rect/>")[:-9], svg("&x;"), svg('<g xmlns:n="h{{t:/x"/>')]
)
def test_a_broken_drawing(raw: bytes) -> None:
    assert refusal(raw).code == "image_damaged"


def test_every_reason_has_a_sentence_with_the_name_of_the_file() -> None:
    modules = (images, image_limits, png_image, jpeg_image, svg_image)
    raised = set()
    for module in modules:
        source = Path(module.__file__).read_text()
        raised |= set(re.findall(r'"(image_[a-z_]+)"', source))
    assert len(raised) == 12
    assert [code for code in raised if "{name}" not in sentences()[code]["nl"]] == []


def test_a_file_is_read_from_its_place(tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    path.write_bytes(saved(drawn(), "PNG"))
    assert read_image(path).width == 31
    with pytest.raises(NotFound):
        read_image(tmp_path / "nergens.png")


WHOLE = (
    saved(drawn(), "PNG"),
    saved(drawn("P"), "PNG"),
    saved(drawn(), "JPEG"),
    saved(drawn(), "JPEG", progressive=True),
    svg(LOGO),
)


@given(st.data())
def test_a_spoiled_image_is_refused_or_stays_an_image(data: st.DataObject) -> None:
    raw = bytearray(data.draw(st.sampled_from(WHOLE)))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(raw) - 1))
        raw[at : at + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=4))
    try:
        found = safe_image(bytes(raw))
    except InputInvalid:
        return
    assert found.width * found.height > 0
    assert safe_image(found.content) == found

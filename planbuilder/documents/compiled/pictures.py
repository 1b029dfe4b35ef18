"""Pictures in a document that is being made: each file once, each use with a number and words of its own."""

from __future__ import annotations

from planbuilder.documents.compiled.texts import escaped_attribute

TYPE_CHECKING = False
if TYPE_CHECKING:
    from planbuilder.documents.word_picture import WordPicture

IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_UNITS_IN_MM = 36_000
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/"
# Word shows nothing that is larger.
_MOST_MM = 558
_PNG = b"\x89PNG\r\n\x1a\n"


class PictureBox:
    """Collects the pictures of one document; `part` is the part that is being rendered."""

    def __init__(self) -> None:
        self.part = ""
        self.files: dict[bytes, str] = {}
        self.used: dict[str, list[str]] = {}

    def drawing(self, picture: WordPicture, number: str) -> str:
        """The w:drawing of a picture. Raises TemplateInvalid for what is no PNG or has no size."""
        content, width, height, alternative = picture
        if not content.startswith(_PNG) or not (0 < width < _MOST_MM and 0 < height < _MOST_MM):
            raise refused("picture_not_usable")
        name = self.files.setdefault(content, f"media/picture{len(self.files) + 1}.png")
        names = self.used.setdefault(self.part, [])
        if name not in names:
            names.append(name)
        link = link_to(name)
        x, y = round(width * _UNITS_IN_MM), round(height * _UNITS_IN_MM)
        words = escaped_attribute(alternative)
        return (
            "<w:drawing><wp:inline"
            f' xmlns:wp="{_DRAWING}wordprocessingDrawing" distT="0" distB="0" distL="0" distR="0">'
            f'<wp:extent cx="{x}" cy="{y}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
            f'<wp:docPr id="{number}" name="Picture {number}" descr="{words}"/>'
            f'<wp:cNvGraphicFramePr><a:graphicFrameLocks xmlns:a="{_DRAWING}main"'
            ' noChangeAspect="1"/></wp:cNvGraphicFramePr>'
            f'<a:graphic xmlns:a="{_DRAWING}main"><a:graphicData uri="{_DRAWING}picture">'
            f'<pic:pic xmlns:pic="{_DRAWING}picture"><pic:nvPicPr>'
            f'<pic:cNvPr id="{number}" name="Picture {number}"/><pic:cNvPicPr/></pic:nvPicPr>'
            '<pic:blipFill><a:blip xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/'
            f'relationships" r:embed="{link}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
            f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{x}" cy="{y}"/></a:xfrm>'
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing>"
        )


def link_to(name: str) -> str:
    """The id of the relationship to a picture, the same in each part."""
    return "pb" + name.removeprefix("media/").removesuffix(".png")


def refused(code: str) -> Exception:
    """The error for a picture that can't be put in."""
    from planbuilder.errors import TemplateInvalid

    return TemplateInvalid(code)

"""Files as people send them, and as nobody should: built here, so that each byte has a reason."""

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any

Point = Any  # also what is no point at all

CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_BOOK = (
    '<workbook xmlns="m" xmlns:r="r"><workbookPr{epoch}/><sheets>'
    '<sheet name="Lijst" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
_LINKS = (
    '<Relationships><Relationship Id="rId1" Type="t/worksheet" Target="worksheets/sheet1.xml"/>'
    "</Relationships>"
)


def ring(x: float, y: float, size: float) -> list[list[float]]:
    """Return a closed square with its lower left corner at x, y."""
    return [[x, y], [x + size, y], [x + size, y + size], [x, y + size], [x, y]]


def polygon(*rings: Sequence[Point]) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def square(x: float = 155_000, y: float = 463_000, size: float = 100) -> dict[str, Any]:
    return polygon(ring(x, y, size))


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def layer(*features: Mapping[str, Any], crs: str = "") -> bytes:
    """Return GeoJSON; `crs` as "EPSG::28992"."""
    document: dict[str, Any] = {"type": "FeatureCollection", "features": list(features)}
    if crs:
        document["crs"] = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:{crs}"}}
    return json.dumps(document).encode()


def layer_of(*geometries: Any, crs: str = "") -> bytes:
    return layer(*(feature(each) for each in geometries), crs=crs)


def zipped(**files: str | bytes) -> bytes:
    """Return a zip; write a dot in a name as `__`."""
    return zipped_names({name.replace("__", "."): data for name, data in files.items()})


def zipped_names(files: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def workbook(rows: str, *, formats: str = "", epoch: str = "", **parts: str) -> bytes:
    """Return a workbook of which the rows are given as XML; `formats` is the styles part."""
    files = {
        "[Content_Types].xml": CONTENT_TYPES,
        "xl/workbook.xml": _BOOK.format(epoch=epoch),
        "xl/_rels/workbook.xml.rels": _LINKS,
        "xl/worksheets/sheet1.xml": f"<worksheet><sheetData>{rows}</sheetData></worksheet>",
    }
    if formats:
        files["xl/styles.xml"] = formats
    files |= {f"xl/{name}.xml": text for name, text in parts.items()}
    return zipped_names(files)


def text_row(number: int, *cells: str) -> str:
    inner = "".join(f'<c t="inlineStr"><is><t>{cell}</t></is></c>' for cell in cells)
    return f'<row r="{number}">{inner}</row>'

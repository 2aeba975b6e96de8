"""Files in a zip: one list or layer is taken out of it, everything odd is refused. No database."""

import io
import stat
import struct
import tracemalloc
import zipfile

import pytest

from parks.imports.files import FileKind, FileRefusedError, detect_kind, kinds, read_table
from parks.imports.files.limits import MAX_ARCHIVE_FILES
from tests.parks.file_builders import layer_of, square, zipped, zipped_names

LIST = "naam;ha\nA;1\n"


def refusal(data: bytes) -> str:
    with pytest.raises(FileRefusedError) as refused:
        read_table(data, filename="lijst.zip")
    return str(refused.value)


def zip_with(entry: zipfile.ZipInfo, content: bytes = b"naam;ha\nA;1\n") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(entry, content)
    return out.getvalue()


def link() -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo("lijst.csv")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return entry


def lying(size: int) -> bytes:
    """Return a zip whose directory states another size than that of the text in it."""
    data = zipped(lijst__csv=LIST * 1000)
    at = data.index(b"PK\x01\x02")
    return data[: at + 24] + struct.pack("<I", size) + data[at + 28 :]


def flipped(at: int) -> bytes:
    """Return a zip with one wrong byte in the packed text."""
    data = bytearray(zipped(lijst__csv=LIST))
    data[at] ^= 0xFF
    return bytes(data)


def encrypted() -> bytes:
    data = bytearray(zipped(lijst__csv=LIST))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def bomb(megabytes: int, copies: int = 1) -> bytes:
    return zipped_names({f"{at}.csv": b"0" * (megabytes * 1024 * 1024) for at in range(copies)})


def test_the_one_list_in_a_zip_is_read_between_what_a_mac_adds() -> None:
    data = zipped_names({"map/": "", "map/lijst.CSV": LIST, "__MACOSX/map/._lijst.csv": "x"})

    assert read_table(data, filename="lijst.zip").lines[0].cells == ("A", "1")


def test_a_file_is_known_by_its_bytes_and_not_by_its_name() -> None:
    assert detect_kind(LIST.encode(), filename="lijst.xlsx") is FileKind.CSV
    assert detect_kind(layer_of(square()), filename="lijst.csv") is FileKind.GEOJSON
    assert detect_kind(zipped(laag__json=layer_of(square())), filename="x") is FileKind.GEOJSON


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (zipped(a__csv=LIST, b__csv=LIST), "2 bestanden"),
        (zipped(a__doc=LIST), "geen bestand"),
        (zipped(a__csv=zipped(b__csv=LIST)), "nog een zipbestand"),
        (zipped(a__shp="x", a__dbf="x"), "shapefile"),
        (zipped_names({"doc.kml": "x"}), "KMZ"),
        (zipped_names({"../a.csv": LIST}), "andere map"),
        (zipped_names({"a/../../a.csv": LIST}), "andere map"),
        (zipped_names({"..\\a.csv": LIST}), "andere map"),
        (zipped_names({"/etc/a.csv": LIST}), "andere map"),
        (zipped_names({"C:\\a.csv": LIST}), "andere map"),
        (zipped_names({f"{at}.csv": "" for at in range(MAX_ARCHIVE_FILES + 1)}), "meer dan 5"),
        (zip_with(link()), "verwijzing"),
        (encrypted(), "wachtwoord"),
        (zipped(lijst__csv=LIST)[:-30], "beschadigd"),
        (flipped(45), "beschadigd"),
        (b"PK\x03\x04" + bytes(100), "beschadigd"),
        (b"PK\x05\x06" + bytes(18), "geen bestand"),
        (lying(10), "beschadigd"),
        (lying(2**31), "200 MB"),
        (bomb(11), "200 MB"),
    ],
    ids=range(20),
)
def test_a_zip_that_is_odd_is_refused_with_the_reason(data: bytes, why: str) -> None:
    assert why in refusal(data)


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    data = bomb(20, copies=3)

    tracemalloc.start()
    message = refusal(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert "200 MB" in message
    assert peak < 10 * 1024 * 1024


def test_entries_that_share_the_same_bytes_count_each_time() -> None:
    data = bomb(10)
    at = data.index(b"PK\x01\x02")
    end = data.index(b"PK\x05\x06")
    entry = data[at:end]
    names = [entry.replace(b"0.csv", f"{number}.csv".encode()) for number in range(9)]
    directory = b"".join(names)
    closing = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 9, 9, len(directory), at, 0)

    assert "200 MB" in refusal(data[:at] + directory + closing)


def test_what_comes_out_of_a_zip_is_no_larger_than_what_may_come_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = zipped(lijst__csv=LIST * 100)
    monkeypatch.setattr(kinds, "MAX_BYTES", len(data))

    assert "groter dan 20 MB" in refusal(data)

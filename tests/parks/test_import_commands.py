"""`manage.py import_companies` and `import_plots`: look, apply, choose columns, take back."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from core.park_context import park_context
from parks.models import AuditEntry, Establishment, Import, Park

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "lijst.csv"
    path.write_text("naam;Dorp\r\nBakker;Ede\r\n", encoding="utf-8")
    return path


def run(*arguments: str) -> str:
    output = StringIO()
    call_command("import_companies", "--park", "noord", *arguments, stdout=output)
    return output.getvalue()


def bakers(park: Park) -> list[str]:
    with park_context(park.pk):
        return list(Establishment.objects.filter(name="Bakker").values_list("town", flat=True))


def test_a_dry_run_tells_what_would_happen_and_keeps_nothing(noord: Park, file: Path) -> None:
    printed = run(str(file), "--dry-run")

    assert "regel 2: nieuw - Bakker" in printed
    assert "1 nieuw" in printed
    assert bakers(noord) == []
    with park_context(noord.pk):
        assert not Import.objects.exists()


def test_without_apply_the_file_waits_to_be_looked_at(noord: Park, file: Path) -> None:
    assert "/p/noord/terrein/inlezen/" in run(str(file))
    with park_context(noord.pk):
        assert Import.objects.get().step == "preview"


def test_apply_brings_it_in_and_undo_takes_it_back(noord: Park, file: Path) -> None:
    assert "Ingelezen" in run(str(file), "--apply", "--source", "Gemeente")
    assert bakers(noord) == [""]
    assert "2 weg" in run("--undo")
    assert bakers(noord) == []
    with park_context(noord.pk):
        origins = set(AuditEntry.objects.values_list("action", "origin"))
    assert origins == {("import", "opdracht"), ("undo", "opdracht")}


def test_columns_can_be_named(noord: Park, file: Path) -> None:
    run(str(file), "--apply", "--mapping", '{"Dorp": "town"}')

    assert bakers(noord) == ["Ede"]


def test_what_is_wrong_stops_with_the_reason(noord: Park, file: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "fout.csv"
    wrong.write_text("naam;KvK-nummer\r\nBakker;1\r\n", encoding="utf-8")
    for arguments, reason in (
        ((str(wrong), "--apply"), "Geweigerde rijen: 1"),
        ((str(tmp_path / "geen.csv"), "--apply"), "niet te lezen"),
        ((str(file), "--mapping", "geen json"), "geen JSON"),
        ((str(file), "--mapping", '{"Dorp": "raar"}'), "onbekend"),
        ((str(file), "--email", "niemand@example.test"), "namens wie"),
        (("--undo",), "niets om terug te draaien"),
        ((), "Geef een bestand op"),
    ):
        with pytest.raises(CommandError, match=reason):
            run(*arguments)
    assert bakers(noord) == []

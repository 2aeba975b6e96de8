"""Filling in the quick scan: saved as one goes, clashes, sending in, reopening, errors."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from core.park_context import park_context
from parks.models import AuditEntry, Park
from realisation.choices import TakenBy
from realisation.models import QuickScan, ScanLevel
from tests.parks.terrain_steps import company_of
from tests.realisation.opportunity_steps import again, at, exists, text, words
from tests.realisation.scan_steps import asked, close, levels, own_scan, version

Login = Callable[[User], Client]
HTMX = {"HX-Request": "true"}
pytestmark = pytest.mark.usefixtures("standing")


@pytest.fixture
def member(bram: User, login: Login) -> Client:
    return login(bram)


def test_a_member_begins_and_goes_through_all_sections(
    member: Client, noord: Park, bram: User
) -> None:
    scan_round = asked(noord)
    begin = at("scan_start", scan_round.pk, company_of(bram).pk)
    answer = member.post(begin, {"taken_by": "company"}, follow=True)
    assert "stap 1 van 6" in words(answer)
    with park_context(noord.pk):
        scan = QuickScan.objects.get(round=scan_round)
    typed = {"situation": "Wij huren een hal.", "version": version(scan)}
    page = member.post(at("scan_save", scan.pk, "situation"), typed, follow=True)
    assert "Uw plannen" in text(page)
    assert again(scan).situation == "Wij huren een hal."


def test_beginning_twice_gives_one_scan(member: Client, noord: Park, bram: User) -> None:
    scan_round = asked(noord)
    begin = at("scan_start", scan_round.pk, company_of(bram).pk)
    first = member.post(begin, {"taken_by": "company"})
    second = member.post(begin, {"taken_by": "company"})
    assert first["Location"] == second["Location"]


def test_each_kind_of_answer_is_stored(member: Client, noord: Park, bram: User) -> None:
    scan = own_scan(asked(noord), bram)
    plans = {"plan": "expand", "plan_year": "2028", "plan_area_m2": "6.000", "plan_category": "3.2"}
    member.post(at("scan_save", scan.pk, "plans"), plans | {"version": version(scan)})
    member.post(
        at("scan_save", scan.pk, "bottlenecks"),
        {"bottlenecks": ["grid", "staff"], "version": version(scan)},
    )
    given = {"gives_time": "True", "gives_information": "False", "gives_knowledge": ""}
    member.post(
        at("scan_save", scan.pk, "willingness"),
        given | {"gives_money": "up_to_10k", "version": version(scan)},
    )
    stored = again(scan)
    assert (stored.plan, stored.plan_year, stored.plan_area_m2) == ("expand", 2028, 6000)
    assert stored.plan_category == "3.2"
    assert stored.bottlenecks == ["grid", "staff"]
    assert (stored.gives_time, stored.gives_information, stored.gives_knowledge) == (
        True,
        False,
        None,
    )
    assert stored.gives_money == "up_to_10k"


def test_typing_saves_and_renews_the_version(member: Client, noord: Park, bram: User) -> None:
    scan = own_scan(asked(noord), bram)
    typed = {"situation": "Eerste", "version": version(scan)}
    answer = member.post(at("scan_save", scan.pk, "situation"), typed, headers=HTMX)
    assert "Opgeslagen. 1 van de 23 vragen beantwoord." in words(answer)
    assert f'value="{version(scan)}"' in text(answer)
    assert "<html" not in text(answer)


def test_a_request_that_was_overtaken_by_the_same_person_is_no_clash(
    member: Client, noord: Park, bram: User
) -> None:
    scan = own_scan(asked(noord), bram)
    old = version(scan)
    for words_so_far in ("Wij", "Wij huren"):
        typed = {"situation": words_so_far, "version": old}
        answer = member.post(at("scan_save", scan.pk, "situation"), typed, headers=HTMX)
        assert answer.status_code == 200
    assert again(scan).situation == "Wij huren"


def test_what_a_colleague_stored_first_is_shown_and_nothing_typed_is_lost(
    member: Client, noord: Park, bram: User, anna: User, login: Login
) -> None:
    scan = own_scan(asked(noord), bram, taken_by="talk")
    old = version(scan)
    login(anna).post(
        at("scan_save", scan.pk, "situation"), {"situation": "Van Anna", "version": old}
    )
    typed = {"situation": "Van Bram", "version": old}
    answer = member.post(at("scan_save", scan.pk, "situation"), typed)
    assert answer.status_code == 409
    assert "Van Anna" in text(answer)
    assert "Van Bram" in text(answer)
    assert again(scan).situation == "Van Anna"
    typed["version"] = version(scan)
    member.post(at("scan_save", scan.pk, "situation"), typed)
    assert again(scan).situation == "Van Bram"


def test_levels_are_stored_per_theme_and_a_clash_stands_at_its_theme(
    member: Client, noord: Park, bram: User, anna: User, login: Login
) -> None:
    scan = own_scan(asked(noord), bram, taken_by="talk")
    save = at("scan_save", scan.pk, "themes")
    member.post(save, {"energy-urgency": "5", "energy-energy": "4", "energy-seen": ":"})
    assert levels(scan)["energy"] == (5, 4)
    changed = {"energy-urgency": "2", "energy-seen": "5:4"}
    assert login(anna).post(save, changed).status_code == 302
    late = {"energy-urgency": "3", "energy-seen": "5:4", "staff-urgency": "1", "staff-seen": ":"}
    answer = member.post(save, late)
    assert answer.status_code == 422
    assert "Een collega heeft dit intussen gewijzigd in: hoe dringend 2" in words(answer)
    assert levels(scan) == {"energy": (2, None), "staff": (1, None)}
    assert 'value="2:"' in text(answer)
    member.post(save, late | {"energy-seen": "2:"})
    assert levels(scan)["energy"] == (3, None)


@pytest.mark.parametrize(
    ("section", "typed"),
    [
        ("plans", {"plan_year": "1066", "plan_note": "Blijft staan"}),
        ("plans", {"plan_area_m2": "veel", "plan_note": "Blijft staan"}),
        ("plans", {"plan_area_m2": "-5", "plan_note": "Blijft staan"}),
        ("plans", {"plan": "dromen", "plan_note": "Blijft staan"}),
        ("bottlenecks", {"bottlenecks": ["draken"], "bottleneck_note": "Blijft staan"}),
        ("situation", {"situation": "Blijft staan" + "x" * 2000}),
        ("situation", {"situation": "Blijft staan\x00"}),
    ],
)
def test_what_can_not_be_is_said_at_its_field_and_kept(
    member: Client, noord: Park, bram: User, section: str, typed: dict[str, object]
) -> None:
    scan = own_scan(asked(noord), bram)
    answer = member.post(at("scan_save", scan.pk, section), {**typed, "version": version(scan)})
    assert answer.status_code == 422
    assert "Blijft staan" in text(answer)
    assert "nog niet opgeslagen, de rest wel" in text(answer)
    typing = member.post(
        at("scan_save", scan.pk, section), {**typed, "version": version(scan)}, headers=HTMX
    )
    assert typing.status_code == 422
    assert "Opgeslagen, behalve:" in text(typing)


@pytest.mark.parametrize("headers", [{}, HTMX], ids=["the button", "while typing"])
def test_one_wrong_answer_does_not_cost_the_others(
    member: Client, noord: Park, bram: User, headers: dict[str, str]
) -> None:
    scan = own_scan(asked(noord), bram, plan_year=2027)
    typed = {"plan": "expand", "plan_note": "Naast ons", "plan_year": "straks"}
    opened = {"version": version(scan)}
    answer = member.post(at("scan_save", scan.pk, "plans"), typed | opened, headers=headers)
    assert answer.status_code == 422
    stored = again(scan)
    assert (stored.plan, stored.plan_note, stored.plan_year) == ("expand", "Naast ons", 2027)
    mended = typed | opened | {"plan_year": "2028"}
    member.post(at("scan_save", scan.pk, "plans"), mended)
    assert again(scan).plan_year == 2028


def test_one_wrong_answer_does_not_overwrite_what_a_colleague_stored(
    member: Client, noord: Park, anna: User, bram: User, login: Login
) -> None:
    scan = own_scan(asked(noord), bram, taken_by=TakenBy.TALK)
    opened = {"version": version(scan)}
    theirs = {"plan": "stay", "plan_note": "In het gesprek"}
    login(anna).post(at("scan_save", scan.pk, "plans"), theirs | opened)
    mine = {"plan": "expand", "plan_note": "Naast ons", "plan_year": "straks"}
    assert member.post(at("scan_save", scan.pk, "plans"), mine | opened).status_code == 422
    stored = again(scan)
    assert (stored.plan, stored.plan_note) == ("stay", "In het gesprek")


def test_a_year_that_is_none_is_asked_for_as_a_year(
    member: Client, noord: Park, bram: User
) -> None:
    scan = own_scan(asked(noord), bram)
    typed = {"plan_year": "twintig", "version": version(scan)}
    answer = member.post(at("scan_save", scan.pk, "plans"), typed)
    assert "Vul een jaar in, bijvoorbeeld 2028." in text(answer)


@pytest.mark.parametrize("level", ["0", "6", "veel"])
def test_a_level_lies_between_one_and_five(
    member: Client, noord: Park, bram: User, level: str
) -> None:
    scan = own_scan(asked(noord), bram)
    answer = member.post(at("scan_save", scan.pk, "themes"), {"energy-urgency": level})
    assert answer.status_code == 422
    assert levels(scan) == {}


def test_an_empty_scan_is_not_sent_in(member: Client, noord: Park, bram: User) -> None:
    scan = own_scan(asked(noord), bram)
    page = member.post(at("scan_finish", scan.pk), follow=True)
    assert "Er is nog niets ingevuld" in text(page)
    assert again(scan).finished_at is None


def test_a_scan_that_was_sent_in_is_read_only_until_it_is_reopened(
    member: Client, noord: Park, bram: User
) -> None:
    scan = own_scan(asked(noord), bram, situation="Alles goed")
    page = member.post(at("scan_finish", scan.pk), follow=True)
    assert "De quickscan is ingestuurd" in text(page)
    late = member.post(
        at("scan_save", scan.pk, "situation"), {"situation": "Anders", "version": version(scan)}
    )
    assert late.status_code == 422
    assert "al ingestuurd. Heropen hem eerst." in words(late)
    assert "Anders</textarea>" in text(late)
    assert again(scan).situation == "Alles goed"
    member.post(at("scan_reopen", scan.pk))
    assert again(scan).finished_at is None


def test_answers_are_final_when_the_round_is_closed(
    member: Client, noord: Park, bram: User
) -> None:
    scan_round = asked(noord)
    scan = own_scan(scan_round, bram, situation="Alles goed")
    close(scan_round)
    typed = {"situation": "Anders", "version": version(scan)}
    member.post(at("scan_save", scan.pk, "situation"), typed)
    member.post(at("scan_finish", scan.pk))
    page = member.post(at("scan_delete", scan.pk), follow=True)
    assert "Deze ronde is gesloten" in text(page)
    stored = again(scan)
    assert (stored.situation, stored.finished_at) == ("Alles goed", None)


@pytest.mark.parametrize(
    ("section", "typed", "kept"),
    [
        ("situation", {"situation": "Net te laat"}, "Net te laat</textarea>"),
        ("plans", {"plan_note": "Net te laat", "plan_year": "straks"}, 'value="straks"'),
        ("themes", {"energy-urgency": "4", "energy-seen": ":"}, 'value="4" selected'),
    ],
)
def test_what_was_typed_in_a_round_that_just_closed_stays_to_be_copied(
    member: Client, noord: Park, bram: User, section: str, typed: dict[str, str], kept: str
) -> None:
    scan_round = asked(noord)
    scan = own_scan(scan_round, bram)
    close(scan_round)
    save, opened = at("scan_save", scan.pk, section), {"version": str(version(scan))}
    answer = member.post(save, typed | opened)
    assert answer.status_code == 422
    assert "Deze ronde is gesloten." in words(answer)
    assert "Kopieer wat u wilt bewaren." in words(answer)
    assert text(answer).count("error-summary__title") == 1
    assert kept in text(answer)
    typing = member.post(save, typed | opened, headers=HTMX)
    assert typing.status_code == 422
    assert "Niet opgeslagen. Deze ronde is gesloten." in words(typing)
    assert "<html" not in text(typing)
    assert (again(scan).situation, levels(scan)) == ("", {})


def test_removing_a_scan_asks_first_and_is_logged(member: Client, noord: Park, bram: User) -> None:
    scan = own_scan(asked(noord), bram, situation="Weg ermee")
    assert "Quickscan verwijderen?" in text(member.get(at("scan_delete", scan.pk)))
    assert exists(scan)
    member.post(at("scan_delete", scan.pk))
    assert not exists(scan)
    with park_context(noord.pk):
        assert AuditEntry.objects.filter(action="delete", object_id=str(scan.pk)).exists()


def test_the_history_tells_who_changed_which_answer(
    member: Client, noord: Park, bram: User
) -> None:
    scan = own_scan(asked(noord), bram)
    member.post(
        at("scan_save", scan.pk, "situation"),
        {"situation": "Nieuwe hal", "version": version(scan)},
    )
    member.post(at("scan_save", scan.pk, "themes"), {"staff-urgency": "4", "staff-seen": ":"})
    page = words(member.get(at("scan_history", scan.pk)))
    assert "Nieuwe hal" in page
    assert "Personeel" in page
    assert "Bram" in page


def test_filling_in_costs_the_same_however_much_was_answered(
    member: Client, noord: Park, bram: User
) -> None:
    scan = own_scan(asked(noord), bram)
    page = f"{at('scan', scan.pk)}?deel=themes"
    member.get(page)
    with CaptureQueriesContext(connection) as few:
        member.get(page)
    with park_context(noord.pk):
        for theme in ("energy", "staff", "health", "safety", "climate"):
            ScanLevel.objects.create(park=noord, scan=scan, theme=theme, urgency=3, energy=3)
    with CaptureQueriesContext(connection) as many:
        member.get(page)
    assert len(many) == len(few)

"""What a person is called."""

import pytest

from accounts.models import User


def test_a_person_is_never_shown_by_her_address() -> None:
    assert str(User(name="Iris", email="iris@example.test")) == "Iris"
    assert str(User(email="iris@example.test")) == "iemand zonder naam"


@pytest.mark.parametrize("name", ["", "  "])
def test_nobody_is_made_without_a_name(db: None, name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        User.objects.create_user("iris@example.test", name=name)
    assert not User.objects.exists()

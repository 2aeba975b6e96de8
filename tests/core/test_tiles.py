"""The background of the map opens the content security policy for exactly one host."""

import pytest
from django.conf import settings
from django.test import Client

from config.tiles import PDOK, tile_address, tile_origins


def test_pdok_is_a_name_for_its_address() -> None:
    assert tile_address("pdok") == PDOK
    assert tile_address("") == ""
    assert tile_origins(PDOK) == ["https://service.pdok.nl"]


@pytest.mark.parametrize("address", ["", "/tegels/{z}/{x}/{y}.png"])
def test_no_address_or_one_of_our_own_opens_nothing(address: str) -> None:
    assert tile_origins(address) == []


@pytest.mark.parametrize(
    "address",
    [
        "https://{s}.example.org/{z}/{x}/{y}.png",
        "https://a.example.org; script-src */{z}.png",
        "ftp://example.org/{z}.png",
        "//example.org/{z}.png",
        "tegels",
        "data:image/png",
    ],
)
def test_an_address_that_would_open_more_stops_the_start(address: str) -> None:
    with pytest.raises(ValueError, match="one host"):
        tile_origins(address)


@pytest.mark.django_db
def test_images_may_come_from_here_and_from_the_tile_host_only(client: Client) -> None:
    policy = client.get("/gezond/")["Content-Security-Policy"]
    images = next(part for part in policy.split(";") if part.strip().startswith("img-src"))
    allowed = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["img-src"]
    assert images.split()[1:] == [str(each) for each in allowed]

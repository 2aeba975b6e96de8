"""Which providers the settings take, and which can't be safe."""

import json

import pytest
from django.core.exceptions import ImproperlyConfigured

from accounts.oidc.providers import read_providers

DIRECTORY = "11111111-2222-3333-4444-555555555555"
GOOD = {
    "id": "voorbeeldstad",
    "name": "Gemeente Voorbeeldstad",
    "issuer": f"https://login.microsoftonline.com/{DIRECTORY}/v2.0",
    "client_id": "client",
    "client_secret": "geheim-dat-niemand-ziet",
}


def test_an_entra_provider_knows_its_directory_from_its_issuer() -> None:
    (provider,) = read_providers(json.dumps([GOOD | {"second_factor": ["mfa"]}]))
    assert provider.tenant == DIRECTORY
    assert provider.second_factor == ("mfa",)
    assert "geheim" not in repr(provider)
    assert read_providers("") == read_providers("[]") == ()


@pytest.mark.parametrize(
    "issuer",
    [
        "https://login.microsoftonline.com/common/v2.0",
        "https://login.microsoftonline.com/organizations/v2.0",
        "https://login.microsoftonline.com/consumers/v2.0",
        "https://login.microsoftonline.com/{tenantid}/v2.0",
        "https://login.microsoftonline.com/9188040d-6c67-4c5b-b112-36a304b66dad/v2.0",
        "https://sts.windows.net/common/",
        "http://login.example.nl",
        "https://login.example.nl/?x=1",
        "https://iemand@login.example.nl/",
        "login.example.nl",
        "",
    ],
)
def test_an_issuer_that_is_open_or_serves_everybody_is_refused(issuer: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="OIDC_PROVIDERS"):
        read_providers(json.dumps([GOOD | {"issuer": issuer}]))


@pytest.mark.parametrize(
    "text",
    [
        "geen json",
        "[1]",
        '{"id": "x"}',
        json.dumps([{key: GOOD[key] for key in GOOD if key != "client_secret"}]),
        json.dumps([GOOD | {"id": "Met Spaties"}]),
        json.dumps([GOOD, GOOD | {"issuer": "https://login.example.nl"}]),
        json.dumps([GOOD, GOOD | {"id": "ander"}]),
    ],
)
def test_nonsense_is_told_with_the_name_of_the_setting(text: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="OIDC_PROVIDERS"):
        read_providers(text)

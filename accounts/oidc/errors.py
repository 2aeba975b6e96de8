"""Why a log-in through a provider does not go on."""


class OidcError(Exception):
    """The answer of a provider can't be trusted; the text is for the log of the site."""


class ProviderAwayError(OidcError):
    """The provider can't be reached or answers with an error of its own."""


class GivenUpError(OidcError):
    """The visitor or the provider ended the log-in."""

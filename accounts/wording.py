"""What allauth says, in our own words: it says "je" where we say "u"."""

from typing import Final

ACCOUNT_ERRORS: Final = {
    "account_inactive": "Dit account is gesloten. Vraag het uw parkmanager.",
    "cannot_remove_primary_email": "U kunt uw enige e-mailadres niet verwijderen.",
    "duplicate_email": "Dit e-mailadres hoort al bij uw account.",
    "email_password_mismatch": "Het e-mailadres of het wachtwoord klopt niet.",
    "email_taken": "Dit e-mailadres kunt u niet gebruiken. Vul een ander adres in.",
    "enter_current_password": "Dit is niet uw huidige wachtwoord.",
    "incorrect_code": "Deze code klopt niet.",
    "incorrect_password": "Dit wachtwoord klopt niet.",
    "invalid_login": "Het e-mailadres of het wachtwoord klopt niet.",
    "invalid_or_expired_key": "Deze link werkt niet meer. Vraag een nieuwe aan.",
    "invalid_password_reset": "Deze link werkt niet meer. Vraag een nieuwe aan.",
    "max_email_addresses": "U kunt niet meer dan %d e-mailadressen toevoegen.",
    "rate_limited": "Dat waren te veel pogingen. Probeer het over een paar minuten opnieuw.",
    "same_as_current": "Vul iets anders in dan wat er nu staat.",
    "too_many_login_attempts": "Te veel pogingen. Probeer het over een paar minuten opnieuw.",
    "unverified_primary_email": "Bevestig eerst uw e-mailadres.",
}

TWO_FACTOR_ERRORS: Final = {
    "add_email_blocked": "Zet eerst de tweestapsverificatie uit. Wijzig dan uw adres.",
    "cannot_delete_authenticator": "U kunt de tweestapsverificatie niet uitzetten.",
    "cannot_generate_recovery_codes": "Zet eerst de tweestapsverificatie aan.",
    "incorrect_code": "Deze code klopt niet.",
    "unverified_email": "Bevestig eerst uw e-mailadres.",
}

WAYS_TO_CONFIRM: Final = {
    "reauthenticate": "Met uw wachtwoord",
    "mfa_reauthenticate": "Met een code uit uw app of een herstelcode",
    "mfa_reauthenticate:webauthn": "Met een passkey of beveiligingssleutel",
}

SAME_TWICE: Final = "Vul twee keer hetzelfde wachtwoord in."

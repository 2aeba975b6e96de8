"""What a password must be, in words of our own: Django's Dutch has gaps and a slip."""

from django.contrib.auth.password_validation import (
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)


class LongEnough(MinimumLengthValidator):
    """Refuses a short password."""

    def get_error_message(self) -> str:
        """Return what to do."""
        return f"Kies een wachtwoord van minstens {self.min_length} tekens."


class UnlikeHerself(UserAttributeSimilarityValidator):
    """Refuses a password that follows from what others know of a person."""

    def get_error_message(self) -> str:
        """Return what to do."""
        return "Dit wachtwoord lijkt te veel op uw naam of e-mailadres. Kies een ander."

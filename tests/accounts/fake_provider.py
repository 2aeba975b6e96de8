"""A small identity provider on this machine: it speaks real HTTP and signs with keys of its own."""

import base64
import hashlib
import json
import threading
import time
from collections.abc import Callable
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from accounts.oidc.providers import Provider

CLIENT, SECRET = "terreinwijzer", "geheim van de client: met een dubbele punt"
Sign = Callable[[dict[str, Any]], str]


def new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


class FakeProvider:
    """Knows people by subject; every test decides what it says of them.

    `changes` are put over the claims (None takes one away), `sign` makes the token.
    """

    def __init__(self) -> None:
        self.key, self.kid = new_key(), "sleutel-1"
        self.codes: dict[str, dict[str, Any]] = {}
        self.asked: list[str] = []
        self.changes: dict[str, Any] = {}
        self.metadata: dict[str, Any] = {}
        self.sign: Sign = self.sign_well
        self.is_away = False
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, self))
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def as_provider(self, **changes: Any) -> Provider:
        known = {
            "id": "voorbeeldstad",
            "name": "Gemeente Voorbeeldstad",
            "issuer": self.issuer,
            "client_id": CLIENT,
            "client_secret": SECRET,
        }
        return Provider(**(known | changes))

    def authorize(self, address: str, subject: str) -> dict[str, str]:
        """Log somebody in who arrives at this address, and return what she takes back."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        code = f"code-{len(self.codes)}"
        self.codes[code] = {**asked, "sub": subject, "used": False}
        return {"state": asked["state"], "code": code}

    def sign_well(self, claims: dict[str, Any]) -> str:
        return jwt.encode(claims, self.key, algorithm="RS256", headers={"kid": self.kid})

    def jwk(self) -> dict[str, Any]:
        public = jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return {**public, "kid": self.kid, "use": "sig", "alg": "RS256"}

    def discovery(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        } | self.metadata

    @property
    def takes_header_only(self) -> bool:
        return self.discovery()["token_endpoint_auth_methods_supported"] == ["client_secret_basic"]

    def token(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """Give an id_token for a code, once, to who proves that she asked for it."""
        known = self.codes.get(form.get("code", ""))
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (
            known is None
            or known["used"]
            or known["code_challenge"] != challenge
            or known["code_challenge_method"] != "S256"
            or known["redirect_uri"] != form.get("redirect_uri")
            or (form.get("client_id"), form.get("client_secret")) != (CLIENT, SECRET)
        ):
            return 400, {"error": "invalid_grant"}
        known["used"] = True
        return 200, {"access_token": "x", "id_token": self.sign(self._claims(known))}

    def _claims(self, known: dict[str, Any]) -> dict[str, Any]:
        claims = {
            "iss": self.issuer,
            "sub": known["sub"],
            "aud": CLIENT,
            "nonce": known["nonce"],
            "iat": int(time.time()),
            "exp": int(time.time()) + 300,
        } | self.changes
        return {name: value for name, value in claims.items() if value is not None}


class _Handler(BaseHTTPRequestHandler):
    def __init__(self, provider: FakeProvider, *args: Any) -> None:
        self.provider = provider
        super().__init__(*args)

    def do_GET(self) -> None:
        pages = {
            "/.well-known/openid-configuration": self.provider.discovery,
            "/keys": lambda: {"keys": [self.provider.jwk()]},
        }
        self._answer(200, pages[self.path]())

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        form = {name: values[0] for name, values in parse_qs(body).items()}
        if self.provider.takes_header_only:
            assert "client_secret" not in form
            pair = base64.b64decode(self.headers["Authorization"].removeprefix("Basic ")).decode()
            form["client_secret"] = unquote(pair.split(":", 1)[1])
        self._answer(*self.provider.token(form))

    def _answer(self, status: int, found: dict[str, Any]) -> None:
        self.provider.asked.append(self.path)
        text = json.dumps(found).encode() if not self.provider.is_away else b"<h1>Storing</h1>"
        self.send_response(status if not self.provider.is_away else 503)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep the output of the tests clean."""

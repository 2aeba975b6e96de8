"""A mail server of a test: it takes every mail, remembers it, and can keep one waiting."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import Message


@dataclass(frozen=True)
class Taken:
    """A mail that the server took: for whom, and what is in it."""

    to: str
    message: Message

    @property
    def key(self) -> str:
        """By what a server knows a mail that it has already."""
        return str(self.message["Message-ID"])


@dataclass
class MailServer:
    """What came in so far."""

    port: int = 0
    taken: list[Taken] = field(default_factory=list)
    hold_at: int = 0
    is_holding: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)

    def hold(self, number: int) -> None:
        """Take the mail with this number, and then say nothing to who sent it."""
        self.is_holding.clear()
        self.go_on.clear()
        self.hold_at = number

    def release(self) -> None:
        """Go on as usual."""
        self.hold_at = 0
        self.go_on.set()

    def take(self, to: str, content: bytes) -> None:
        """Remember a mail; for the one that is held nobody hears so."""
        self.taken.append(Taken(to, message_from_bytes(content)))
        if len(self.taken) == self.hold_at:
            self.is_holding.set()
            self.go_on.wait(60)


class _Handler(socketserver.StreamRequestHandler):
    """As much of SMTP as Python's own client speaks."""

    def handle(self) -> None:
        try:
            self._talk()
        except (BrokenPipeError, ConnectionResetError):
            return  # the other side was killed: what this is for

    def _talk(self) -> None:
        self._say("220 test")
        to = ""
        while line := self.rfile.readline():
            words = line.decode().strip()
            verb = words[:4].upper()
            if verb == "RCPT":
                to = words[words.index("<") + 1 : words.index(">")]
            if verb == "DATA":
                self._say("354 go ahead")
                self._mails().take(to, self._content())
            self._say("221 bye" if verb == "QUIT" else "250 ok")
            if verb == "QUIT":
                return

    def _content(self) -> bytes:
        lines = iter(self.rfile.readline, b".\r\n")
        return b"".join(line[1:] if line.startswith(b"..") else line for line in lines)

    def _say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())

    def _mails(self) -> MailServer:
        mails: MailServer = self.server.mails  # type: ignore[attr-defined]  # set below
        return mails


class _Listener(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Give a mail server that listens on a port of this machine."""
    with _Listener(("127.0.0.1", 0), _Handler) as listener:
        mails = MailServer(port=listener.server_address[1])
        listener.mails = mails  # type: ignore[attr-defined]  # ours, on their server
        threading.Thread(target=listener.serve_forever, daemon=True).start()
        try:
            yield mails
        finally:
            mails.release()
            listener.shutdown()

"""Who may use the workshop: whoever opens it by its address, which holds a word that is new each time."""

from __future__ import annotations

import secrets
from typing import Any

from jupyter_server.auth.identity import IdentityProvider, User
from jupyter_server.auth.login import LoginFormHandler
from tornado.web import RequestHandler
from traitlets import default

from copkit.workshop.pages import POLICY, Guarded


class Host(IdentityProvider):
    """Knows its guests by the word in the address, then by a cookie, which no other site has sent along."""

    @default("cookie_options")
    def _for_this_site_only(self) -> dict[str, str]:
        return {"samesite": "Strict"}

    def get_token(self, handler: RequestHandler) -> str | None:
        """The word that a request shows, if it is the right one. The library would compare it in a time
        that tells how much of it was right."""
        shown = super().get_token(handler) or ""
        return self.token if secrets.compare_digest(shown.encode(), self.token.encode()) else None

    def process_login_form(self, handler: RequestHandler) -> User | None:
        """A guest, if the word that was typed is the right one."""
        typed = handler.get_argument("password", default="")
        right = secrets.compare_digest(typed.strip().encode(), self.token.encode())
        return self.generate_anonymous_user(handler) if right else None

    def clear_login_cookie(self, handler: RequestHandler) -> None:
        """Leaves the cookie alone. A page from before a restart still asks for something now and then;
        if its refusal cleared the cookie, it would sign out whoever has just signed in beside it."""


class SignIn(Guarded, LoginFormHandler):
    """Asks for the word, of those who came without it."""

    @property
    def content_security_policy(self) -> str:
        return POLICY.replace("form-action 'none'", "form-action 'self'")

    def _render(self, message: Any = None) -> None:
        token = self.get_argument("password", "")
        page = self.room.page("sign_in", form=self.xsrf_form_html(), wrong=token)
        self.finish(page)

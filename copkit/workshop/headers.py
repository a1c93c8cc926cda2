"""What goes with each answer of the workshop's two servers, be it a page, a script or a refusal."""

from __future__ import annotations

from tornado.web import RequestHandler


def protect(answer: RequestHandler, policy: str) -> None:
    """Says what a browser may do with an answer: load what the policy allows, and neither guess what kind
    of file it is, nor tell other sites where it came from, nor keep it. Who made it is not told."""
    answer.clear_header("Server")
    for name, value in {
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "no-store",
    }.items():
        answer.set_header(name, value)

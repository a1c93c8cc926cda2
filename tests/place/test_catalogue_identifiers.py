"""One form for each identifier: the published examples, and check digits that catch any one wrong digit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copkit.place.exchange.catalogue.identifiers import address, doi, identify, isbn, issn, normalised

DIGITS = st.text("0123456789", min_size=9, max_size=9)


@pytest.mark.parametrize(
    "text",
    [
        "10.1000/ABC123",
        "doi:10.1000/abc123",
        "DOI: 10.1000/abc123",
        "https://doi.org/10.1000/abc123",
        "http://dx.doi.org/10.1000/ABC123",
        "doi.org/10.1000/abc123",
        "https://doi.org/10.1000/abc123?utm_source=feed",
        "info:doi/10.1000/abc123",
        "10.1000/abc123.",
        "10.1000/abc123,",
    ],
)
def test_a_doi_has_no_case_and_no_address(text):
    assert doi(text) == "10.1000/abc123"


def test_the_brackets_of_a_doi_are_its_own():
    written = "10.1002/(SICI)1096-987X(199803)19:4<377::AID-JCC1>3.0.CO;2-P"
    assert doi(written) == written.lower()
    assert doi("10.1016/S0140-6736(05)17765-4") == "10.1016/s0140-6736(05)17765-4"
    assert doi("10.1000/abc)") == "10.1000/abc"


@pytest.mark.parametrize(
    ("text", "thirteen"),
    [
        ("978-92-95055-12-4", "9789295055124"),  # ISBN Users' Manual, 7th edition, its own number
        ("978-0-11-000222-4", "9780110002224"),  # the same, example of the check digit
        ("ISBN-13: 978-0-306-40615-7", "9780306406157"),
        ("0-306-40615-2", "9780306406157"),
        ("0 8044 2957 X", "9780804429573"),
        ("080442957x (pbk.)", "9780804429573"),
        ("urn:isbn:0451450523", "9780451450524"),
    ],
)
def test_an_isbn_has_thirteen_digits(text, thirteen):
    assert isbn(text) == thirteen


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("0317-8471", "0317-8471"),  # ISO 3297
        ("ISSN 2049-3630", "2049-3630"),
        ("eISSN: 2434561x", "2434-561X"),
        ("0028-0836 (print)", "0028-0836"),
    ],
)
def test_an_issn_has_two_groups(text, form):
    assert issn(text) == form


def test_numbers_that_fail_their_check_are_none():
    assert isbn("978-0-306-40615-8") is None
    assert isbn("0-306-40615-3") is None
    assert issn("0317-8472") is None
    assert identify("1234567890123") is None


@given(DIGITS, st.integers(0, 8), st.integers(1, 9))
def test_one_wrong_digit_is_caught(nine, place, more):
    ten = next(nine + last for last in "0123456789X" if isbn(nine + last))
    wrong = ten[:place] + str((int(ten[place]) + more) % 10) + ten[place + 1 :]
    assert isbn(wrong) is None
    thirteen = isbn(ten)
    assert isbn(thirteen) == thirteen
    eight = next(nine[:7] + last for last in "0123456789X" if issn(nine[:7] + last))
    if place < 7:
        assert issn(eight[:place] + str((int(eight[place]) + more) % 10) + eight[place + 1 :]) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("HTTP://a/./b/../b/%63/%7bfoo%7d", "http://a/b/c/%7Bfoo%7D"),  # RFC 3986, 6.2.2
        ("http://example.com", "http://example.com:80/"),  # RFC 3986, 6.2.3
        ("http://www.example.org/a/", "https://example.org/a"),
        ("https://example.org/a#part", "https://example.org/a"),
        ("https://example.org/a?id=2&utm_source=x&fbclid=y", "https://example.org/a?id=2"),
        ("www.example.org/a", "https://example.org/a"),
    ],
)
def test_addresses_of_one_page_are_one(one, other):
    assert address(one) == address(other) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a?id=2", "https://example.org/a?id=3"),
        ("https://example.org/a", "https://example.org/A"),
        ("https://example.org:8080/a", "https://example.org/a"),
        ("https://example.org/#!/a", "https://example.org/#!/b"),
        ("https://example.org/a%2Fb", "https://example.org/a/b"),
    ],
)
def test_addresses_of_two_pages_are_two(one, other):
    assert address(one) != address(other)


@given(st.text(max_size=60) | st.from_regex(r"https?://[a-z.:\[\]0-9]{1,9}/[ -~]{0,30}", fullmatch=True))
def test_any_text_has_one_form(text):
    assert normalised(normalised(text)) == normalised(text)

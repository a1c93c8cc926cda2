"""Whether a text holds somebody's name: found however it is written, and not where no word of it stands."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from copkit.place.names_in_text import NamesInText


def found(name: str, text: str, **more) -> bool:
    return NamesInText([name], **more).held(text) == {name}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Sam Lee", "Lunch with sam  LEE."),
        ("Sam Lee", "Lunch with Sam\u00a0Lee, and others"),
        ("Sam Lee", "Lee, Sam: what we learnt"),
        ("Sam Lee", "Sam Lee's walk"),
        ("Sam Lee", "Sam Lee-led walk"),
        ("Sam Lee", "(Sam_Lee)"),
        ("Lee, Sam", "A talk by Sam Lee"),
        ("Sam Lee (Housing)", "A talk by Sam Lee"),
        ("Sam Lee (Housing)", "A talk by Sam Lee (Housing)"),
        ("Sam Lee [Housing", "A talk by Sam Lee"),
        ("Sam Lee, Housing", "A talk by Sam Lee"),
        ("Sam Lee – Housing", "A talk by Sam Lee"),
        ("Samuel (Sam) Lee", "A talk by Sam Lee"),
        ("Samuel (Sam) Lee", "A talk by Samuel (Sam) Lee"),
        ("Cllr Sam Lee MBE", "A talk by Sam Lee"),
        ("J.R. Lee", "A talk by JR Lee"),
        ("Zoë O'Brien", "zoe o’brien"),
        ("Zoë O'Brien", "ZOE OBRIEN"),
        ("Zoe OBrien", "Zoë O´Brien’s list"),
        ("Anne-Marie Smith", "Anne Marie Smith"),
        ("Anne-Marie Smith", "Annemarie Smith"),
        ("Annemarie Smith", "Anne‑Marie Smith"),
        ("Jan van der Berg", "van der Berg, Jan"),
        ("Jürgen Strauß", "JURGEN STRAUSS"),
        ("Søren Łukasz", "Soren Lukasz"),
        ("Sam Lee", "S\u00adam Le\u200be"),
        ("Sam Lee", "\uff33\uff41\uff4d \uff2c\uff45\uff45"),
        ("Ольга Иванова", "Доклад: ИВАНОВА Ольга"),
        ("Νίκος Παπάς", "ΝΙΚΟΣ ΠΑΠΑΣ"),
        ("سامي علي", "لقاء مع سَامِي علي"),
        ("राम शर्मा", "राम शर्मा जी"),
        ("王小明", "今天王小明来了"),
        ("김민수", "오늘 김민수는 왔다"),
        ("サム・リー", "サム リーさん"),
        ("สมชาย", "พบสมชายวันนี้"),
        ("Bea Jane Ray", "Support for Bea Ray"),
        ("Bea Jane Ray", "Support for Bea J. Ray"),
        ("Bea Jane Ray", "RAY, Bea"),
        ("Ray, Bea Jane", "Support for Bea Ray"),
        ("Dr Bea Jane Ray (Housing)", "Support for Bea Ray"),
        ("Samuel (Sam) John Lee", "A talk by Sam Lee"),
        ("Ann-Marie De Souza", "Annemarie, Ann Marie Souza"),
        ("Cy P Fox", "Lunch with Cy Fox"),
        ("Cy Fox", "Cy P. Fox"),
        ("Cy Fox", "Cy P.J. Fox"),
        ("Cy Fox", "Cy Foxs damp flat"),
        ("Cy Fox", "The Foxes: Cy Foxes flat"),
        ("Hope", "Hopes damp flat"),
        ("Tess Quill", "Tess and Tom Quill"),
        ("Tess Quill", "Tess & Anne-Marie Quill"),
        ("Tom Quill", "Tess and Tom Quill"),
        ("Tess Quill", "Tess <i>Quill</i>"),
        ("Tess Quill", "T<b>ess</b>&nbsp;<!-- who? -->Quill"),
        ("Tess <i>Quill</i>", "Tess Quill"),
        ("Tess Quill", "By <Tess Quill>"),
        ("Hope", "A walk with HOPE."),
        ("🏠", "By 🏠 and friends"),
    ],
)
def test_a_name_is_found_however_it_is_written(name, text):
    assert found(name, text)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Sam Lee", "Sam and Lee"),
        ("Sam Lee", "Sam and then Ann Lee"),
        ("Sam Lee", "Sam Jo Lee"),
        ("Sam Lee", "Sam met Ann Lee"),
        ("Sam Lee, Housing", "Sam Housing"),
        ("王明", "王小明"),
        ("Sam Lee", "Samuel Leeds"),
        ("Sam Lee", "A same leek"),
        ("Isa", "This is a talk"),
        ("Ann", "Annual meeting in Cannes"),
        ("राम", "आराम"),
        ("김민수", "김민순"),
        ("A N Other", "another"),
        ("Sam Lee", ""),
    ],
)
def test_other_words_are_not_a_name(name, text):
    assert not found(name, text)


def test_who_shares_a_name_is_found_with_the_other():
    people = NamesInText(["Sam Lee (Housing)", "Sam Lee (Police)", "Ann"])
    assert people.held("By Sam Lee") == {"Sam Lee (Housing)", "Sam Lee (Police)"}


def test_one_word_does_not_count_within_the_longer_name_of_a_community():
    people = NamesInText(["Hope", "Sam Lee"], known=["Hope Street", "Sam Lee Trust", "Hope"])
    assert not people.held("HOPE STREET, 3 July")
    assert people.held("Hope in Hope Street") == {"Hope"}
    assert people.held("The Sam Lee Trust") == {"Sam Lee"}


@pytest.mark.parametrize(
    "text",
    ["Thanks to Hope. Street party next", "Hope: Street work", "Hope; Street", "Thanks, Hope\nStreet party"],
)
def test_the_name_of_a_community_does_not_run_on_from_one_sentence_or_line_to_the_next(text):
    assert found("Hope", text, known=["Hope Street"])


def test_a_community_that_is_written_with_a_full_stop_is_known_all_the_same():
    assert not found("Mary", "A walk to St. Mary", known=["St. Mary"])


LETTERS = "abcdefghijklmåéößøıñçžАбвгдЖёйαβγςΔאבגابجद王李ひタ김민กข"
words = st.text(LETTERS, min_size=1, max_size=6)
joints = st.sampled_from([" ", " ", " ", "-", "'", "’", "  ", ". "])
names = st.builds(
    lambda first, rest: first + "".join(joint + word for joint, word in rest),
    words,
    st.lists(st.tuples(joints, words), max_size=3),
)
texts = st.text(max_size=40)


def without_accents(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


WRITINGS = [
    str,
    str.upper,
    str.lower,
    str.title,
    str.casefold,
    without_accents,
    lambda name: unicodedata.normalize("NFD", name),
    lambda name: unicodedata.normalize("NFKD", name),
    lambda name: name.replace(" ", " \n"),
    lambda name: name.replace(" ", ", "),
    lambda name: name.replace("'", "’").replace("-", "‐"),
    lambda name: name.replace("'", "").replace("-", ""),
    lambda name: name.replace("'", " ").replace("-", " "),
]


@given(names, texts, texts, st.sampled_from(WRITINGS))
def test_a_name_put_anywhere_in_any_text_is_found(name, before, after, written):
    assert name in NamesInText([name]).held(f"{before} {written(name)} {after}")


@given(names, st.lists(names, max_size=5), texts, texts)
def test_others_hide_nobody(name, others, before, after):
    """Who is found alone is found among others as well, and so are they all together."""
    text = f"{before} {name} {after}"
    alone = frozenset[str]().union(*(NamesInText([one]).held(text) for one in {name, *others}))
    assert NamesInText([name, *others]).held(text) == alone
    assert name in alone


@given(st.text(max_size=20), texts, texts)
def test_any_text_can_be_a_name(name, before, after):
    """Whatever somebody typed as a name: nothing breaks, and as typed it is found."""
    assume(name.strip())
    assert name in NamesInText([name]).held(f"{before} {name} {after}")


@given(names, st.text("nopqrstuvwxyz0123456789ñŵÿ ,.;:-'’()\n", max_size=80))
def test_a_text_without_a_word_of_the_name_holds_none(name, text):
    folded = without_accents(name.casefold())
    assume(not set(folded) & set(without_accents(text.casefold())) - set(" .-'’"))
    assert not NamesInText([name]).held(text)

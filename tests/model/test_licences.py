"""Licences: a beat that may not be sold must never pass for one that may."""

import pytest

from padsketch.model.licences import FREE, UNKNOWN, Terms, terms_of

BY = Terms(must_credit=True)


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("CC0-1.0", FREE),
        ("cc0", FREE),
        ("CC 0 1.0 Universal", FREE),
        ("Public Domain", FREE),
        ("http://creativecommons.org/publicdomain/zero/1.0/", FREE),
        ("Creative Commons Zero", FREE),
        ("royalty-free", FREE),
        ("Creative Commons 0", FREE),
        ("This work is licensed under the Creative Commons 0 License.", FREE),
        ("CC0 1.0, no attribution required", FREE),
        ("https://creativecommons.org/publicdomain/mark/1.0/", FREE),
        ("royalty free, non-commercial use only", Terms(may_sell=False)),
        ("CC-BY-4.0", BY),
        ("CC BY 3.0", BY),
        ("Attribution", BY),
        ("https://creativecommons.org/licenses/by/4.0/", BY),
        ("Creative Commons Attribution 3.0 Unported", BY),
        ("CC-BY-SA", Terms(must_credit=True, shares_alike=True)),
        ("Attribution-ShareAlike", Terms(must_credit=True, shares_alike=True)),
        ("CC-BY-NC-4.0", Terms(must_credit=True, may_sell=False)),
        ("cc by-nc", Terms(must_credit=True, may_sell=False)),
        ("Attribution Noncommercial", Terms(must_credit=True, may_sell=False)),
        ("http://creativecommons.org/licenses/by-nc/3.0/", Terms(must_credit=True, may_sell=False)),
        ("CC-BY-ND-4.0", Terms(must_credit=True, may_change=False)),
        ("Attribution-NoDerivatives", Terms(must_credit=True, may_change=False)),
        (
            "CC BY-NC-SA 4.0",
            Terms(must_credit=True, may_sell=False, shares_alike=True),
        ),
        (
            "CC BY-NC-ND 4.0",
            Terms(must_credit=True, may_sell=False, may_change=False),
        ),
        ("Attribution 4.0", BY),
        ("Attribution NonCommercial 4.0", Terms(must_credit=True, may_sell=False)),
        ("CC BY 4.0, not for commercial use", Terms(must_credit=True, may_sell=False)),
        ("CC BY-SA 4.0", Terms(must_credit=True, shares_alike=True)),
        ("CC0 or CC BY", BY),
        ("Sampling+", BY),
        ("http://creativecommons.org/licenses/sampling+/1.0/", BY),
        (
            "http://creativecommons.org/licenses/nc-sampling+/1.0/",
            Terms(must_credit=True, may_sell=False),
        ),
        ("GPL", Terms(must_credit=True, shares_alike=True)),
        ("GPL-2.0-or-later", Terms(must_credit=True, shares_alike=True)),
        ("GNU General Public License", Terms(must_credit=True, shares_alike=True)),
        ("MIT", BY),
        ("MIT, non-commercial", Terms(must_credit=True, may_sell=False)),
        ("", UNKNOWN),
        ("undefined", UNKNOWN),
        ("ask me", UNKNOWN),
        ("undefined license", UNKNOWN),
        ("other", UNKNOWN),
        ("Creative Commons", UNKNOWN),
        ("This is not in the public domain", UNKNOWN),
        ("(c) 2020, all rights reserved", UNKNOWN),
        ("Creative work, all rights reserved, not public domain", UNKNOWN),
    ],
)
def test_a_licence_is_read_as_it_is_meant(text: str, terms: Terms) -> None:
    assert terms_of(text) == terms


@pytest.mark.parametrize("text", ["summit", "basically mine", "zeroes", "by nobody", "updates"])
def test_words_that_only_look_alike_promise_nothing(text: str) -> None:
    assert terms_of(text) == UNKNOWN

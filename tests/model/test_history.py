from padsketch.model import Project
from padsketch.model.history import MAX_ENTRIES, History

EMPTY = Project()


def titled(title):
    return Project(title=title)


def test_every_edit_can_be_undone_and_redone():
    history = History(EMPTY)
    history.push("one", titled("1"))
    history.push("two", titled("2"))

    assert history.undo() == ("two", titled("1"))
    assert history.undo() == ("one", EMPTY)
    assert history.undo() is None
    assert history.redo() == ("one", titled("1"))
    assert history.redo() == ("two", titled("2"))
    assert history.redo() is None
    assert history.current == titled("2")


def test_a_new_edit_forgets_what_was_undone():
    history = History(EMPTY)
    history.push("one", titled("1"))
    history.undo()
    history.push("other", titled("o"))

    assert history.redo() is None
    assert history.undo() == ("other", EMPTY)


def test_a_stroke_is_undone_as_one():
    history = History(EMPTY)
    for title in "abc":
        history.push("paint", titled(title), merge_key="stroke")

    assert history.current == titled("c")
    assert history.undo() == ("paint", EMPTY)
    assert history.redo() == ("paint", titled("c"))


def test_two_strokes_are_two_entries():
    history = History(EMPTY)
    history.push("paint", titled("a"), merge_key="stroke")
    history.end_merge()
    history.push("paint", titled("b"), merge_key="stroke")
    history.push("mute", titled("m"))
    history.push("paint", titled("c"), merge_key="stroke")

    assert [history.undo()[1].title for _ in range(4)] == ["m", "b", "a", "Untitled"]


def test_an_edit_after_an_undo_joins_no_stroke_of_before():
    history = History(EMPTY)
    history.push("mute", titled("m"))
    history.push("paint", titled("a"), merge_key="stroke")
    history.undo()
    history.push("paint", titled("b"), merge_key="stroke")

    assert history.undo() == ("paint", titled("m"))


def test_an_edit_that_changes_nothing_costs_no_undo():
    history = History(EMPTY)
    history.push("one", titled("1"))
    history.undo()
    history.push("nothing", history.current)

    assert history.undo() is None
    assert history.redo() == ("one", titled("1"))


def test_a_long_night_does_not_fill_the_memory():
    history = History(EMPTY)
    for number in range(MAX_ENTRIES + 50):
        history.push("edit", titled(str(number)))
    undone = 0
    while history.undo():
        undone += 1

    assert undone == MAX_ENTRIES
    assert history.current == titled("49")


def test_what_is_tried_on_and_dropped_never_happened():
    history = History(EMPTY)
    history.push("one", titled("1"))
    history.push("two", titled("2"))
    history.undo()
    history.try_on(titled("tried"))
    history.try_on(titled("tried again"))
    assert (history.current, history.kept) == (titled("tried again"), titled("1"))
    history.try_on(None)

    assert history.current == titled("1")
    assert history.redo() == ("two", titled("2"))
    assert [history.undo()[0] for _ in range(2)] == ["two", "one"]
    assert history.undo() is None


def test_what_is_tried_on_is_kept_as_one_edit():
    history = History(EMPTY)
    for number in range(5):
        history.try_on(titled(str(number)))
    history.push("kept", history.current)

    assert history.current == history.kept == titled("4")
    assert history.undo() == ("kept", EMPTY)
    assert history.undo() is None


def test_an_undo_ends_what_is_tried_on():
    history = History(EMPTY)
    history.push("one", titled("1"))
    history.try_on(titled("tried"))
    history.undo()

    assert history.current == EMPTY

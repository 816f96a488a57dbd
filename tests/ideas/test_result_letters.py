"""Whoever took part in a round gets, with its result, a signed checkpoint to keep."""

from governance.record import note
from governance.record.proving import checkpoint_over
from kernel.outbox import deliver_waiting
from tests.ideas.voting import a_ballot, a_small_ballot, after_the_close, close, in_order


def test_the_letter_that_tells_a_result_encloses_the_checkpoint_that_holds_it(app, maya, omar, mailbox):
    round = a_small_ballot(maya)
    a_ballot(omar, round, in_order(round)[0])
    with after_the_close(round):
        close(round)
        for _ in range(3):
            deliver_waiting()
    letters = [letter.get_body(("plain",)).get_content() for letter in mailbox.to(omar.email)]
    told = [words for words in letters if "is counted" in words]
    assert len(told) == 1
    assert note.found_in(told[0]) == checkpoint_over().note

"""A counted round's ballots are published once without identities, or not at all when few voted; a receipt finds its line."""

import codecs
import csv
import gzip
import random
from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from governance.record.entry import RecordEntry
from governance.record.verifying import verify
from ideas.ballots.ballot import Ballot
from ideas.ballots.publication import finding, publishing
from ideas.ballots.publication.publication import Publication
from ideas.ballots.publication.shelf import NAMES, folder_of
from ideas.ballots.queries import result_of
from ideas.ballots.recounting import recount as recounted
from kernel.clock import travel
from kernel.database import db, transaction
from kernel.outbox import deliver_waiting
from tests.governance.rewriting import behind_its_back
from tests.ideas.publishing import (
    a_published_round,
    a_random_round,
    announced,
    ballots_for,
    file_of,
    published,
    recount,
)
from tests.ideas.voting import a_small_ballot, after_the_close, close, in_order


def test_the_worker_publishes_what_was_counted_once(app, maya):
    round = a_random_round(maya, random.Random(2), 22)
    with after_the_close(round):
        close(round)
        deliver_waiting()
        first = db.session.get(Publication, round.id).files
        publishing.publish_round(round.id)
    assert sorted(path.name for path in folder_of(result_of(round).digest).iterdir()) == sorted(
        [*NAMES, *(f"{name}.gz" for name in NAMES)]
    )
    assert {name: sha256((folder_of(result_of(round).digest) / name).read_bytes()).hexdigest() for name in NAMES} == {
        name: digest for name, (digest, _) in first.items()
    }
    kinds = db.session.scalars(select(RecordEntry.kind)).all()
    assert kinds.count("ballots.published") == 1
    assert verify().faults == []


def test_the_sealed_text_is_what_the_record_has_the_digest_of(app, maya):
    round, _ = a_published_round(maya)
    assert (
        sha256((folder_of(result_of(round).digest) / "ballots.txt").read_bytes()).hexdigest() == result_of(round).digest
    )


def test_nothing_published_tells_who_voted_or_when(app, maya):
    round, _ = a_published_round(maya)
    receipts = [line.partition(" ")[0] for line in file_of(round)["ballots"]]
    assert receipts == sorted(receipts)
    cast = db.session.scalars(select(Ballot.receipt).where(Ballot.round_id == round.id).order_by(Ballot.id)).all()
    assert sorted(cast) == receipts != cast
    for name in NAMES:
        assert "Voter" not in (folder_of(result_of(round).digest) / name).read_text("utf-8")


def test_of_a_few_voters_nothing_is_published_and_the_page_says_so(app, maya, plain_browser):
    round = a_small_ballot(maya)
    lamp = in_order(round)[0]
    ballots_for(round, [{lamp.id: 1}] * 19)
    published(round)
    assert not db.session.get(Publication, round.id).is_published
    assert not folder_of(result_of(round).digest).exists()
    assert "ballots.withheld" in db.session.scalars(select(RecordEntry.kind)).all()
    with after_the_close(round):
        page = plain_browser.open(f"/rounds/{round.slug}/recount")
        assert "With fewer than 20 voters none is published" in page.text
        assert app.test_client().get(f"/rounds/{round.slug}/ballots.json").status_code == 404


def test_files_are_made_again_byte_for_byte(app, maya):
    round, publication = a_published_round(maya)
    before = {path.name: path.read_bytes() for path in folder_of(result_of(round).digest).iterdir()}
    for path in folder_of(result_of(round).digest).iterdir():
        path.unlink()
    folder_of(result_of(round).digest).rmdir()
    with transaction():
        round.title, publication_id = "Another title", publication.round_id
    publishing.publish_round(publication_id)
    assert {path.name: path.read_bytes() for path in folder_of(result_of(round).digest).iterdir()} == before


def test_the_database_refuses_to_change_a_publication(app, maya):
    a_published_round(maya)
    for statement in ("UPDATE publication SET ballots = 9", "DELETE FROM publication"):
        with pytest.raises(DBAPIError, match="append-only"), transaction() as session:
            session.execute(text(statement))


def test_the_page_shows_the_files_and_finds_a_ballot_by_its_receipt(app, maya, plain_browser):
    round, publication = a_published_round(maya)
    line = file_of(round)["ballots"][3]
    receipt, _, marks = line.partition(" ")
    titles = {one["id"]: one["title"] for one in file_of(round)["facts"]["finalists"]}
    with travel(round.closes_at + timedelta(hours=1)):
        page = plain_browser.open(f"/rounds/{round.slug}/recount")
        for name in NAMES:
            assert name in page.text
            assert publication.files[name][0] in page.text
        aloud = "+".join(receipt[at : at + 4] for at in range(0, 16, 4))
        page = plain_browser.open(f"/rounds/{round.slug}/recount?receipt={aloud}")
        assert "It was counted." in page.text
        assert all(titles[mark] in page.text for mark in marks.split(","))
        page = plain_browser.open(f"/rounds/{round.slug}/recount?receipt=0123")
        assert "No ballot of this round has the receipt 0123" in page.text


def test_every_receipt_is_found_and_no_other(app, maya):
    round, publication = a_published_round(maya)
    for line in file_of(round)["ballots"]:
        assert finding.found(publication, line.partition(" ")[0]).receipt == line.partition(" ")[0]
    for receipt in ("0", "f" * 16, "{", "7", "0" * 16, line[:15]):
        assert finding.found(publication, receipt) is None


def test_downloads_are_compressed_and_kept(app, maya):
    round, publication = a_published_round(maya)
    client = app.test_client()
    plain = client.get(f"/rounds/{round.slug}/ballots.json")
    packed = client.get(f"/rounds/{round.slug}/ballots.json", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert "Accept-Encoding" in packed.headers["Vary"]
    etag = plain.headers["ETag"]
    assert publication.files["ballots.json"][0] in etag
    again = client.get(f"/rounds/{round.slug}/ballots.json", headers={"If-None-Match": etag})
    assert again.status_code == 304
    for name in ("ballots.csv", "ballots.pb", "ballots.txt", "finalists.csv"):
        assert client.get(f"/rounds/{round.slug}/{name}").status_code == 200
    assert client.get(f"/rounds/{round.slug}/ballots.exe").status_code == 404


def test_the_spreadsheet_has_a_row_for_each_ballot(app, maya):
    round, publication = a_published_round(maya)
    with (folder_of(result_of(round).digest) / "ballots.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) == publication.ballots + 1
    assert {len(row) for row in rows} == {len(file_of(round)["facts"]["finalists"]) + 1}


def test_a_spreadsheet_knows_by_the_first_bytes_that_the_titles_are_unicode(app, maya):
    round, _ = a_published_round(maya)
    for name in ("ballots.csv", "finalists.csv"):
        written = (folder_of(result_of(round).digest) / name).read_bytes()
        assert written.startswith(codecs.BOM_UTF8)
        assert written.count(codecs.BOM_UTF8) == 1


def test_a_row_changed_past_the_guards_is_found_by_the_record_and_by_a_recount(app, maya):
    round, _ = a_published_round(maya)
    assert recounted(round, result_of(round)) == []
    ballot = db.session.scalars(select(Ballot.id).where(Ballot.round_id == round.id)).first()
    behind_its_back(f"DELETE FROM ballot_choice WHERE ballot_id = {ballot}")
    assert "the ballots are not those that were counted" in recounted(round, result_of(round))
    words = f"results: {round.slug}: the ballots are not those that were counted"
    assert words in [str(fault) for fault in verify().faults]


def test_the_export_writes_every_file(app, maya, tmp_path):
    round, publication = a_published_round(maya)
    ran = app.test_cli_runner().invoke(args=["round", "export", round.slug, "--to", str(tmp_path / "out")])
    assert ran.exit_code == 0, ran.output
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(NAMES)
    assert publication.files["ballots.pb"][0] in ran.output
    assert recount(tmp_path / "out" / "ballots.json")[0] == 0
    few = a_small_ballot(maya)
    announced(few)
    published(few)
    ran = app.test_cli_runner().invoke(args=["round", "export", few.slug, "--to", str(tmp_path / "few")])
    assert ran.exit_code == 1
    assert "fewer than 20 voters" in ran.output


def test_a_published_file_that_was_edited_is_found(app, maya):
    round, publication = a_published_round(maya)
    path = folder_of(publication.digest) / "ballots.csv"
    path.write_bytes(path.read_bytes().replace(b"1", b"0", 1))
    words = f"publications: {round.slug}: ballots.csv is not the file that was published"
    assert [str(fault) for fault in verify().faults] == [words]

"""Three thousand real all-or-nothing campaigns: ours would have ended each as it ended."""

import csv

from commerce.campaigns.progress import Progress
from commerce.campaigns.standing import minimum_is_met
from kernel.amount import minor_units
from tests.data import shared

ENDED = ("successful", "failed")


def test_every_real_campaign_ends_as_its_minimum_says():
    with shared("campaigns_kickstarter/campaigns.csv").open(encoding="utf-8", newline="") as file:
        ended = [row for row in csv.DictReader(file) if row["state"] in ENDED]
    assert len(ended) == 2924
    for row in ended:
        goal, pledged = minor_units(row["goal"]), minor_units(row["pledged"])
        met = row["state"] == "successful"
        assert minimum_is_met(pledged, goal) is met, row
        assert Progress(pledged, goal, None).is_met is met

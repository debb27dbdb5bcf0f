"""The ten authorities most like each authority, by the department's model of May 2025."""

from functools import partial

from ingest import github, lait
from ingest.dataset import Dataset, Release
from ingest.statistical_neighbours import REGISTER, neighbours

tidy = partial(neighbours, dataset="statistical_neighbours_2025")

DATASET = Dataset(
    name="statistical_neighbours_2025",
    title="Statistical neighbours, May 2025",
    publisher="Department for Education",
    publication="Children's services statistical neighbour benchmarking tool",
    landing_page="https://www.gov.uk/government/publications/local-authority-interactive-tool-lait",
    licence="Open Government Licence v3.0",
    attribution="Source: Department for Education, statistical neighbours. "
    "Contains public sector information licensed under the Open Government Licence v3.0.",
    releases=(
        Release(
            release="2025",
            file="dfe/statistical_neighbours_2025-05.xlsx",
            title="Statistical neighbours, May 2025",
            address="https://www.gov.uk/government/publications/local-authority-interactive-tool-lait",
            periods=("2025",),
            origin=github.file(
                lait.REPOSITORY,
                "01_data/02_prod/sn_may_2025.xlsx",
                "2025",
                sha256="8741494be7bbced69706589b7064b57d33737fc42ebbb3e778770f6bb78b1739",
            ),
        ),
    ),
    tidy=tidy,
    register=REGISTER,
)

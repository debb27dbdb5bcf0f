"""The ten authorities most like each authority, by the department's model of April 2021."""

from functools import partial

from ingest import github, lait
from ingest.dataset import Dataset, Release
from ingest.statistical_neighbours import REGISTER, neighbours

tidy = partial(neighbours, dataset="statistical_neighbours_2021")

DATASET = Dataset(
    name="statistical_neighbours_2021",
    title="Statistical neighbours, April 2021",
    publisher="Department for Education",
    publication="Children's services statistical neighbour benchmarking tool",
    landing_page="https://www.gov.uk/government/publications/local-authority-interactive-tool-lait",
    licence="Open Government Licence v3.0",
    attribution="Source: Department for Education, statistical neighbours. "
    "Contains public sector information licensed under the Open Government Licence v3.0.",
    releases=(
        Release(
            release="2021",
            file="dfe/statistical_neighbours_2021-04.xlsx",
            title="Statistical neighbours, April 2021",
            address="https://www.gov.uk/government/publications/local-authority-interactive-tool-lait",
            periods=("2021",),
            origin=github.file(
                lait.REPOSITORY,
                "01_data/02_prod/sn_april_2021.xlsx",
                "2021",
                sha256="e9594202bbf624f3328bd042ae0cf18d0df747d4320146449804dfe3133aa219",
            ),
        ),
    ),
    tidy=tidy,
    register=REGISTER,
)

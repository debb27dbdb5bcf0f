"""The bands of weeks that plans are issued in: together they are all plans, but for those of unknown age."""

ALL_BANDS = "plans_issued_within_20_weeks + plans_issued_20_to_52_weeks + plans_issued_over_a_year"
BANDS = " + ".join(f"{name}_excluding_exceptions" for name in ALL_BANDS.split(" + "))
"""The same of plans without exceptions."""

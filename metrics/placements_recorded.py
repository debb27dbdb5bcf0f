"""Where children with a plan are placed: the rule that the shares of all plans and of new plans have in common."""

from metrics.metric import Recorded

PLACEMENT_RECORDED = Recorded(
    unknown="placement_unknown",
    at_least=0.75,
    unmet="The placement of {unknown} of {total} plans is not recorded; shown where at least three quarters are.",
)
"""A placement that is not recorded counts as none of those named: a council that returned none would pass for 0 %."""

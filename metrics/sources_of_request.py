"""Who asked for an assessment: the rule that both metrics of the source share."""

from metrics.metric import KnownShare

TOPIC = "Source of request"
PARENTS = (TOPIC, "Parent or young person")
SCHOOLS = (TOPIC, "School or other education setting")

KNOWN_FOR_MOST = KnownShare(
    column="requests",
    parts=(PARENTS, SCHOOLS),
    at_least=0.5,
    unmet="Only {known} of {total} requests are recorded as made by parents, young people or schools; "
    "shown where at least half are.",
)
"""Where the source of most requests is not known, or 'other', the few recorded are not like the rest."""

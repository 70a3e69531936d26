"""What the file for a second reader says of a release before it is published, apart from the findings."""

REVIEW_TITLE = "Review before publication"
REVIEW_NOT_PUBLISHED = (
    "Not published. These figures are for those who may see them before their time, and nobody else."
)
REVIEW_FIRST = "What the drop would publish on {day}. There is no release before it."
REVIEW_BESIDE = (
    "What the drop would change on {day}, beside release {release}, which was published on {when}."
)
REVIEW_CHARTS = "Before and after"
REVIEW_SAME_SCALE = "Both charts of a measure have the same scale."
REVIEW_BEFORE = "Before: {title}"
REVIEW_AFTER = "After: {title}"
REVIEW_NO_FIGURES = "There are no figures."
REVIEW_FIGURES = "{measure}, {region}: every figure before and after"
REVIEW_EVERY = "Table of {figures}"
REVIEW_HEADS = ("Before", "After", "Difference")
REVIEW_LINES = "{count} lines"
REVIEW_SAME = "None"
REVIEW_NEW = "New figure"
REVIEW_GONE = "Gone"
REVIEW_FILES = "What was noticed in the files"

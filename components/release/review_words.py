"""What the file for a second reader says of a release before it is published, apart from the findings."""

TITLE = "Review before publication"
NOT_PUBLISHED = (
    "Not published. These figures are for those who may see them before their time, and nobody else."
)
FIRST = "What the drop would publish on {day}. There is no release before it."
BESIDE = "What the drop would change on {day}, beside release {release}, which was published on {when}."
CHARTS = "Before and after"
SAME_SCALE = "Both charts of a measure have the same scale."
BEFORE = "Before: {title}"
AFTER = "After: {title}"
NO_FIGURES = "There are no figures."
FIGURES = "{measure}, London: every figure before and after"
EVERY = "Table of {count} figures"
HEADS = ("Before", "After", "Difference")
LINES = "{count} lines"
SAME = "None"
NEW = "New figure"
GONE = "Gone"
FILES = "What was noticed in the files"

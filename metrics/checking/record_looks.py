"""What the rules look at in a file of records beside the columns that are read: kept while rows are counted"""

from __future__ import annotations

from metrics.checking.codes import columns_beside
from metrics.checking.personal import FIGURE, called_personal, free_columns, is_named_after_persons
from metrics.reading.engines.plans import Look

LOOK = Look(called_personal, is_named_after_persons, FIGURE, columns_beside, free_columns)

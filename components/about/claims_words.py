"""The words of the page of claims, and of why other figures differ."""

CLAIMS_TITLE = "Claims, worked out anew"
CLAIMS_LEAD = (
    "What was said in public of these figures, and what the sum comes to. We take the two figures that a claim "
    "compares from a release, and say whether it agrees. We do not say why a figure changed."
)
NO_CLAIMS = "No claim is listed in this release."
QUOTED = "“{words}”"
WHERE_SAID = "Said in: "
SAID_ON = "Said on {day}."
OF_MEASURE = "It is about: "
OF_AREA = "The area is {area}."
BY_RELEASE_OF_CLAIM = "Worked out from release "
CLAIM_CAPTION = "The sum by release {release}"
CLAIM_HEADS = ("Part", "When", "Number")
FROM, TO, CHANGE, STATED = "From", "To", "Change", "Stated"
BY_THE_NEWEST = "By the newest release"
HOW_CLAIMS = "How a claim is worked out"
HOW_CLAIMS_TEXTS = (
    "The two figures are those of the release, or its single periods added up. None is added up across a break.",
    "The change is worked out in full. It agrees if it comes to the number that was stated, with as many decimals.",
    "If a break lies between the two, or they cover spans of unequal length, the sum may agree and still compare "
    "what is not alike. We say so.",
    "A claim is worked out from the release that was current when it was made. If that was before our first "
    "release, we take the first one after it. What the newest release makes of it stands below.",
    "The start of a change can be chosen. So we also take the same figure of other years as the start, and say how "
    "far the change ranges.",
)
CLAIMS_AS_DATA = "As data"
CLAIMS_JSON = "All claims for programs, as JSON"
CLAIMS_CSV = "All claims as a CSV file"
CLAIMS_COLUMNS = "What its columns mean (CSVW)"
CLAIMS_ABOUT_THIS = "Claims about this measure"
WHY_OTHERS_DIFFER = "Why other figures differ"

"""The checks of a drop: a rule for each, by what it is about, in stages. A new check begins here."""

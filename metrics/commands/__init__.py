"""The commands of pcp, by what they are about. A new command begins here."""

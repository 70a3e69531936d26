"""What a release revised, corrected and added."""

"""How to read the site, its methods, and how it can be used by everybody."""

"""The pages, a module for each: it registers the address and lays the page out. A new page begins here."""

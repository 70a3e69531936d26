"""What other programs subscribe to: feed, calendar, site map, embedded tile."""

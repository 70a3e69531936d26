"""What pages share: the tile, the table, the place of a chart, the notices."""

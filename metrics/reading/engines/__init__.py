"""Record-level extracts of any size: read block by block, judged, counted in groups; by pandas, duckdb or Dask"""

"""What analysts declare in config/metrics.yaml: its models, its rules, its reader."""

"""``python -m metrics`` is ``pcp``."""

from metrics.cli import main

if __name__ == "__main__":
    main()

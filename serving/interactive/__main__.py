"""``python -m serving.interactive``: packs the scripts of interactive charts, once for every process."""

from __future__ import annotations

from pathlib import Path

from serving.interactive.scripts import pack_ahead

if __name__ == "__main__":
    pack_ahead(Path(__file__).resolve().parents[2])

"""Another name of `convene_distributed`, which is in the same wheel."""

from convene_distributed import schedule

__all__ = ["schedule"]

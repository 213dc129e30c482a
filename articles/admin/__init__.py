"""The desk's door: Django's admin, one module per noun.

The imports register what the desk shows.
"""

from articles.admin import people, second_step

__all__ = ["people", "second_step"]

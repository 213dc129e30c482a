"""The desk's door: Django's admin, one module per noun.

The imports register what the desk shows.
"""

from articles.admin import article, people, records, second_step

__all__ = ["article", "people", "records", "second_step"]

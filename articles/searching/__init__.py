"""The search: an index in each process's memory, derived from live Editions.

`index` keeps it in step with the site version and answers without a database.
An `Engine` is the index of one language; `pages` reads what goes into it; `words`
brings words into one form; `spelling`, `synonyms` and `alarms` know the library's
words, its glossary and the signs of its care cards.
"""

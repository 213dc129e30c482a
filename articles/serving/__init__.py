"""The page store: whole responses, compressed once, in front of Django.

A request meets `door.Door` first. A page of the store is answered there; all else
goes to Django. `watcher.Watcher` learns the site version off the request path, and
`wiring.in_front_of` puts the parts together from the settings.
"""

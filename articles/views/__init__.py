"""The readers' door: pages that are pure functions of version, path and parameters."""

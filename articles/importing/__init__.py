"""From the library's files to drafts."""

from articles.importing.files import FileProblem
from articles.importing.load import Report, load
from articles.importing.parse import Parsed, parse_library

__all__ = ["FileProblem", "Parsed", "Report", "load", "parse_library"]

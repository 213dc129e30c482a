"""What is wrong with a page before it is published."""

from articles.checking.advice import check_advice
from articles.checking.page import check_page
from articles.checking.statements import check_statements

__all__ = ["check_advice", "check_page", "check_statements"]

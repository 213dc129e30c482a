"""One body of Markdown to HTML: the order of the steps and what comes out."""

import logging
from dataclasses import dataclass
from html import escape
from xml.etree.ElementTree import Element

from markdown import Markdown, blockprocessors, inlinepatterns, treeprocessors
from markdown.blockparser import BlockParser
from markdown.util import Registry

from articles.problems import Problem
from articles.rendering.directives import Page, build
from articles.rendering.findings import Findings, Key
from articles.rendering.references import References
from articles.rendering.sanitise import sanitise
from articles.rendering.source import (
    MAX_BODY,
    bounded,
    normalise,
    report_foreign_markup,
)
from articles.rendering.typography import typeset

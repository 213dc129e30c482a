"""The nouns of the house: what editors write, and what readers read."""

from articles.models.append_only import AppendOnly, AppendOnlyError
from articles.models.article import Article
from articles.models.autosave import Autosave
from articles.models.care import CareCard, CareItem, Level
from articles.models.country import Country
from articles.models.desk_event import DeskEvent
from articles.models.draft import DraftSave
from articles.models.draft_digest import DraftDigest
from articles.models.edition import Edition
from articles.models.edition_name import EditionName
from articles.models.edition_use import EditionUse
from articles.models.event import PublicationEvent
from articles.models.explanation import Explanation
from articles.models.figure import Figure
from articles.models.old_slug import OldSlug
from articles.models.planned_publication import PlannedPublication
from articles.models.publication import Publication
from articles.models.reader_comment import ReaderComment
from articles.models.reader_vote import ReaderVote
from articles.models.record import DeskRecord
from articles.models.reference import ReferenceEdition
from articles.models.rendered import RenderedEdition
from articles.models.section import Aspect, Section
from articles.models.sign_off import SignOff
from articles.models.site_version import SiteVersion
from articles.models.source import Source
from articles.models.source_check import SourceCheck
from articles.models.term import Term
from articles.models.topic import Topic
from articles.models.unanswered_search import UnansweredSearch
from articles.models.use import Use

__all__ = [
    "AppendOnly",
    "AppendOnlyError",
    "Article",
    "Aspect",
    "Autosave",
    "CareCard",
    "CareItem",
    "Country",
    "DeskEvent",
    "DeskRecord",
    "DraftDigest",
    "DraftSave",
    "Edition",
    "EditionName",
    "EditionUse",
    "Explanation",
    "Figure",
    "Level",
    "OldSlug",
    "PlannedPublication",
    "Publication",
    "PublicationEvent",
    "ReaderComment",
    "ReaderVote",
    "ReferenceEdition",
    "RenderedEdition",
    "Section",
    "SignOff",
    "SiteVersion",
    "Source",
    "SourceCheck",
    "Term",
    "Topic",
    "UnansweredSearch",
    "Use",
]

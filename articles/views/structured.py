"""Structured data: schema.org's MedicalWebPage, and the same page's breadcrumbs."""

import json
from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from articles.models.edition import Edition
from articles.views.site import Site, absolute, site_name

_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}
ASPECTS = {
    "overview": "OverviewHealthAspect",
    "symptoms": "SymptomsHealthAspect",
    "causes": "CausesHealthAspect",
    "self-care": "SelfCareHealthAspect",
    "treatment": "TreatmentsHealthAspect",
    "prevention": "PreventionHealthAspect",
    "pregnancy": "PregnancyHealthAspect",
    "living-with": "LivingWithHealthAspect",
}


def as_json(data: Mapping[str, Any]) -> SafeString:
    """JSON that is safe inside a script element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308 escaped above


def article_data(
    edition: Edition,
    context: Mapping[str, Any],
    addresses: Mapping[str, str],
    site: Site,
) -> SafeString:
    """What an article's page says of itself; `lastReviewed` only after a review."""
    address = absolute(context["address"])
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MedicalWebPage",
        "@id": address,
        "url": address,
        "name": edition.title,
        "description": edition.lead,
        "inLanguage": edition.language,
        "dateModified": edition.published_at.date().isoformat(),
        "version": edition.number,
        "author": {"@type": "Organization", "name": context["byline"]},
        "publisher": {"@type": "Organization", "name": site_name()},
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "medicalAudience": {"@type": "MedicalAudience", "audienceType": "Patient"},
        "hasPart": [
            {
                "@type": "HealthTopicContent",
                "@id": f"{address}#{section['key']}",
                **_aspect(section["aspect"]),
            }
            for section in edition.content["sections"]
        ],
        "citation": [
            source["address"] or source["title"]
            for source in context["sources"]
            if not source["consensus"]
        ],
        "breadcrumb": _breadcrumb(context, edition),
    }
    codes = [code.partition(":")[::2] for code in edition.content["codes"]]
    if codes:
        data["about"] = {
            "@type": "MedicalCondition",
            "name": edition.title,
            "code": [
                {"@type": "MedicalCode", "codingSystem": system, "codeValue": value}
                for system, value in codes
            ],
        }
    if context["overdue"]:
        data["creativeWorkStatus"] = "UnderReview"
    signature = context["signature"]
    if signature:
        data["lastReviewed"] = signature.at.date().isoformat()
        data["reviewedBy"] = {
            "@type": "Person",
            "name": signature.name,
            "jobTitle": signature.role,
        }
    others = [
        {
            "@type": "MedicalWebPage",
            "@id": absolute(other),
            "inLanguage": language,
        }
        for language, other in addresses.items()
        if language != edition.language
    ]
    if edition.language == edition.source_language:
        data["workTranslation"] = others
    else:
        data["translationOfWork"] = [
            other for other in others if other["inLanguage"] == edition.source_language
        ]
    return as_json(data)


def _aspect(aspect: str) -> dict[str, str]:
    name = ASPECTS.get(aspect)
    return {"hasHealthAspect": f"https://schema.org/{name}"} if name else {}


def _breadcrumb(context: Mapping[str, Any], edition: Edition) -> dict[str, Any]:
    topic = context["topic"]
    steps = [
        (site_name(), f"/{edition.language}/"),
        (topic.name, topic.address),
        (edition.title, context["address"]),
    ]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": name,
                "item": absolute(address),
            }
            for position, (name, address) in enumerate(steps, start=1)
        ],
    }

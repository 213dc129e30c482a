"""The site's settings with what is compared, chosen by the variable BENCH.

`cached` puts Django's cache middleware around every page, with the few middlewares
that readers' pages need; `busy` adds a slow and a busy page to the desk.
"""

import os

from calfhealth.settings import *  # noqa: F403, TID251 these are settings too

_KIND = os.environ.get("BENCH", "")
if _KIND == "cached":
    PAGE_STORE = False
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    MIDDLEWARE = [
        "django.middleware.cache.UpdateCacheMiddleware",
        "bench.serving.pages.may_be_cached",
        "django.middleware.security.SecurityMiddleware",
        "csp.middleware.CSPMiddleware",
        "django_permissions_policy.PermissionsPolicyMiddleware",
        "articles.views.middleware.ResourcePolicyMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
        "allauth.account.middleware.AccountMiddleware",  # it refuses to be left out
        "django.middleware.cache.FetchFromCacheMiddleware",
    ]
if _KIND == "busy":
    ROOT_URLCONF = "bench.serving.pages"

"""Settings of the site: one file, read from the environment.

Development needs nothing. `ENVIRONMENT=production` refuses to start without
SECRET_KEY, ALLOWED_HOSTS and an https SITE_ORIGIN. docs/operating.md lists all.
"""

import contextlib
import os
import secrets
import sys
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

PRODUCTION = env.str("ENVIRONMENT", "development") == "production"
DEBUG = False


def needed_in_production(name: str, otherwise: str) -> str:
    """The value of a variable that production must be given."""
    value = env.str(name, "")
    if PRODUCTION and not value:
        raise ImproperlyConfigured(
            f"ENVIRONMENT=production needs {name}. See docs/operating.md."
        )
    return value or otherwise


SECRET_KEY = needed_in_production("SECRET_KEY", "development-" + "0" * 50)
ALLOWED_HOSTS = needed_in_production(
    "ALLOWED_HOSTS", "localhost,127.0.0.1,[::1],testserver"
).split(",")
SITE_ORIGIN = needed_in_production(
    "SITE_ORIGIN", f"http://localhost:{env.str('PORT', '8000')}"
).rstrip("/")
if PRODUCTION and not SITE_ORIGIN.startswith("https://"):
    raise ImproperlyConfigured("ENVIRONMENT=production needs SITE_ORIGIN with https.")

VAR_DIR = Path(env.str("VAR_DIR", str(BASE_DIR / "var")))
with contextlib.suppress(OSError):  # who needs it says so in a sentence
    (VAR_DIR / "static").mkdir(parents=True, exist_ok=True)

# --- Applications -----------------------------------------------------------------

INSTALLED_APPS = [
    "modeltranslation",
    "articles",
    "calfhealth.apps.DeskConfig",
    "calfhealth.apps.PeopleConfig",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "articles.views.middleware.ResourcePolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "articles.admin.middleware.DeskMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "calfhealth.urls"
WSGI_APPLICATION = "calfhealth.wsgi.application"
APPEND_SLASH = False  # the readers' door makes one redirect for everything

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
        },
    }
]

# --- Database: an SQLite file, or whatever DATABASE_URL names ----------------------

DATABASES = {"default": env.db("DATABASE_URL", f"sqlite:///{VAR_DIR / 'calm.sqlite3'}")}
DATABASES["default"]["CONN_MAX_AGE"] = 600
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
    # A file, so that threads and processes of a test meet as they do in the field.
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / f"test-{os.getpid()}.sqlite3"}
else:
    DATABASES["default"]["OPTIONS"] = {
        **DATABASES["default"].get("OPTIONS", {}),
        "connect_timeout": 2,
        "options": "-c statement_timeout=60000 -c lock_timeout=20000",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Languages: one line makes a new one (README, "Add a language") ---------------

LANGUAGES = [("fr", "Français"), ("nb", "Norsk"), ("es", "Español")]
LANGUAGE_CODE = "fr"
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Paris"
USE_TZ = True
MODELTRANSLATION_DEFAULT_LANGUAGE = "fr"
MODELTRANSLATION_ENABLE_FALLBACKS = False
MODELTRANSLATION_FALLBACK_LANGUAGES = ()

# --- Static files -------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- Security ---------------------------------------------------------------------

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF],
        "manifest-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "worker-src": [SELF],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    name: []
    for name in (
        "accelerometer", "autoplay", "camera", "display-capture", "geolocation",
        "gyroscope", "magnetometer", "microphone", "midi", "payment", "usb",
    )
}  # fmt: skip
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SECURE_HSTS_SECONDS = 31_536_000 if PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = PRODUCTION
SECURE_SSL_REDIRECT = PRODUCTION
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PRODUCTION else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = PRODUCTION
SESSION_COOKIE_PATH = CSRF_COOKIE_PATH = "/desk/"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# --- Signing in at the desk ---------------------------------------------------------

DESK_REQUIRES_MFA = PRODUCTION or env.bool("DESK_REQUIRES_MFA", False)
"""Nothing of the desk opens without a second step; always so in production."""
CACHES = {
    "default": {  # counts failed sign-ins for all processes together
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "desk_cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
LANGUAGE_COOKIE_NAME = "desk_language"
LANGUAGE_COOKIE_PATH = "/desk/"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Strict"
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SECURE = PRODUCTION
ACCOUNT_ADAPTER = "articles.admin.adapters.AccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,5/15m/key"}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXIES", 1 if PRODUCTION else 0)
"""How many proxies of our own add to X-Forwarded-For; 0 if none does."""
MFA_ADAPTER = "articles.admin.adapters.SecondStepAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_FORMS = {
    "add_webauthn": "articles.admin.passkeys.AddPasskeyForm",
    "edit_webauthn": "articles.admin.passkeys.RenamePasskeyForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Calm legs"
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not PRODUCTION

# --- What the operator says about itself -------------------------------------------

OPERATOR = env.str("OPERATOR", "")
"""Who answers for the site, as the imprint shows it; lines divided by "|"."""
CONTACT_EMAIL = env.str("CONTACT_EMAIL", "")
vars().update(env.email_url("EMAIL_URL", "consolemail://"))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = CONTACT_EMAIL or "calm-legs@localhost"
SECURITY_CONTACT = env.str("SECURITY_CONTACT", "")
BUILD = env.str("BUILD", "") or secrets.token_hex(4)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{levelname} {name} {message}", "style": "{"}},
    "handlers": {"line": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["line"], "level": "WARNING"},
}

TESTING = "pytest" in sys.modules
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    STORAGES["staticfiles"]["BACKEND"] = (
        "django.contrib.staticfiles.storage.StaticFilesStorage"
    )
    os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

# --- What readers say ---------------------------------------------------------------

FEEDBACK_KEEP_DAYS = env.int("FEEDBACK_KEEP_DAYS", 365)
"""After so many days `manage.py tidy` deletes votes, comments and counted searches."""
UNANSWERED_FLUSH_SECONDS = 0 if TESTING else 60
"""How long searches without an answer wait in memory; 0: until somebody flushes."""

# --- The page store -----------------------------------------------------------------

READER_PARAMETERS = ("country", "print", "page")
"""All that an address may ask for; every other parameter makes no page of its own."""
PAGE_STORE = env.bool(
    "PAGE_STORE", not TESTING and Path(sys.argv[0]).name != "manage.py"
)
PAGE_STORE_BYTES = env.int("PAGE_STORE_BYTES", 64 * 1024 * 1024)
PAGE_STORE_WARM_SECONDS = env.int("PAGE_STORE_WARM_SECONDS", 30)
EXPORTED_SITE = env.str("EXPORTED_SITE", "")
"""A folder of `manage.py export_site`: readers get it while there is no database yet."""
PAGE_STORE_PATHS = "articles.views.paths.every_path"
PAGE_STORE_UNAVAILABLE = "articles.views.errors.unavailable_page"
PAGE_STORE_DESK_UNAVAILABLE = "articles.views.errors.desk_unavailable_page"
PAGE_STORE_DESK = ("/desk/",)
PAGE_STORE_OFFLINE = "articles.views.search.addresses"
PAGE_STORE_FOLLOWERS = ("articles.searching.index.follow",)
"""Readers' paths, such as the search, that answer while the database is away."""
if not DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A connection whose server vanished without a word ends within about 5 seconds.
    DATABASES["default"]["OPTIONS"].update(
        keepalives_idle=2, keepalives_interval=1, keepalives_count=3,
        tcp_user_timeout=5000,
    )  # fmt: skip

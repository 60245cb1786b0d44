"""Settings of the product; everything that differs between installations comes from `Environment`."""

from typing import Any

from csp.constants import NONE, SELF

from ozgcloud.settings.environment import POOL, SMALL_POOL, Environment, database
from ozgcloud.settings.logs import configure

ENV = Environment.from_os()

SECRET_KEY = ENV.secret_key
DEBUG = False
ALLOWED_HOSTS = list(ENV.allowed_hosts)
IS_SECURE = ENV.base_url.startswith("https://")

HOUSE = [
    "core",
    "delivery",
    "mandant",
    "benachrichtigung",
    "schnittstelle",
    "ausgang",
    "zustaendigkeit",
    "datenschema",
    "leistung",
    "onlinedienst",
    "eingang",
    "vorgang",
    "leseprotokoll",
    "bearbeitung",
    "stapel",
    "ansicht",
    "kennzahlen",
    "antrag",
    "bescheid",
    "postfach",
    "erfassung",
    "nachforderung",
    "zuarbeit",
    "weiterleitung",
    "veraktung",
    "rollout",
    "uebung",
    "flow",
    "portal",
    "amt",
    "leitstand",
    "monitor",
    "api",
    "demo",
    "probelauf",
]

INSTALLED_APPS = [
    *(f"ozgcloud.{name}" for name in HOUSE),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "django_htmx",
    "django_cotton.apps.SimpleAppConfig",
    "template_partials.apps.SimpleAppConfig",
    "csp",
    "procrastinate.contrib.django",
]

MIDDLEWARE = [
    "ozgcloud.core.proxy.TrustedProxy",
    "ozgcloud.core.middleware.RequestLog",
    "ozgcloud.api.tuer.MachineDoor",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "ozgcloud.core.middleware.ContentSecurityPolicy",
    "ozgcloud.core.middleware.BodyLimit",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "ozgcloud.mandant.login.Authentication",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "ozgcloud.core.middleware.Headers",
    "ozgcloud.core.middleware.Errors",
]

ROOT_URLCONF = "ozgcloud.settings.urls"
WSGI_APPLICATION = "ozgcloud.core.wsgi.application"

DATABASES: dict[str, Any] = {"default": database(ENV.database_url, POOL)}
for _alias, _url, _pool in (
    ("relay", ENV.relay_database_url, None),
    ("owner", ENV.owner_database_url, None),
    ("leitstand", ENV.leitstand_database_url, SMALL_POOL),
    ("monitor", ENV.monitor_database_url, SMALL_POOL),
):
    if _url:
        DATABASES[_alias] = database(_url, _pool)
DATABASE_ROUTERS = ["ozgcloud.core.tenancy.ScopeRouter"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_LOADERS = [
    (
        "template_partials.loader.Loader",
        [
            (
                "django.template.loaders.cached.Loader",
                [
                    "django_cotton.cotton_loader.Loader",
                    "django.template.loaders.filesystem.Loader",
                    "django.template.loaders.app_directories.Loader",
                ],
            )
        ],
    )
]
TEMPLATES = [
    {
        "BACKEND": "ozgcloud.core.rendering.DjangoTemplates",
        "NAME": "django",
        "DIRS": [],
        "OPTIONS": {
            "loaders": _LOADERS,
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "ozgcloud.amt.kopf.wer",
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "django.templatetags.static",
            ],
        },
    }
]
COTTON_DIR = "cotton"
COTTON_ISOLATE_BY_DEFAULT = True
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

LANGUAGE_CODE = "de"
TIME_ZONE = "Europe/Berlin"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = ENV.data_dir / "static"
STATICFILES_DIRS = [ENV.assets_dir] if ENV.assets_dir.is_dir() else []
# A page must not break because a picture is missing; the error page least of all.
WHITENOISE_MANIFEST_STRICT = False
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# By name, so that a library is loaded only where it is used.
OZG_OBJECT_STORE = "ozgcloud.adapters.s3.store.open_bucket" if ENV.s3_url else "ozgcloud.core.folder.open_folder"
OZG_SCANNER = "ozgcloud.adapters.clamav.scanner.open_scanner"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# The second one is for sessions that were begun before there was the first.
AUTHENTICATION_BACKENDS = ["ozgcloud.mandant.login.LoginBackend", "django.contrib.auth.backends.ModelBackend"]
ACCOUNT_ADAPTER = "ozgcloud.amt.konto.StaffAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
# Per name. Per address only where the address is the client's and not the proxy's, and wide enough for a whole
# Verwaltung that begins at eight behind one address.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip" if ENV.trusted_proxies else False,
    "login_failed": "5/5m/key,300/10m/ip" if ENV.trusted_proxies else "5/5m/key",
}
ACCOUNT_PREVENT_ENUMERATION = True
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "amt:liste"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"

SESSION_ENGINE = "ozgcloud.mandant.sitzung"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_SECURE = IS_SECURE
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "ozg_sitzung"
CSRF_COOKIE_SECURE = IS_SECURE
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "ozgcloud.core.doors.csrf_failure"
OZG_STILPROBE = False
CSRF_TRUSTED_ORIGINS = [ENV.base_url]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if IS_SECURE else 0
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "img-src": [SELF, "data:"],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_NUMBER_FILES = 50
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
OZG_MAX_BODY = 120 * 1024 * 1024

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

PROCRASTINATE_AUTOCONFIGURE = True
PROCRASTINATE_DATABASE_ALIAS = "default"

LOGGING_CONFIG = None
configure(ENV.log)

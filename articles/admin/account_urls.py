"""The addresses under /desk/account/: of django-allauth, only what the desk uses.

There is no signing up, no e-mail address to confirm and no password by mail.
"""

from allauth.account import views
from django.urls import include, path
from django.views.i18n import set_language

from articles.admin import account

urlpatterns = [
    path("", account.home, name="desk_account"),
    path("language/", set_language, name="desk_language"),
    path("login/", views.login, name="account_login"),
    path("logout/", views.logout, name="account_logout"),
    path("everywhere/", account.sign_out_everywhere, name="desk_sign_out_everywhere"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/", views.password_change, name="account_change_password"),
    path("password/first/", views.password_set, name="account_set_password"),
    path("second-step/", include("allauth.mfa.urls")),
]

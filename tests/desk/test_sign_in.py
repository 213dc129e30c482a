"""Signing in: password, second step, lock-out, and sessions that end."""

import datetime

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.utils import timezone

from tests import builders
from tests.desk.codes import code_of, enrol, steps_of

pytestmark = pytest.mark.django_db

LOGIN = "/desk/account/login/"
SECOND = "/desk/account/second-step/"
PASSWORD = "quiet calves at three"


@pytest.fixture
def kari() -> User:
    return builders.person("kari", "Author", password=PASSWORD)


@pytest.fixture
def strict(settings) -> None:
    settings.DESK_REQUIRES_MFA = True


def sign_in(client: Client, password: str = PASSWORD, name: str = "kari"):
    return client.post(LOGIN, {"login": name, "password": password})


def is_in(client: Client) -> bool:
    return client.get("/desk/").status_code == 200


def test_a_stranger_is_asked_to_sign_in_and_led_back(client, kari):
    answer = client.get("/desk/articles/article/")
    assert answer["Location"] == "/desk/login/?next=/desk/articles/article/"
    answer = client.get(answer["Location"])
    assert answer["Location"] == f"{LOGIN}?next=/desk/articles/article/"
    form = {"login": "kari", "password": PASSWORD, "next": "/desk/articles/article/"}
    assert client.post(LOGIN, form)["Location"] == "/desk/articles/article/"


def test_after_signing_in_nobody_is_led_to_another_site(client, kari):
    form = {"login": "kari", "password": PASSWORD, "next": "https://example.org/"}
    assert client.post(LOGIN, form)["Location"] == "/desk/"


def test_a_wrong_password_opens_nothing(client, kari):
    assert sign_in(client, "wrong").status_code == 200
    assert not is_in(client)


def test_five_wrong_passwords_lock_the_account_for_everybody(client, kari):
    for _attempt in range(5):
        sign_in(client, "wrong")
    elsewhere = Client(REMOTE_ADDR="192.0.2.7")
    for one in (client, elsewhere):
        sign_in(one)
        assert not is_in(one)


def test_a_lock_is_no_lock_for_others(client, kari):
    builders.person("ola", "Author", password=PASSWORD)
    for _attempt in range(5):
        sign_in(client, "wrong")
    sign_in(client, name="ola")
    assert is_in(client)


def test_failures_are_counted_where_all_processes_see_them(client, kari):
    sign_in(client, "wrong")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM desk_cache")
        assert cursor.fetchone()[0] > 0


def test_who_keeps_guessing_is_told_to_wait(client, kari):
    for _attempt in range(31):
        answer = sign_in(client, "wrong")
    assert answer.status_code == 429
    assert b"desk.css" in answer.content


def test_who_is_no_staff_may_not_open_the_desk(client, kari):
    User.objects.update(is_staff=False)
    sign_in(client)
    assert client.get("/desk/", follow=True).status_code == 403


def test_a_closed_account_does_not_open(client, kari):
    User.objects.update(is_active=False)
    sign_in(client)
    assert not is_in(client)


@pytest.mark.parametrize(
    "path",
    ["signup/", "password/reset/", "email/", "3rdparty/", "login/code/",
     "second-step/webauthn/signup/"],
)  # fmt: skip
def test_there_is_no_signing_up_and_no_password_by_mail(client, path):
    assert client.get(f"/desk/account/{path}", follow=True).redirect_chain in (
        [],
        [(f"/desk/login/?next=/desk/account/{path}", 302),
         (f"{LOGIN}?next=/desk/account/{path}", 302)],
    )  # fmt: skip


# --- The second step


@pytest.mark.parametrize(
    "path",
    ["/desk/", "/desk/articles/article/", "/desk/articles/article/add/",
     "/desk/auth/user/", "/desk/jsi18n/", "/desk/nowhere/", "/desk/account/",
     "/desk/account/password/", f"{SECOND}webauthn/", f"{SECOND}recovery-codes/"],
)  # fmt: skip
@pytest.mark.usefixtures("strict")
def test_without_a_second_step_everything_leads_to_enrol(client, kari, path):
    sign_in(client)
    for answer in (client.get(path), client.post(path)):
        assert (answer.status_code, answer["Location"]) == (302, SECOND)


@pytest.mark.parametrize("path", ["", "totp/activate/", "webauthn/add/"])
@pytest.mark.usefixtures("strict")
def test_enrolling_is_open_right_after_the_password(client, kari, path):
    sign_in(client)
    assert client.get(f"{SECOND}{path}").status_code == 200


@pytest.mark.usefixtures("strict")
def test_the_admin_itself_refuses_who_has_no_second_step(rf, kari):
    from django.contrib import admin

    request = rf.get("/desk/")
    request.user = kari
    assert not admin.site.has_permission(request)
    enrol(kari)
    request = rf.get("/desk/")
    request.user = kari
    assert admin.site.has_permission(request)


@pytest.mark.usefixtures("strict")
def test_enrolling_with_an_app_opens_the_desk_and_shows_codes(client, kari):
    sign_in(client)
    page = client.get(f"{SECOND}totp/activate/")
    assert b"<svg" in page.content
    assert b"data:" not in page.content
    secret = client.session["mfa.totp.secret"]
    answer = client.post(f"{SECOND}totp/activate/", {"code": code_of(secret)})
    assert answer["Location"] == f"{SECOND}recovery-codes/"
    assert len(client.get(answer["Location"]).context["unused_codes"]) == 10
    assert is_in(client)
    assert steps_of(kari) == {"totp", "recovery_codes"}


@pytest.mark.usefixtures("strict")
def test_a_wrong_code_enrols_nobody(client, kari):
    sign_in(client)
    client.get(f"{SECOND}totp/activate/")
    client.post(f"{SECOND}totp/activate/", {"code": "000000"})
    assert steps_of(kari) == set()


@pytest.mark.usefixtures("strict")
def test_a_session_that_began_with_the_password_alone_ends_when_she_enrols(
    client, kari, django_capture_on_commit_callbacks
):
    thief = Client()
    sign_in(thief)
    sign_in(client)
    client.get(f"{SECOND}totp/activate/")
    code = code_of(client.session["mfa.totp.secret"])
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"{SECOND}totp/activate/", {"code": code})
    assert is_in(client)
    assert thief.get("/desk/")["Location"] == "/desk/login/?next=/desk/"


def test_the_password_alone_is_not_signing_in_for_who_enrolled(client, kari):
    enrol(kari)
    assert sign_in(client)["Location"] == f"{SECOND}authenticate/"
    assert not is_in(client)
    client.post(f"{SECOND}authenticate/", {"code": code_of()})
    assert is_in(client)


def test_a_code_opens_once(client, kari):
    enrol(kari)
    code = code_of()
    for one, opened in ((client, True), (Client(), False)):
        sign_in(one)
        one.post(f"{SECOND}authenticate/", {"code": code})
        assert is_in(one) is opened


def test_a_recovery_code_opens_once(client, kari):
    first = enrol(kari)[0]
    for one, opened in ((client, True), (Client(), False)):
        sign_in(one)
        one.post(f"{SECOND}authenticate/", {"code": first})
        assert is_in(one) is opened


def test_five_wrong_codes_lock_the_second_step(client, kari):
    enrol(kari)
    sign_in(client)
    for _attempt in range(5):
        client.post(f"{SECOND}authenticate/", {"code": "000000"})
    client.post(f"{SECOND}authenticate/", {"code": code_of()})
    assert not is_in(client)


@pytest.mark.usefixtures("strict")
def test_removing_the_second_step_closes_the_desk(client, kari):
    enrol(kari)
    sign_in(client)
    client.post(f"{SECOND}authenticate/", {"code": code_of()})
    client.post(f"{SECOND}reauthenticate/", {"code": enrolled_recovery_code(kari)})
    client.post(f"{SECOND}totp/deactivate/")
    assert steps_of(kari) == set()
    assert client.get("/desk/")["Location"] == SECOND


def enrolled_recovery_code(user: User) -> str:
    from allauth.mfa.models import Authenticator

    codes = Authenticator.objects.get(user=user, type="recovery_codes").wrap()
    return str(codes.get_unused_codes()[0])


def test_changing_how_one_signs_in_asks_for_the_password_again(client, kari):
    enrol(kari)
    sign_in(client)
    client.post(f"{SECOND}authenticate/", {"code": code_of()})
    answer = client.get(f"{SECOND}totp/deactivate/")
    assert answer["Location"].startswith("/desk/account/reauthenticate/")


# --- Sessions


def test_signing_out_everywhere_ends_every_session(client, kari):
    other, stranger = Client(), Client()
    builders.person("ola", "Author", password=PASSWORD)
    sign_in(client)
    sign_in(other)
    sign_in(stranger, name="ola")
    answer = client.post("/desk/account/everywhere/")
    assert answer["Location"] == LOGIN
    assert [is_in(one) for one in (client, other, stranger)] == [False, False, True]


def test_signing_out_everywhere_is_asked_for_with_a_button(client, kari):
    sign_in(client)
    assert client.get("/desk/account/everywhere/").status_code == 405
    assert is_in(client)


def test_a_new_password_ends_the_other_sessions(client, kari):
    other = Client()
    sign_in(client)
    sign_in(other)
    new = "louder calves at four"
    client.post(
        "/desk/account/password/",
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    assert [is_in(one) for one in (client, other)] == [True, False]


def test_a_session_ends_after_twelve_hours_and_with_the_browser(client, kari):
    sign_in(client)
    session = Session.objects.get()
    twelve_hours = timezone.now() + datetime.timedelta(hours=12)
    assert abs(session.expire_date - twelve_hours).total_seconds() < 60
    assert client.cookies["sessionid"]["max-age"] == ""
    Session.objects.update(expire_date=timezone.now())
    assert not is_in(client)


def test_the_cookies_stay_at_the_desk(client, kari):
    client.get(LOGIN)
    sign_in(client)
    for name in ("sessionid", "csrftoken"):
        assert client.cookies[name]["path"] == "/desk/"
        assert client.cookies[name]["samesite"] == "Strict"
    assert client.cookies["sessionid"]["httponly"]


def test_the_cache_is_shared(settings):
    backend = settings.CACHES["default"]["BACKEND"]
    assert backend == "django.core.cache.backends.db.DatabaseCache"
    cache.set("calf", 1)
    assert cache.get("calf") == 1

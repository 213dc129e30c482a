"""The codes that an app on a telephone would show."""

import base64
import hashlib
import hmac
import struct
import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import User

SECRET = base64.b32encode(b"twenty bytes, secret").decode()


def code_of(secret: str = SECRET) -> str:
    """The six digits of now (RFC 6238), written apart from the code under test."""
    count = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret), count, hashlib.sha1).digest()
    place = digest[-1] & 15
    number = struct.unpack(">I", digest[place : place + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06d}"


def enrol(user: User) -> list[str]:
    """Give her an app with SECRET; her recovery codes."""
    TOTP.activate(user, SECRET)
    codes: list[str] = RecoveryCodes.activate(user).generate_codes()
    return codes


def steps_of(user: User) -> set[str]:
    rows = Authenticator.objects.filter(user=user)
    return set(rows.values_list("type", flat=True))

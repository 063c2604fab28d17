"""In and out: one-time link, sign-in, password, the presentable view, the lock."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import login, logout, views
from django.contrib.auth.forms import AuthenticationForm, SetPasswordForm
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from groundswell.app import keys
from groundswell.faces.web.page import PRESENTABLE
from groundswell.faces.web.sudo import confirmed
from groundswell.faces.web.trouble import trouble

WELCOME = "welcome"


@never_cache
@require_GET
def enter(request: HttpRequest, secret: str) -> HttpResponse:
    """Sign in by a one-time link."""
    used = keys.use_link(secret, timezone.now())
    if used is None:
        text = "It was used already, or it is too old. Start the workbench again for a new one."
        return trouble(request, 410, "This link no longer opens anything.", text)
    login(request, keys.account(used[0]), backend="django.contrib.auth.backends.ModelBackend")
    if used[1] == WELCOME:
        return redirect("password")
    return redirect("home")


class SignInForm(AuthenticationForm):
    """Asks for name and password; a wrong one says so without saying which."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Name you sign in with"
        self.error_messages["invalid_login"] = "This name and password open nothing together."


class SignIn(views.LoginView):
    """Sign in by name and password."""

    template_name = "sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True


def password(request: HttpRequest) -> HttpResponseBase:
    """Choose a password; who has one shows it first, so that no unlocked screen is taken over."""
    if not request.user.is_authenticated:
        return redirect("sign-in")
    chosen = confirmed(choosing) if request.user.has_usable_password() else choosing
    return chosen(request)


def choosing(request: HttpRequest) -> HttpResponse:
    """Ask for a new password, and keep it."""
    assert request.user.is_authenticated, "nobody else comes here"
    form = SetPasswordForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        account = form.save()
        login(request, account, backend="django.contrib.auth.backends.ModelBackend")
        return redirect("home")
    return render(request, "password.html", {"form": form})


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    logout(request)
    return redirect("sign-in")


@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    """End the session at once and show nothing of it."""
    logout(request)
    return render(request, "locked.html")


@require_POST
def presentable(request: HttpRequest) -> HttpResponse:
    """Turn the view that others may look at on or off."""
    request.session[PRESENTABLE] = not request.session.get(PRESENTABLE)
    return redirect(back(request))


@require_GET
def alive(request: HttpRequest) -> HttpResponse:
    """Say which data this workbench serves, so that it is not started twice over them."""
    return HttpResponse(mark_of(str(settings.FOLDER)), content_type="text/plain")


def mark_of(folder: str) -> str:
    """Return a sign by which a running workbench is known, without naming the folder."""
    return f"groundswell {salted_hmac('groundswell alive', folder).hexdigest()[:16]}"


def back(request: HttpRequest, otherwise: str = "/") -> str:
    """Return the page of ours that a form was sent from."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if ours else otherwise


urlpatterns = [
    path("enter/<str:secret>", enter, name="enter"),
    path("sign-in", SignIn.as_view(), name="sign-in"),
    path("sign-out", sign_out, name="sign-out"),
    path("password", password, name="password"),
    path("lock", lock, name="lock"),
    path("alive", alive, name="alive"),
    path("presentable", presentable, name="presentable"),
]

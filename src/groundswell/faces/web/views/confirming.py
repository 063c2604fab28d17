"""Show once more that it is you: by password, or where there is none by saying so."""

from __future__ import annotations

from django import forms
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme

from groundswell.faces.web.page import page
from groundswell.faces.web.sudo import confirm


class ConfirmForm(forms.Form):
    """Who is at the keyboard: the password again, or a word where there is no password."""

    password = forms.CharField(
        label="Your password",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request.POST if request.method == "POST" else None)
        self.request = request
        user = request.user
        self.asks = user.is_authenticated and user.has_usable_password()
        if not self.asks:
            del self.fields["password"]

    def clean(self) -> None:
        """Refuse a wrong password; tries are counted as they are at the door."""
        if not self.asks or "password" not in self.cleaned_data:
            return
        name, told = self.request.user.get_username(), self.cleaned_data["password"]
        if authenticate(self.request, username=name, password=told) is None:
            raise forms.ValidationError("That is not your password. Try again.")


@page
def confirming(request: HttpRequest) -> HttpResponse:
    """Ask who is at the keyboard, and go on to where they wanted to go."""
    form = ConfirmForm(request)
    wanted = request.POST.get("next", "") or request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    target = wanted if ours else "/"
    if request.method == "POST" and form.is_valid():
        confirm(request)
        return redirect(target)
    shown = {"form": form, "next": target}
    return render(request, "confirm_self.html", shown, status=422 if form.errors else 200)


urlpatterns = [path("confirm", confirming, name="confirm")]

// What every page shares: toasts, drafts, shortcuts, dialogs, and words for what htmx reports.
import { bindClocks } from "./shell/clock";
import { keepDrafts } from "./shell/drafts";
import { bindDialogs, bindLocks, bindMenus, bindShortcuts, focusErrors } from "./shell/gestures";
import { bindToasts, say } from "./shell/toasts";

interface HtmxFailure {
  xhr?: XMLHttpRequest;
}

const REASONS: Record<number, string> = {
  401: "You are signed out. Sign in again; what you typed is still here.",
  403: "You may not do this here. Nothing was changed.",
  404: "This is no longer here. Nothing was changed.",
  409: "Somebody changed this in the meantime. Nothing of theirs was lost; look again before you save.",
  413: "That is too large to take in. Nothing was changed.",
  429: "Too many tries in a short time. Wait a little.",
};

function bindHtmx(): void {
  document.body.addEventListener("htmx:responseError", (event) => {
    const status = (event as CustomEvent<HtmxFailure>).detail.xhr?.status ?? 0;
    say(REASONS[status] ?? "That did not work. Nothing was changed; try again.", true);
  });
  document.body.addEventListener("htmx:sendError", () => {
    say("The workbench cannot be reached. What you typed is still here.", true);
  });
}

bindToasts();
bindHtmx();
bindShortcuts();
bindLocks();
bindDialogs();
bindMenus();
bindClocks();
keepDrafts();
focusErrors(document);
document.body.addEventListener("htmx:afterSettle", (event) => focusErrors(event.target as Element));

// Sends a judgement and shows what comes back: a toast with an undo, or why it was not taken.
import { say } from "../shell/toasts";

interface Htmx {
  swap(target: string, content: string, spec: { swapStyle: string }): void;
}

interface Words {
  failed: (why: string) => string;
}

const WHY: Record<number, string> = {
  401: "You are signed out.",
  403: "You may not judge here.",
  404: "They are no longer on the map.",
  409: "Somebody else has just changed this; reload to see it.",
};

function csrfToken(): string {
  const headers = JSON.parse(document.body.getAttribute("hx-headers") ?? "{}") as Record<
    string,
    string
  >;
  return headers["X-CSRFToken"] ?? "";
}

function showAnswer(html: string): void {
  const htmx = (window as unknown as { htmx?: Htmx }).htmx;
  htmx?.swap("#toasts", html, { swapStyle: html.includes("hx-swap-oob") ? "none" : "innerHTML" });
}

/** Record a stance; return whether the server took it. */
export async function record(
  url: string,
  person: string,
  stance: string,
  words: Words,
): Promise<boolean> {
  const body = new URLSearchParams({ person, stance, next: location.pathname + location.search });
  const headers = { "X-CSRFToken": csrfToken(), "HX-Request": "true" };
  let answer: Response;
  try {
    answer = await fetch(url, { method: "POST", body, headers, credentials: "same-origin" });
  } catch {
    say(words.failed("The workbench cannot be reached."), true);
    return false;
  }
  if (answer.ok && !answer.redirected) {
    showAnswer(await answer.text());
    return true;
  }
  const plain = answer.headers.get("Content-Type")?.startsWith("text/plain");
  say(
    words.failed(
      plain
        ? await answer.text()
        : (WHY[answer.status] ?? "Try again, or use the form on their card."),
    ),
    true,
  );
  return false;
}

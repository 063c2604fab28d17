// Toasts: what was done, with an undo. They leave by themselves, but never while somebody reads them.
const STAY_MS = 25_000;

function leaveLater(toast: HTMLElement): void {
  let timer = 0;
  const start = () => {
    timer = window.setTimeout(() => toast.remove(), STAY_MS);
  };
  const stop = () => window.clearTimeout(timer);
  for (const name of ["pointerenter", "focusin"]) toast.addEventListener(name, stop);
  for (const name of ["pointerleave", "focusout"]) toast.addEventListener(name, start);
  start();
}

export function bindToasts(): void {
  const place = document.getElementById("toasts");
  if (!place) return;
  place.addEventListener("click", (event) => {
    const button = (event.target as Element).closest("[data-dismiss]");
    button?.closest(".toast")?.remove();
  });
  const seen = new WeakSet<Element>();
  const attend = () => {
    for (const toast of document.querySelectorAll<HTMLElement>("#toasts .toast")) {
      if (seen.has(toast)) continue;
      seen.add(toast);
      if (!toast.classList.contains("error")) {
        leaveLater(toast);
        document.dispatchEvent(new CustomEvent("groundswell:saved"));
      }
    }
  };
  // The place itself may be swapped by an answer, hence the body.
  new MutationObserver(attend).observe(document.body, { childList: true, subtree: true });
  // After the other parts of the page have begun to listen.
  queueMicrotask(attend);
}

export function say(text: string, error = false): void {
  const toast = document.createElement("div");
  toast.className = error ? "toast error" : "toast";
  const words = document.createElement("p");
  words.textContent = text;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "close";
  close.dataset["dismiss"] = "";
  close.textContent = "Close";
  toast.append(words, close);
  document.getElementById("toasts")?.replaceChildren(toast);
}

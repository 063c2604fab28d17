// Keys, dialogs, menus and the quick lock.
import { forgetDrafts } from "./drafts";

// A control says its own key in aria-keyshortcuts, such as "Alt+Shift+L". Modifiers are required, so
// that no word typed by hand or voice sets anything off.
export function bindShortcuts(): void {
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || !event.shiftKey) return;
    const letter = event.code.replace(/^Key/, "");
    const control = document.querySelector<HTMLElement>(
      `[aria-keyshortcuts="Alt+Shift+${CSS.escape(letter)}"]`,
    );
    if (!control) return;
    event.preventDefault();
    control.click();
  });
}

// The screen goes dark at once; the server closes the session.
export function bindLocks(): void {
  document.addEventListener("submit", (event) => {
    if (!(event.target as Element).matches("form[data-locks]")) return;
    document.documentElement.classList.add("locked");
    forgetDrafts();
  });
  // A page from the back button must not show what was locked away.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted && document.documentElement.classList.contains("locked")) location.reload();
  });
}

export function bindDialogs(): void {
  document.addEventListener("click", (event) => {
    const opener = (event.target as Element).closest<HTMLElement>("[data-opens]");
    const dialog = opener && document.querySelector(opener.dataset["opens"] ?? "");
    if (dialog instanceof HTMLDialogElement) dialog.showModal();
  });
}

export function bindMenus(): void {
  const close = (menu: HTMLDetailsElement) => {
    menu.open = false;
  };
  document.addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.menu[open]")) {
      if (!menu.contains(event.target as Node)) close(menu);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.menu[open]")) {
      const inside = menu.contains(document.activeElement);
      close(menu);
      if (inside) menu.querySelector("summary")?.focus();
    }
  });
}

export function focusErrors(within: ParentNode): void {
  within.querySelector<HTMLElement>("[data-focus]")?.focus();
}

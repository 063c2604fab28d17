// Drafts: what was typed into a form with data-draft stays in this tab until it is known to be saved.
// A draft that was sent is dropped once a toast says so; if none comes, it is offered again.
interface Draft {
  sent: boolean;
  values: Record<string, string[]>;
}

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;
const PREFIX = "draft:";

function keyOf(form: HTMLFormElement): string {
  return `${PREFIX}${location.pathname}:${form.dataset["draft"] ?? ""}`;
}

function controls(form: HTMLFormElement): Control[] {
  const kept = (element: Element): element is Control =>
    (element instanceof HTMLInputElement &&
      !["hidden", "password", "file", "submit", "button"].includes(element.type)) ||
    element instanceof HTMLSelectElement ||
    element instanceof HTMLTextAreaElement;
  return [...form.elements].filter(kept).filter((control) => control.name !== "");
}

function isTicked(control: Control): control is HTMLInputElement {
  return control instanceof HTMLInputElement && ["checkbox", "radio"].includes(control.type);
}

function read(form: HTMLFormElement): Record<string, string[]> {
  const values: Record<string, string[]> = {};
  for (const control of controls(form)) {
    const list = (values[control.name] ??= []);
    if (control instanceof HTMLSelectElement)
      list.push(...[...control.selectedOptions].map((o) => o.value));
    else if (!isTicked(control) || control.checked) list.push(control.value);
  }
  return values;
}

function write(form: HTMLFormElement, values: Record<string, string[]>): void {
  const taken: Record<string, number> = {};
  // What the address brings, as the help to choose does, is newer than the draft.
  const brought = new URLSearchParams(location.search);
  for (const control of controls(form)) {
    const list = values[control.name];
    if (!list || brought.has(control.name)) continue;
    if (control instanceof HTMLSelectElement) {
      for (const option of control.options) option.selected = list.includes(option.value);
    } else if (isTicked(control)) {
      control.checked = list.includes(control.value);
    } else {
      const at = (taken[control.name] = (taken[control.name] ?? -1) + 1);
      control.value = list[at] ?? "";
    }
  }
}

function load(key: string): Draft | null {
  const text = sessionStorage.getItem(key);
  return text === null ? null : (JSON.parse(text) as Draft);
}

function store(form: HTMLFormElement, sent: boolean): void {
  const draft: Draft = { sent, values: read(form) };
  sessionStorage.setItem(keyOf(form), JSON.stringify(draft));
}

function offerBack(form: HTMLFormElement): void {
  const note = document.createElement("div");
  note.className = "banner";
  note.setAttribute("role", "status");
  const words = document.createElement("p");
  words.textContent = "What you had typed here was kept, and is back.";
  const discard = document.createElement("button");
  discard.type = "button";
  discard.className = "plainly";
  discard.textContent = "Discard it";
  discard.addEventListener("click", () => {
    sessionStorage.removeItem(keyOf(form));
    form.reset();
    note.remove();
  });
  note.append(words, discard);
  form.before(note);
}

function attend(form: HTMLFormElement): void {
  const draft = load(keyOf(form));
  // With errors on the page the server has given everything back already.
  if (draft && !form.querySelector(".field-error, .form-errors")) {
    if (JSON.stringify(draft.values) !== JSON.stringify(read(form))) {
      write(form, draft.values);
      offerBack(form);
    }
  }
  form.addEventListener("input", () => store(form, false));
  form.addEventListener("submit", () => store(form, true));
  form.addEventListener("reset", () => sessionStorage.removeItem(keyOf(form)));
}

function dropSent(): void {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(PREFIX) && load(key)?.sent) sessionStorage.removeItem(key);
  }
}

export function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(PREFIX)) sessionStorage.removeItem(key);
  }
}

export function keepDrafts(): void {
  document.addEventListener("groundswell:saved", dropSent);
  const seen = new WeakSet<Element>();
  const attendAll = () => {
    // Where the page itself says what was saved, no toast does.
    if (document.querySelector("[data-saved]")) dropSent();
    for (const form of document.querySelectorAll<HTMLFormElement>("form[data-draft]")) {
      if (!seen.has(form)) {
        seen.add(form);
        attend(form);
      }
    }
  };
  // A toast on this very page clears what was sent before anything is offered back.
  queueMicrotask(attendAll);
  document.body.addEventListener("htmx:afterSettle", attendAll);
}

// The board island: a card dragged to another column records a stance. Each card has a form that
// does the same without dragging; the server renders it, this only spares it the page load.
import { bindDrag } from "./board/drag";
import { Preview } from "./board/preview";
import { record } from "./board/record";

function cellFor(board: HTMLElement, card: HTMLElement, stance: string): HTMLElement | null {
  const row = card.closest("tr");
  return (row ?? board).querySelector<HTMLElement>(`td[data-stance="${CSS.escape(stance)}"] ul`);
}

function wordOf(board: HTMLElement, stance: string): string {
  return (
    board.querySelector<HTMLElement>(`th[data-stance="${CSS.escape(stance)}"]`)?.dataset["word"] ??
    stance
  );
}

function recount(board: HTMLElement): void {
  for (const head of board.querySelectorAll<HTMLElement>("th[data-stance]")) {
    const place = head.querySelector("[data-count]");
    const cards = board.querySelectorAll(
      `td[data-stance="${CSS.escape(head.dataset["stance"] ?? "")}"] [data-person]`,
    );
    if (place) place.textContent = String(cards.length);
  }
}

/** Put a card into a column and let it say its new stance; return how to put it back. */
function place(board: HTMLElement, card: HTMLElement, stance: string): () => void {
  const [parent, next, before] = [card.parentElement, card.nextElementSibling, card.className];
  const veiled = card.querySelector<HTMLElement>("[data-veiled]");
  cellFor(board, card, stance)?.append(card);
  card.classList.remove(...[...card.classList].filter((name) => name.startsWith("stance-")));
  card.classList.add(`stance-${stance}`);
  if (veiled) veiled.hidden = true;
  recount(board);
  return () => {
    parent?.insertBefore(card, next);
    card.className = before;
    if (veiled) veiled.hidden = false;
    recount(board);
  };
}

async function move(board: HTMLElement, card: HTMLElement, stance: string): Promise<void> {
  const from = card.closest<HTMLElement>("td[data-stance]")?.dataset["stance"];
  // A second judgement while one is on its way would race it.
  if (from === stance || card.classList.contains("saving")) return;
  const focused = card.contains(document.activeElement);
  const putBack = place(board, card, stance);
  card.classList.add("saving");
  const name = card.dataset["name"] ?? "This person";
  const saved = await record(
    board.dataset["recordUrl"] ?? "",
    card.dataset["person"] ?? "",
    stance,
    {
      failed: (why) =>
        `${name} was not recorded as ${wordOf(board, stance)} and is back where they were. ${why}`,
    },
  );
  if (!saved) putBack();
  card.classList.remove("saving");
  if (focused) card.querySelector<HTMLElement>("summary")?.focus();
}

function bindForms(board: HTMLElement): void {
  board.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    const card = form.closest<HTMLElement>("[data-person]");
    const button = (event as SubmitEvent).submitter;
    if (!card || !(button instanceof HTMLButtonElement) || button.name !== "stance") return;
    event.preventDefault();
    form.closest("details")?.removeAttribute("open");
    void move(board, card, button.value);
  });
}

/** The buttons of a card's form say the same as a column does under a dragged card. */
function bindFocus(board: HTMLElement, preview: Preview): void {
  const told = (event: FocusEvent, stance: (button: HTMLButtonElement) => string | undefined) => {
    const button = event.target;
    const card = (button as HTMLElement).closest<HTMLElement>("[data-person]");
    if (!card || !(button instanceof HTMLButtonElement) || button.name !== "stance") return;
    preview.show(card, stance(button));
  };
  board.addEventListener("focusin", (event) => told(event, (button) => button.value));
  board.addEventListener("focusout", (event) => told(event, () => undefined));
}

const told = document.querySelector<HTMLElement>("[data-preview]");
const preview = told ? new Preview(told) : null;
for (const board of document.querySelectorAll<HTMLElement>("[data-board]")) {
  bindForms(board);
  bindDrag(
    board,
    (card, stance) => void move(board, card, stance),
    (card, stance) => preview?.show(card, stance),
  );
  if (preview) bindFocus(board, preview);
}

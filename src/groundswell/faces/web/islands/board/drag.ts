// Dragging a card with mouse, pen or finger. A finger takes the grip, so that the rest of a card
// still scrolls the board. Escape lets go.
const START_AFTER = 6;
const EDGE = 48;
const SCROLL_STEP = 14;

interface Drag {
  card: HTMLElement;
  shadow: HTMLElement;
  dx: number;
  dy: number;
  column: HTMLElement | null;
}

type Drop = (card: HTMLElement, stance: string) => void;
// Told whenever the card in the hand comes over another column, and at the end over none.
type Over = (card: HTMLElement, stance: string | undefined) => void;

function lift(card: HTMLElement, event: PointerEvent): Drag {
  const box = card.getBoundingClientRect();
  const shadow = card.cloneNode(true) as HTMLElement;
  shadow.classList.add("board-shadow");
  shadow.setAttribute("aria-hidden", "true");
  shadow.inert = true;
  shadow.style.width = `${box.width}px`;
  document.body.append(shadow);
  card.classList.add("lifted");
  return { card, shadow, dx: event.clientX - box.left, dy: event.clientY - box.top, column: null };
}

/** The column under a point, by any of its cells or its head. */
function columnAt(board: HTMLElement, x: number, y: number): HTMLElement | null {
  const cell = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-board] [data-stance]");
  return cell && board.contains(cell) ? cell : null;
}

function mark(board: HTMLElement, stance: string | undefined): void {
  for (const cell of board.querySelectorAll<HTMLElement>("[data-stance]")) {
    cell.classList.toggle("drop", stance !== undefined && cell.dataset["stance"] === stance);
  }
}

function scrollAtEdges(board: HTMLElement, x: number): void {
  const wrap = board.closest<HTMLElement>(".table-wrap") ?? board;
  const box = wrap.getBoundingClientRect();
  if (x < box.left + EDGE) wrap.scrollLeft -= SCROLL_STEP;
  else if (x > box.right - EDGE) wrap.scrollLeft += SCROLL_STEP;
}

function follow(board: HTMLElement, drag: Drag, event: PointerEvent): void {
  drag.shadow.style.transform = `translate(${event.clientX - drag.dx}px, ${event.clientY - drag.dy}px)`;
  drag.column = columnAt(board, event.clientX, event.clientY);
  mark(board, drag.column?.dataset["stance"]);
  scrollAtEdges(board, event.clientX);
}

function mayStart(event: PointerEvent): HTMLElement | null {
  const target = event.target as Element;
  if (event.button !== 0 || target.closest("details, button, select, input")) return null;
  if (event.pointerType === "touch" && !target.closest("[data-grip]")) return null;
  return target.closest<HTMLElement>("[data-person]");
}

export function bindDrag(board: HTMLElement, drop: Drop, over: Over): void {
  let pressed: { card: HTMLElement; at: PointerEvent } | null = null;
  let drag: Drag | null = null;

  const end = (settle: boolean) => {
    const done = drag;
    pressed = null;
    drag = null;
    if (!done) return;
    done.shadow.remove();
    done.card.classList.remove("lifted");
    mark(board, undefined);
    over(done.card, undefined);
    const stance = done.column?.dataset["stance"];
    if (settle && stance) drop(done.card, stance);
  };

  board.addEventListener("pointerdown", (event) => {
    const card = mayStart(event);
    if (card) pressed = { card, at: event };
  });
  // Links and pictures would start the browser's own dragging.
  board.addEventListener("dragstart", (event) => event.preventDefault());
  document.addEventListener("pointermove", (event) => {
    if (!pressed || event.pointerId !== pressed.at.pointerId) return;
    const far = Math.hypot(event.clientX - pressed.at.clientX, event.clientY - pressed.at.clientY);
    if (!drag && far > START_AFTER) drag = lift(pressed.card, pressed.at);
    if (!drag) return;
    event.preventDefault();
    const before = drag.column?.dataset["stance"];
    follow(board, drag, event);
    const now = drag.column?.dataset["stance"];
    if (now !== before) over(drag.card, now);
  });
  document.addEventListener("pointerup", (event) => {
    if (!drag) return end(false);
    // The click that ends a drag must not open the card's link.
    const swallow = (click: Event) => click.preventDefault();
    drag.card.addEventListener("click", swallow, { capture: true, once: true });
    const { card } = drag;
    window.setTimeout(() => card.removeEventListener("click", swallow, { capture: true }));
    follow(board, drag, event);
    end(true);
  });
  document.addEventListener("pointercancel", () => end(false));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drag) end(false);
  });
}

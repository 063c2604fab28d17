// The 45 minutes of a meeting: minutes that are left, said aloud three times, nothing that moves.
const TICK_MS = 5_000;
const SAID_AT = [15, 5, 0];

function words(left: number): string {
  if (left <= 0) return "Time is up. What changes because of this meeting?";
  return left === 1 ? "The last minute." : `${left} minutes left.`;
}

function run(clock: HTMLElement): void {
  const ends = Date.parse(clock.dataset["ends"] ?? "");
  const shown = clock.querySelector<HTMLElement>("[data-left]");
  const said = document.querySelector<HTMLElement>("[data-said]");
  if (Number.isNaN(ends) || !shown) return;
  let last = Number.POSITIVE_INFINITY;
  const tick = () => {
    const left = Math.max(0, Math.ceil((ends - Date.now()) / 60_000));
    if (left === last) return;
    shown.hidden = false;
    shown.textContent = words(left);
    if (said && last !== Number.POSITIVE_INFINITY && SAID_AT.includes(left))
      said.textContent = words(left);
    last = left;
    if (left === 0) window.clearInterval(timer);
  };
  const timer = window.setInterval(tick, TICK_MS);
  tick();
}

export function bindClocks(): void {
  for (const clock of document.querySelectorAll<HTMLElement>("[data-timer]")) run(clock);
}

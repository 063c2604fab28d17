// Says what would change while a card is held over a column, or its form's button has the focus. It
// is worked out with few draws on the server, and nothing is recorded.
const REST = 80; // milliseconds a card rests over a column before it is asked
const PREVIEW = " A preview with 64 draws; nothing is recorded yet.";

export class Preview {
  private waiting: number | undefined;
  private asked: AbortController | undefined;

  constructor(private readonly place: HTMLElement) {}

  /** Ask about a stance; undefined means that nobody is held anywhere any more. */
  show(card: HTMLElement, stance: string | undefined): void {
    window.clearTimeout(this.waiting);
    this.asked?.abort();
    const own = card.closest<HTMLElement>("td[data-stance]")?.dataset["stance"];
    if (stance === undefined || stance === own) {
      this.place.hidden = true;
      this.place.textContent = "";
      return;
    }
    this.waiting = window.setTimeout(() => void this.ask(card, stance), REST);
  }

  private async ask(card: HTMLElement, stance: string): Promise<void> {
    const given = new URLSearchParams({ person: card.dataset["person"] ?? "", stance });
    const asked = new AbortController();
    this.asked = asked;
    try {
      const answer = await fetch(`${this.place.dataset["preview"] ?? ""}?${given.toString()}`, {
        credentials: "same-origin",
        signal: asked.signal,
      });
      const told = answer.ok ? await answer.text() : "";
      this.place.hidden = !told;
      this.place.textContent = told ? told + PREVIEW : "";
    } catch {
      // Let go before the answer came, or the workbench cannot be reached: a preview may be missed.
      this.place.hidden = true;
    }
  }
}

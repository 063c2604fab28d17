// Find a person by name: a box with a list, walked with the arrow keys.
import type { Person, Terrain } from "./model";

const MOST = 8;
const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** People whose name, or a word of it, begins with what was typed; then those that contain it. */
export function matches(terrain: Terrain, typed: string): Person[] {
  const wanted = plain(typed.trim());
  if (!wanted) return [];
  const ranked: [number, Person][] = [];
  for (const person of terrain.people.values()) {
    const name = plain(person.label);
    const at = name.indexOf(wanted);
    if (at < 0 && plain(person.id) !== wanted) continue;
    ranked.push([at <= 0 ? 0 : name[at - 1] === " " ? 1 : 2, person]);
  }
  return ranked
    .sort((a, b) => a[0] - b[0] || b[1].size - a[1].size || a[1].label.localeCompare(b[1].label))
    .slice(0, MOST)
    .map(([, person]) => person);
}

export function bindSearch(
  input: HTMLInputElement,
  terrain: Terrain,
  pick: (id: string) => void,
): void {
  const list = document.createElement("ul");
  list.id = `${input.id || "terrain-search"}-list`;
  list.className = "find-list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "People found");
  list.hidden = true;
  input.after(list);
  for (const [name, value] of Object.entries({
    role: "combobox",
    autocomplete: "off",
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": list.id,
  })) {
    input.setAttribute(name, value);
  }
  let found: Person[] = [];
  let at = -1;

  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (person: Person | undefined) => {
    if (!person) return;
    input.value = person.label;
    close();
    pick(person.id);
  };
  const mark = (next: number) => {
    at = found.length ? (next + found.length) % found.length : -1;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === at)));
    const active = list.children[at];
    if (active) input.setAttribute("aria-activedescendant", active.id);
  };
  const show = () => {
    found = matches(terrain, input.value);
    const unitOf = (person: Person) => (person.unit ? (terrain.units.get(person.unit) ?? "") : "");
    list.replaceChildren(
      ...found.map((person, i) => {
        const item = document.createElement("li");
        item.id = `${list.id}-${i}`;
        item.setAttribute("role", "option");
        const unit = document.createElement("small");
        unit.textContent = unitOf(person);
        item.append(person.label, " ", unit);
        item.addEventListener("pointerdown", (event) => {
          event.preventDefault();
          choose(person);
        });
        return item;
      }),
    );
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    mark(0);
  };

  input.addEventListener("input", show);
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) show();
      else mark(at + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter") {
      event.preventDefault();
      choose(found[at] ?? matches(terrain, input.value)[0]);
    } else if (event.key === "Escape") {
      close();
    }
  });
}

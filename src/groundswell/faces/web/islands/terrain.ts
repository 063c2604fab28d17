// The terrain island: the network of people as a map to walk, filter and search.
import { bindControls } from "./terrain/controls";
import { fetchTerrain, type Terrain } from "./terrain/model";
import { onSchemeChange, readPalette } from "./terrain/palette";
import { compose, download } from "./terrain/picture";
import { bindSearch } from "./terrain/search";
import { MapView, TIES_AT_MOST } from "./terrain/view";

interface Htmx {
  ajax(verb: string, path: string, context: { target: string; swap: string }): Promise<void>;
}

declare global {
  interface Window {
    htmx?: Htmx;
  }
}

function canDraw(): boolean {
  const canvas = document.createElement("canvas");
  return !!(canvas.getContext("webgl2") ?? canvas.getContext("webgl"));
}

function fallBack(root: HTMLElement, reason: string): void {
  root.classList.add("without-map");
  const message = root.querySelector<HTMLElement>("[data-terrain-fallback]");
  if (!message) return;
  message.hidden = false;
  const place = message.querySelector("[data-terrain-reason]");
  if (place) place.textContent = reason;
}

function openPanel(root: HTMLElement, terrain: Terrain, id: string): void {
  const url =
    terrain.people.get(id)?.url ??
    root.dataset["personUrl"]?.replace("{id}", encodeURIComponent(id));
  const target = root.dataset["panel"] ?? "";
  if (url && document.querySelector(target))
    void window.htmx?.ajax("GET", url, { target, swap: "innerHTML" });
}

function describe(terrain: Terrain, drawn: number): string {
  const shown = terrain.keptCount;
  const people = terrain.people.size;
  const who =
    shown === people ? `${people} people` : `${shown} of ${people} people, the others faded`;
  const total = terrain.ties.length;
  const cut =
    drawn >= TIES_AT_MOST
      ? `the ${drawn} strongest of ${total} ties; come closer to see the rest`
      : `${drawn} of ${total} ties in view`;
  const person = terrain.focus && terrain.people.get(terrain.focus);
  return person
    ? `${person.label} and ${drawn} ties around them. Press Escape to see everybody.`
    : `${who}; ${cut}.`;
}

function keys(view: MapView, focus: (id: string | null) => void): Record<string, () => void> {
  return {
    ArrowLeft: () => view.pan(-1, 0),
    ArrowRight: () => view.pan(1, 0),
    ArrowUp: () => view.pan(0, -1),
    ArrowDown: () => view.pan(0, 1),
    "+": () => view.zoom(true),
    "=": () => view.zoom(true),
    "-": () => view.zoom(false),
    "0": () => view.whole(),
    "/": () => document.querySelector<HTMLElement>("[data-terrain-search]")?.focus(),
    Escape: () => focus(null),
  };
}

function bindKeys(place: HTMLElement, actions: Record<string, () => void>): void {
  place.addEventListener("keydown", (event) => {
    const act = actions[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    act();
  });
}

async function start(root: HTMLElement): Promise<void> {
  const place = root.querySelector<HTMLElement>("[data-terrain-map]");
  if (!place) return;
  if (!canDraw()) return fallBack(root, "This browser cannot draw the map (it offers no WebGL).");
  const terrain = await fetchTerrain(root.dataset["source"] ?? "");
  if (terrain.people.size === 0) return fallBack(root, "Nobody is on the map yet.");
  let view: MapView | null = null;
  const controls = bindControls(terrain, () => view?.redraw());
  let palette = readPalette(root);
  const plain = "plain" in root.dataset;
  const map = (view = new MapView(place, terrain, palette, plain));
  const status = document.querySelector("[data-terrain-status]");
  map.onDrawn = (drawn) => {
    if (status) status.textContent = describe(terrain, drawn);
  };
  const focus = (id: string | null) => {
    terrain.focus = id;
    controls.remember();
    map.redraw();
    if (id !== null) openPanel(root, terrain, id);
  };
  map.sigma.on("clickNode", ({ node }) => focus(node));
  map.sigma.on("clickStage", () => terrain.focus !== null && focus(null));
  map.sigma.on("enterNode", () => place.classList.add("over-person"));
  map.sigma.on("leaveNode", () => place.classList.remove("over-person"));
  const find = (id: string) => {
    focus(id);
    map.centre(id);
  };
  for (const input of document.querySelectorAll<HTMLInputElement>("[data-terrain-search]"))
    bindSearch(input, terrain, find);
  bindKeys(place, keys(map, focus));
  const acts: Record<string, () => void> = {
    closer: () => map.zoom(true),
    farther: () => map.zoom(false),
    whole: () => map.whole(),
    picture: () =>
      download(
        compose(map.sigma, palette, root.dataset["caption"] ?? ""),
        root.dataset["pictureName"] ?? "terrain.png",
      ),
  };
  document.addEventListener("click", (event) => {
    const name = (event.target as Element).closest<HTMLElement>("[data-terrain-act]")?.dataset[
      "terrainAct"
    ];
    if (name) acts[name]?.();
  });
  onSchemeChange(() => map.recolour((palette = readPalette(root))));
  map.redraw();
  if (terrain.focus !== null) find(terrain.focus);
  root.dataset["ready"] = "";
}

for (const root of document.querySelectorAll<HTMLElement>("[data-terrain]")) {
  start(root).catch((reason: unknown) => {
    fallBack(
      root,
      `The map could not be drawn: ${reason instanceof Error ? reason.message : String(reason)}.`,
    );
  });
}

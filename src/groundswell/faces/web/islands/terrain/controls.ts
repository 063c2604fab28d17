// Controls around the map. They are plain form controls in the page; what they say is kept in the
// address, the focus after its #, so that a view survives reload, back and sharing.
import { CARRIED, carry } from "./carry";
import { FACETS, type Facet, type Terrain } from "./model";

type FilterControl = HTMLSelectElement | HTMLInputElement;

export interface Controls {
  /** Write the focus into the address. */
  remember: () => void;
}

const all = <E extends Element>(selector: string) => [...document.querySelectorAll<E>(selector)];
const layerBoxes = () => all<HTMLInputElement>("input[data-layer]");
const filterControls = () => all<FilterControl>("[data-filter]");

function isFacet(name: string | undefined): name is Facet {
  return FACETS.some((facet) => facet === name);
}

function wantedOf(facet: Facet): string[] {
  return filterControls()
    .filter((control) => control.dataset["filter"] === facet)
    .filter((control) => !(control instanceof HTMLInputElement) || control.checked)
    .map((control) => control.value)
    .filter((value) => value !== "");
}

function fromPage(terrain: Terrain): void {
  terrain.hiddenLayers.clear();
  for (const box of layerBoxes())
    if (!box.checked) terrain.hiddenLayers.add(box.dataset["layer"] ?? "");
  for (const facet of FACETS) terrain.setFilter(facet, wantedOf(facet));
}

function toAddress(terrain: Terrain): void {
  const here = new URL(location.href);
  for (const name of CARRIED) here.searchParams.delete(name);
  for (const layer of terrain.hiddenLayers) here.searchParams.append("without", layer);
  for (const [facet, wanted] of terrain.filters)
    for (const value of wanted) here.searchParams.append(facet, value);
  here.hash = terrain.focus ? new URLSearchParams({ focus: terrain.focus }).toString() : "";
  history.replaceState(history.state, "", here);
  carry(here.searchParams);
}

function fromAddress(terrain: Terrain): void {
  const words = new URLSearchParams(location.search);
  const without = new Set(words.getAll("without"));
  for (const box of layerBoxes()) box.checked = !without.has(box.dataset["layer"] ?? "");
  for (const control of filterControls()) {
    const wanted = words.getAll(control.dataset["filter"] ?? "");
    if (control instanceof HTMLInputElement) control.checked = wanted.includes(control.value);
    else control.value = wanted[0] ?? "";
  }
  const focus = new URLSearchParams(location.hash.slice(1)).get("focus");
  terrain.focus = focus !== null && terrain.people.has(focus) ? focus : null;
}

/** Name each filter that is on, with a button that takes it off. */
function listActive(change: () => void): void {
  const place = document.querySelector("[data-terrain-filters]");
  if (!place) return;
  const active = filterControls().filter((control) => {
    const on = control instanceof HTMLInputElement ? control.checked : control.value !== "";
    return on && isFacet(control.dataset["filter"]);
  });
  place.replaceChildren(
    ...active.map((control) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "badge accent";
      const chosen =
        control instanceof HTMLSelectElement
          ? control.selectedOptions[0]?.text
          : control.labels?.[0]?.textContent;
      button.textContent = `${(chosen ?? control.value).trim()}: take off`;
      button.addEventListener("click", () => {
        if (control instanceof HTMLInputElement) control.checked = false;
        else control.value = "";
        change();
      });
      return button;
    }),
  );
}

export function bindControls(terrain: Terrain, redraw: () => void): Controls {
  const change = () => {
    fromPage(terrain);
    toAddress(terrain);
    listActive(change);
    redraw();
  };
  fromAddress(terrain);
  fromPage(terrain);
  listActive(change);
  for (const control of [...layerBoxes(), ...filterControls()])
    control.addEventListener("change", change);
  window.addEventListener("hashchange", () => {
    fromAddress(terrain);
    change();
  });
  return { remember: () => toAddress(terrain) };
}

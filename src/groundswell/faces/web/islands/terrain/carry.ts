// The other views of the terrain and its files are asked for with the same filters as the map.
import { FACETS } from "./model";

/** Names of the address that say who and what is shown. */
export const CARRIED: readonly string[] = [...FACETS, "without"];

function toLink(link: HTMLAnchorElement, words: URLSearchParams): void {
  const there = new URL(link.href);
  for (const name of CARRIED) {
    there.searchParams.delete(name);
    for (const value of words.getAll(name)) there.searchParams.append(name, value);
  }
  link.href = there.toString();
}

function toForm(form: HTMLFormElement, words: URLSearchParams): void {
  for (const name of CARRIED) {
    for (const old of form.querySelectorAll(`input[type="hidden"][name="${name}"]`)) old.remove();
    for (const value of words.getAll(name)) {
      const input = document.createElement("input");
      Object.assign(input, { type: "hidden", name, value });
      form.append(input);
    }
  }
}

export function carry(words: URLSearchParams): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-keeps-filters]"))
    toLink(link, words);
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-keeps-filters]"))
    toForm(form, words);
}

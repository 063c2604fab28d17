// Colours of the map, read from the page's custom properties so that both schemes stay in one place.
export interface Palette {
  paper: string;
  ink: string;
  faint: string;
  ghost: string;
  font: string;
  stance: Record<string, string>;
  tie: Record<string, string>;
  tieFocused: Record<string, string>;
}

const STANCES = ["opponent", "skeptic", "neutral", "supporter", "champion", "unknown"];
const TIES: Record<string, string> = {
  reports_to: "--ink-3",
  trusts: "--accent",
  advice: "--champion",
  works_with: "--neutral",
  conflict: "--error",
};

/** Resolve a custom property to rgb: light-dark() stays unresolved in the property itself. */
function resolver(within: HTMLElement): (name: string) => [number, number, number] {
  const probe = document.createElement("i");
  probe.hidden = true;
  within.append(probe);
  queueMicrotask(() => probe.remove());
  return (name) => {
    probe.style.color = `var(${name})`;
    const [r = 0, g = 0, b = 0] = (getComputedStyle(probe).color.match(/[\d.]+/g) ?? []).map(
      Number,
    );
    return [r, g, b];
  };
}

export function readPalette(within: HTMLElement): Palette {
  const rgb = resolver(within);
  const solid = (name: string) => `rgb(${rgb(name).join(",")})`;
  const mixed = (name: string, share: number) => {
    const over = rgb("--surface");
    return `rgb(${rgb(name)
      .map((part, i) => Math.round(part * share + (over[i] ?? 0) * (1 - share)))
      .join(",")})`;
  };
  const entries = Object.entries(TIES);
  return {
    paper: solid("--surface"),
    ink: solid("--ink"),
    faint: solid("--ink-2"),
    ghost: mixed("--ink-3", 0.22),
    font: getComputedStyle(within).fontFamily,
    stance: Object.fromEntries([
      ...STANCES.map((word) => [word, solid(`--${word}`)]),
      ["veiled", solid("--ink-3")],
    ]),
    tie: Object.fromEntries(entries.map(([kind, name]) => [kind, mixed(name, 0.42)])),
    tieFocused: Object.fromEntries(entries.map(([kind, name]) => [kind, mixed(name, 0.85)])),
  };
}

export function onSchemeChange(act: () => void): void {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", act);
  new MutationObserver(act).observe(document.documentElement, { attributeFilter: ["data-theme"] });
}

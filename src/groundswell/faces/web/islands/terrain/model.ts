// The people and ties of a terrain as they come from the server, and what the reader asked to see.
export interface Person {
  id: string;
  label: string;
  x: number;
  y: number;
  size: number;
  unit: string | null;
  level: string | null;
  stance: string | null;
  ring: string | null;
  function?: string | null;
  judged?: boolean;
  veiled?: number | boolean;
  url?: string;
}

export interface Tie {
  source: string;
  target: string;
  kind: string;
  weight?: number;
  strength?: number;
}

interface Payload {
  nodes: Person[];
  edges: Tie[];
  units?: { id: string; name: string }[];
}

export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** What filters can speak about; each holds the values to keep, and an empty set keeps all. */
export const FACETS = ["unit", "level", "stance", "ring", "judged", "function"] as const;
export type Facet = (typeof FACETS)[number];

export function facetOf(person: Person, facet: Facet): string {
  if (facet === "judged") return person.judged ? "yes" : "no";
  if (facet === "stance") return person.veiled ? "veiled" : (person.stance ?? "unknown");
  return person[facet] ?? "none";
}

export class Terrain {
  readonly people: ReadonlyMap<string, Person>;
  /** Strongest first, so that a cut leaves what matters most. */
  readonly ties: readonly Tie[];
  readonly units: ReadonlyMap<string, string>;
  readonly hiddenLayers = new Set<string>();
  readonly filters = new Map<Facet, Set<string>>();
  focus: string | null = null;
  private readonly around = new Map<string, Set<Tie>>();
  private kept: Set<string>;

  constructor(payload: Payload) {
    this.people = new Map(payload.nodes.map((person) => [person.id, person]));
    this.units = new Map((payload.units ?? []).map((unit) => [unit.id, unit.name]));
    const known = payload.edges.filter(
      (tie) => this.people.has(tie.source) && this.people.has(tie.target),
    );
    this.ties = known.sort((a, b) => strength(b) - strength(a));
    for (const tie of this.ties) {
      for (const end of [tie.source, tie.target]) {
        const list = this.around.get(end) ?? new Set<Tie>();
        list.add(tie);
        this.around.set(end, list);
      }
    }
    this.kept = new Set(this.people.keys());
  }

  setFilter(facet: Facet, values: Iterable<string>): void {
    this.filters.set(facet, new Set(values));
    const active = [...this.filters].filter(([, wanted]) => wanted.size > 0);
    const passes = (person: Person) =>
      active.every(([name, wanted]) => wanted.has(facetOf(person, name)));
    this.kept = new Set([...this.people.values()].filter(passes).map((person) => person.id));
  }

  get keptCount(): number {
    return this.kept.size;
  }

  isKept(id: string): boolean {
    return this.kept.has(id);
  }

  /** Ties of one person in the layers that are on. */
  tiesOf(id: string): Tie[] {
    return [...(this.around.get(id) ?? [])].filter((tie) => !this.hiddenLayers.has(tie.kind));
  }

  /** The focused person and everybody tied to them, or null without a focus. */
  circle(): Set<string> | null {
    if (this.focus === null) return null;
    const ends = this.tiesOf(this.focus).flatMap((tie) => [tie.source, tie.target]);
    return new Set([this.focus, ...ends]);
  }

  /** The strongest ties to draw: at most `limit`, with an end inside the box. */
  drawn(limit: number, box: Box): Tie[] {
    const circle = this.circle();
    const wanted = (tie: Tie) =>
      !this.hiddenLayers.has(tie.kind) &&
      this.kept.has(tie.source) &&
      this.kept.has(tie.target) &&
      (circle
        ? circle.has(tie.source) && circle.has(tie.target)
        : this.inside(tie.source, box) || this.inside(tie.target, box));
    const chosen: Tie[] = [];
    for (const tie of this.ties) {
      if (!wanted(tie)) continue;
      chosen.push(tie);
      if (chosen.length >= limit) break;
    }
    return chosen;
  }

  private inside(id: string, box: Box): boolean {
    const person = this.people.get(id);
    return (
      !!person &&
      person.x >= box.left &&
      person.x <= box.right &&
      person.y >= box.top &&
      person.y <= box.bottom
    );
  }
}

export function strength(tie: Tie): number {
  return tie.strength ?? tie.weight ?? 1;
}

export async function fetchTerrain(url: string): Promise<Terrain> {
  const answer = await fetch(url, {
    headers: { Accept: "application/json" },
    credentials: "same-origin",
  });
  if (!answer.ok) throw new Error(`the map's data came back with status ${answer.status}`);
  return new Terrain((await answer.json()) as Payload);
}

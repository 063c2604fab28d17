// The drawn map: people and ties handed to sigma, redrawn as focus, filters and zoom change.
import { MultiDirectedGraph } from "graphology";
import Sigma from "sigma";
import { EdgeArrowProgram, EdgeLineProgram, EdgeRectangleProgram } from "sigma/rendering";
import { drawUnitNames, nameDrawer, unitNames, type UnitName } from "./labels";
import { strength, type Box, type Person, type Terrain, type Tie } from "./model";
import type { Palette } from "./palette";
import { HATCHED, PersonProgram, PLAIN, VEILED, type PersonDisplay } from "./person_program";

// Above this many people or ties the map drops what a moving picture does not need.
const CROWD = 1_200;
const TIES_WHILE_MOVING = 2_000;
export const TIES_AT_MOST = 4_000;
const ARROWS_BELOW = 1_200;
const SETTLE_MS = 180;
const EVERYWHERE: Box = { left: -Infinity, right: Infinity, top: -Infinity, bottom: Infinity };

const calm = matchMedia("(prefers-reduced-motion: reduce)");

/** Smallest radius and its growth with importance, in pixels, for a map of this many people. */
function radii(people: number): [number, number] {
  if (people <= 60) return [5.5, 9];
  if (people <= 250) return [4, 8];
  return people <= 1_200 ? [3, 6] : [2, 4.5];
}

export class MapView {
  readonly sigma: Sigma;
  private readonly graph = new MultiDirectedGraph();
  private circle: Set<string> | null = null;
  private units: UnitName[];
  private drawnTies: Tie[] | null = null;
  private settling = 0;
  onDrawn: (drawn: number) => void = () => undefined;

  constructor(
    readonly place: HTMLElement,
    private readonly terrain: Terrain,
    private palette: Palette,
    /** Whether where people stand is not to be shown. */
    private readonly plain: boolean,
  ) {
    for (const person of terrain.people.values()) {
      this.graph.addNode(person.id, { x: person.x, y: -person.y });
    }
    this.units = unitNames(terrain);
    const crowded = terrain.people.size > CROWD;
    this.sigma = new Sigma(this.graph, place, {
      defaultNodeType: "person",
      nodeProgramClasses: { person: PersonProgram },
      edgeProgramClasses: {
        hair: EdgeLineProgram,
        line: EdgeRectangleProgram,
        arrow: EdgeArrowProgram,
      },
      nodeReducer: (id) => this.display(id),
      defaultDrawNodeLabel: nameDrawer(() => this.palette, false),
      defaultDrawNodeHover: nameDrawer(() => this.palette, true),
      hideEdgesOnMove: terrain.ties.length > TIES_WHILE_MOVING,
      hideLabelsOnMove: crowded,
      labelDensity: 0.8,
      labelGridCellSize: 120,
      labelRenderedSizeThreshold: crowded ? 6 : 7.5,
      minEdgeThickness: 1.3,
      minCameraRatio: 0.02,
      maxCameraRatio: 1.6,
      stagePadding: 36,
      zIndex: true,
      enableCameraRotation: false,
      zoomDuration: this.duration(180),
      inertiaDuration: this.duration(160),
    });
    this.sigma.on("afterRender", () => this.paintUnits());
    this.sigma.getCamera().on("updated", () => this.settleLater());
    this.redraw();
  }

  /** Draw again after a change of focus, filters, layers or colours. */
  redraw(): void {
    this.circle = this.terrain.circle();
    this.units = unitNames(this.terrain);
    this.drawnTies = null;
    this.putTies();
    this.sigma.refresh({ schedule: true });
  }

  recolour(palette: Palette): void {
    this.palette = palette;
    this.redraw();
  }

  /** Bring a person into view, close enough that most of those tied to them fill it. */
  centre(id: string): void {
    const at = this.framed(id);
    if (!at) return;
    const away = [...(this.circle ?? [])]
      .map((other) => this.framed(other) ?? at)
      .map((place) => Math.hypot(place.x - at.x, place.y - at.y))
      .sort((a, b) => a - b);
    // A few far ties would otherwise push everybody else into a corner.
    const reach = Math.max(0.03, away[Math.floor(away.length * 0.8)] ?? 0);
    const to = { ...at, ratio: Math.min(1, 2.6 * reach) };
    void this.sigma.getCamera().animate(to, { duration: this.duration(260) });
  }

  pan(across: number, down: number): void {
    const camera = this.sigma.getCamera();
    const step = 0.14 * camera.ratio;
    const to = { x: camera.x + across * step, y: camera.y - down * step };
    void camera.animate(to, { duration: this.duration(120) });
  }

  zoom(closer: boolean): void {
    const camera = this.sigma.getCamera();
    const options = { duration: this.duration(160), factor: 1.6 };
    void (closer ? camera.animatedZoom(options) : camera.animatedUnzoom(options));
  }

  whole(): void {
    void this.sigma.getCamera().animatedReset({ duration: this.duration(220) });
  }

  /** Where a person stands in the camera's own coordinates. */
  private framed(id: string): { x: number; y: number } | null {
    const person = this.terrain.people.get(id);
    if (!person) return null;
    return this.sigma.viewportToFramedGraph(
      this.sigma.graphToViewport({ x: person.x, y: -person.y }),
    );
  }

  private duration(milliseconds: number): number {
    return calm.matches ? 1 : milliseconds;
  }

  private display(id: string): Partial<PersonDisplay> {
    const person = this.terrain.people.get(id) as Person;
    const [least, growth] = radii(this.terrain.people.size);
    const size = least + growth * person.size;
    const at = { x: person.x, y: -person.y, paper: this.palette.paper };
    const aside = !this.terrain.isKept(id) || (this.circle !== null && !this.circle.has(id));
    if (aside) {
      const { ghost } = this.palette;
      return {
        ...at,
        size: size * 0.75,
        label: null,
        color: ghost,
        outline: ghost,
        outlineWidth: 0,
        pattern: PLAIN,
        zIndex: 0,
      };
    }
    const focused = this.terrain.focus === id;
    return {
      ...at,
      size: focused ? size * 1.25 : size,
      label: person.label,
      ...this.look(person, size),
      forceLabel: focused || (this.circle !== null && this.circle.size <= 24),
      highlighted: focused,
      zIndex: focused ? 2 : 1,
    };
  }

  private look(
    person: Person,
    size: number,
  ): Pick<PersonDisplay, "color" | "outline" | "outlineWidth" | "pattern"> {
    const ring = { outline: this.palette.ink, outlineWidth: Math.max(1.6, size * 0.2) };
    if (this.plain) {
      // Hollow, so that nobody reads a colour of the scale into it.
      const rim = { outline: this.palette.faint, outlineWidth: 1 };
      return { color: this.palette.paper, pattern: PLAIN, ...(person.ring ? ring : rim) };
    }
    const word = person.veiled ? "veiled" : (person.stance ?? "unknown");
    const color = this.palette.stance[word] ?? this.palette.faint;
    const pattern = word === "veiled" ? VEILED : word === "unknown" ? HATCHED : PLAIN;
    if (person.ring) return { color, pattern, ...ring };
    return { color, pattern, outline: color, outlineWidth: pattern === PLAIN ? 0 : 1 };
  }

  private settleLater(): void {
    window.clearTimeout(this.settling);
    this.settling = window.setTimeout(() => {
      if (this.sigma.getCamera().isAnimated() || this.sigma.getMouseCaptor().isMoving)
        this.settleLater();
      else this.putTies();
    }, SETTLE_MS);
  }

  /** Choose the ties worth drawing where the reader looks; sigma sees to the rest. */
  private putTies(): void {
    const chosen = this.terrain.drawn(TIES_AT_MOST, this.view());
    const before = this.drawnTies;
    if (before?.length === chosen.length && chosen.every((tie, i) => tie === before[i])) return;
    this.drawnTies = chosen;
    this.graph.clearEdges();
    const type = this.tieType(chosen.length);
    const colours = this.circle ? this.palette.tieFocused : this.palette.tie;
    for (const tie of chosen) {
      const color = colours[tie.kind] ?? this.palette.ghost;
      this.graph.addDirectedEdge(tie.source, tie.target, {
        type,
        color,
        size: 1 + Math.min(1, strength(tie)),
      });
    }
    this.onDrawn(chosen.length);
  }

  private tieType(count: number): string {
    if (count > ARROWS_BELOW) return "hair";
    return this.circle || this.sigma.getCamera().ratio < 0.55 ? "arrow" : "line";
  }

  /** What the reader sees, in the map's own coordinates; a whole view leaves nobody out. */
  private view(): Box {
    if (this.sigma.getCamera().ratio >= 1) return EVERYWHERE;
    const { width, height } = this.sigma.getDimensions();
    const from = this.sigma.viewportToGraph({ x: 0, y: 0 });
    const to = this.sigma.viewportToGraph({ x: width, y: height });
    return { left: from.x, right: to.x, top: -from.y, bottom: -to.y };
  }

  /** On the layer of names, which sigma has just cleared and drawn. */
  private paintUnits(): void {
    const context = this.sigma.getCanvases()["labels"]?.getContext("2d");
    if (!context) return;
    if (this.circle || this.units.length < 2) return;
    drawUnitNames(context, this.palette, this.units, (x, y) =>
      this.sigma.graphToViewport({ x, y: -y }),
    );
  }
}

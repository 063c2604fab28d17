// Words on the map: names beside people, unit names over their midst, both on a paper halo.
import type { NodeDisplayData, PartialButFor } from "sigma/types";
import type { Palette } from "./palette";
import type { Person, Terrain } from "./model";

type Labelled = PartialButFor<NodeDisplayData, "x" | "y" | "size" | "label" | "color">;
type Draw = (context: CanvasRenderingContext2D, data: Labelled) => void;

const MOST_UNITS = 16;

function write(
  context: CanvasRenderingContext2D,
  palette: Palette,
  text: string,
  x: number,
  y: number,
): void {
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = palette.paper;
  context.strokeText(text, x, y);
  context.fillText(text, x, y);
}

export function nameDrawer(palette: () => Palette, bold: boolean): Draw {
  return (context, data) => {
    if (!data.label) return;
    const colours = palette();
    const weight = bold || data["strong"] ? 600 : 400;
    context.font = `${weight} 13px ${colours.font}`;
    context.fillStyle = colours.ink;
    context.textAlign = "left";
    write(context, colours, data.label, data.x + data.size + 4, data.y + 4.5);
  };
}

export interface UnitName {
  name: string;
  x: number;
  y: number;
}

/** The largest units still shown, with a place above most of their people. */
export function unitNames(terrain: Terrain): UnitName[] {
  const groups = new Map<string, Person[]>();
  for (const person of terrain.people.values()) {
    if (person.unit === null || !terrain.isKept(person.id)) continue;
    const group = groups.get(person.unit);
    if (group) group.push(person);
    else groups.set(person.unit, [person]);
  }
  return [...groups]
    .sort((a, b) => b[1].length - a[1].length)
    .slice(0, MOST_UNITS)
    .map(([id, people]) => {
      const heights = people.map((person) => person.y).sort((a, b) => a - b);
      const x = people.reduce((sum, person) => sum + person.x, 0) / people.length;
      return {
        name: terrain.units.get(id) ?? id,
        x,
        y: heights[Math.floor(people.length / 12)] ?? 0,
      };
    });
}

/** Write unit names, larger units first, and leave out any that would lie on another. */
export function drawUnitNames(
  context: CanvasRenderingContext2D,
  palette: Palette,
  names: UnitName[],
  place: (x: number, y: number) => { x: number; y: number },
): void {
  context.font = `600 13px ${palette.font}`;
  context.fillStyle = palette.faint;
  context.textAlign = "center";
  const taken: { x: number; y: number; half: number }[] = [];
  for (const unit of names) {
    const { x, y } = place(unit.x, unit.y);
    const half = context.measureText(unit.name).width / 2 + 6;
    if (
      taken.some((other) => Math.abs(other.x - x) < other.half + half && Math.abs(other.y - y) < 20)
    )
      continue;
    taken.push({ x, y, half });
    write(context, palette, unit.name, x, y - 16);
  }
}

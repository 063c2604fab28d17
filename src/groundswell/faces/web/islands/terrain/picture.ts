// What is shown, as a PNG: the map's layers in their order, and the line that says whom and when.
import type Sigma from "sigma";
import type { Palette } from "./palette";

const LAYERS = ["edges", "nodes", "labels", "hovers", "hoverNodes"];
const FOOT = 34;

export function compose(sigma: Sigma, palette: Palette, caption: string): HTMLCanvasElement {
  // WebGL keeps its picture only until the next frame, so draw and copy in one go.
  sigma.refresh();
  const canvases = sigma.getCanvases();
  const ratio = window.devicePixelRatio || 1;
  const { width, height } = sigma.getDimensions();
  const sheet = document.createElement("canvas");
  sheet.width = width * ratio;
  sheet.height = (height + FOOT) * ratio;
  const context = sheet.getContext("2d");
  if (!context) throw new Error("this browser gives no canvas to draw on");
  context.fillStyle = palette.paper;
  context.fillRect(0, 0, sheet.width, sheet.height);
  for (const layer of LAYERS) {
    const canvas = canvases[layer];
    if (canvas) context.drawImage(canvas, 0, 0, width * ratio, height * ratio);
  }
  context.scale(ratio, ratio);
  context.font = `400 13px ${palette.font}`;
  context.fillStyle = palette.faint;
  context.fillText(caption, 14, height + 20, width - 28);
  return sheet;
}

export function download(sheet: HTMLCanvasElement, name: string): void {
  const link = document.createElement("a");
  link.download = name;
  link.href = sheet.toDataURL("image/png");
  link.click();
}

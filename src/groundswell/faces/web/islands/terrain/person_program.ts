// Draws a person: a disc in the colour of their stance, an outline for those in the coalition, a
// hatched disc for unknown, a half-closed lid for judgements that are hidden until you give yours.
//
// Each person is one GL point, so that thousands are one plain draw call. Instanced quads look the
// same and take ten times as long where WebGL runs in software.
import { NodeProgram, type ProgramInfo } from "sigma/rendering";
import { floatColor } from "sigma/utils";
import type { NodeDisplayData, RenderParams } from "sigma/types";

export const PLAIN = 0;
export const HATCHED = 1;
export const VEILED = 2;

export interface PersonDisplay extends NodeDisplayData {
  outline: string;
  outlineWidth: number;
  paper: string;
  pattern: number;
}

const UNIFORMS = ["u_sizeRatio", "u_pixelRatio", "u_matrix"] as const;

const VERTEX = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec4 a_outline;
attribute vec4 a_paper;
attribute vec2 a_position;
attribute float a_size;
attribute float a_outlineWidth;
attribute float a_pattern;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_pixelRatio;
varying vec4 v_color;
varying vec4 v_outline;
varying vec4 v_paper;
varying float v_radius;
varying float v_width;
varying float v_pattern;

void main() {
  gl_Position = vec4((u_matrix * vec3(a_position, 1)).xy, 0, 1);
  v_radius = a_size / u_sizeRatio;
  gl_PointSize = (2.0 * v_radius + 2.0) * u_pixelRatio;
  v_width = a_outlineWidth;
  v_pattern = a_pattern;
  v_outline = a_outline;
  v_paper = a_paper;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= 255.0 / 254.0;
}`;

const FRAGMENT = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying vec4 v_outline;
varying vec4 v_paper;
varying float v_radius;
varying float v_width;
varying float v_pattern;

void main(void) {
  vec2 at = (gl_PointCoord - 0.5) * (2.0 * v_radius + 2.0);
  float far = length(at);
  #ifdef PICKING_MODE
  if (far > v_radius) discard;
  gl_FragColor = v_color;
  #else
  float cover = clamp(v_radius - far + 0.5, 0.0, 1.0);
  if (cover <= 0.0) discard;
  vec4 fill = v_color;
  if (v_pattern > 1.5) {
    fill = mix(v_paper, v_color, step(at.y, 0.0));
  } else if (v_pattern > 0.5) {
    float stripe = abs(fract((at.x - at.y) / 4.2) - 0.5) * 4.2;
    fill = mix(v_color, v_paper, clamp(stripe - 0.35, 0.0, 1.0));
  }
  float rim = clamp(far - (v_radius - v_width) + 0.5, 0.0, 1.0);
  vec4 seen = mix(fill, v_outline, rim * step(0.01, v_width));
  gl_FragColor = vec4(seen.rgb * cover, cover);
  #endif
}`;

export class PersonProgram extends NodeProgram<(typeof UNIFORMS)[number]> {
  getDefinition() {
    const { FLOAT, UNSIGNED_BYTE, POINTS } = WebGLRenderingContext;
    const number = (name: string, size = 1) => ({ name, size, type: FLOAT });
    const colour = (name: string) => ({ name, size: 4, type: UNSIGNED_BYTE, normalized: true });
    return {
      VERTICES: 1,
      VERTEX_SHADER_SOURCE: VERTEX,
      FRAGMENT_SHADER_SOURCE: FRAGMENT,
      METHOD: POINTS,
      UNIFORMS,
      ATTRIBUTES: [
        number("a_position", 2),
        number("a_size"),
        number("a_outlineWidth"),
        number("a_pattern"),
        colour("a_color"),
        colour("a_outline"),
        colour("a_paper"),
        colour("a_id"),
      ],
    };
  }

  processVisibleItem(index: number, start: number, data: NodeDisplayData): void {
    const person = data as PersonDisplay;
    const values = [
      person.x,
      person.y,
      person.size,
      person.outlineWidth,
      person.pattern,
      floatColor(person.color),
      floatColor(person.outline),
      floatColor(person.paper),
      index,
    ];
    this.array.set(values, start);
  }

  setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo): void {
    gl.uniform1f(uniformLocations["u_pixelRatio"] ?? null, params.pixelRatio);
    gl.uniform1f(uniformLocations["u_sizeRatio"] ?? null, params.sizeRatio);
    gl.uniformMatrix3fv(uniformLocations["u_matrix"] ?? null, false, params.matrix);
  }
}

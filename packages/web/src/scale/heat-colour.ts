/** sRGB as #rrggbb. */
interface Colours {
  readonly fill: string;
  readonly ink: string;
}

/** Where black and white have the same contrast, 4.58, with what is so bright (WCAG's relative luminance). */
const inkTurns = 0.179;

/** The colours of a place on the scale, 0 to 1, for pictures without the page's style sheet: the light ones of theme/heat.css. */
export function heatColours(place: number): Colours {
  const [red, green, blue] = linearOf(0.975 - 0.62 * place, 0.04 + 0.1 * place, 112 + 168 * place);
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return {
    fill: `#${[red, green, blue].map(channelOf).join("")}`,
    ink: luminance > inkTurns ? "#000000" : "#ffffff",
  };
}

/** OKLCH in linear sRGB (Ottosson 2020); what lies outside is cut off. */
function linearOf(lightness: number, chroma: number, hueDegrees: number): [number, number, number] {
  const hue = (hueDegrees * Math.PI) / 180;
  const [a, b] = [chroma * Math.cos(hue), chroma * Math.sin(hue)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    within(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    within(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    within(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

const within = (channel: number): number => Math.max(0, Math.min(1, channel));

function channelOf(linear: number): string {
  const encoded = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
  return Math.round(encoded * 255)
    .toString(16)
    .padStart(2, "0");
}

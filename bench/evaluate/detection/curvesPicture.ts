/** One line of the picture: recall by false alarm rate, both 0 to 1. */
export interface Curve {
  name: string;
  points: readonly (readonly [falseAlarms: number, recall: number])[];
}

const WIDTH = 760;
const HEIGHT = 440;
const LEFT = 56;
const TOP = 44;
const PLOT = { width: 430, height: 330 };
const LOWEST = 0.001;
const COLOURS = ['#0b6a53', '#c4314b', '#4f52b2', '#986f0b', '#107c10', '#8e562e', '#00758f', '#6b2e6b'];

/** Recall over false alarms of the worst legitimate family, on a logarithmic scale from 0.1 % to 100 %, as SVG. */
export function curvesPicture(title: string, curves: readonly Curve[]): string {
  const x = (rate: number) => LEFT + (Math.log10(Math.max(rate, LOWEST) / LOWEST) / 3) * PLOT.width;
  const y = (recall: number) => TOP + (1 - recall) * PLOT.height;
  const grid = [0, 0.2, 0.4, 0.6, 0.8, 1].map(
    (recall) =>
      `<path d="M${LEFT} ${y(recall)}h${PLOT.width}" stroke="#d1d1d1"/><text x="${LEFT - 8}" y="${y(recall) + 4}" text-anchor="end">${recall * 100} %</text>`,
  );
  const ticks = [0.001, 0.01, 0.1, 1].map(
    (rate) =>
      `<path d="M${x(rate)} ${TOP}v${PLOT.height}" stroke="#d1d1d1"/><text x="${x(rate)}" y="${TOP + PLOT.height + 18}" text-anchor="middle">${rate * 100} %</text>`,
  );
  const lines = curves.map(({ name, points }, index) => {
    const colour = COLOURS[index % COLOURS.length];
    const path = points.map(
      ([rate, recall], at) => `${at === 0 ? 'M' : 'L'}${x(rate).toFixed(1)} ${y(recall).toFixed(1)}`,
    );
    const row = TOP + 14 + index * 22;
    return `<path d="${path.join('')}" fill="none" stroke="${colour}" stroke-width="2"/><path d="M${LEFT + PLOT.width + 20} ${row - 4}h22" stroke="${colour}" stroke-width="3"/><text x="${LEFT + PLOT.width + 50}" y="${row}">${escaped(name)}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" fill="#242424" role="img" aria-label="${escaped(title)}">
<rect width="100%" height="100%" fill="#ffffff"/>
<text x="${LEFT}" y="24" font-size="15" font-weight="bold">${escaped(title)}</text>
${[...grid, ...ticks, ...lines].join('\n')}
<text x="${LEFT + PLOT.width / 2}" y="${HEIGHT - 20}" text-anchor="middle">false alarms of the worst legitimate family</text>
</svg>
`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

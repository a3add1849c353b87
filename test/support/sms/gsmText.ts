const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const EXTENDED = new Map<number, string>([
  ...([
    [0x0a, '\f'],
    [0x14, '^'],
    [0x28, '{'],
    [0x29, '}'],
    [0x2f, '\\'],
  ] as const),
  ...([
    [0x3c, '['],
    [0x3d, '~'],
    [0x3e, ']'],
    [0x40, '|'],
    [0x65, '€'],
  ] as const),
]);

/** What a telephone shows of the octets of an SMS, without its header. */
export function shownOnPhone(octets: Uint8Array, dataCoding: number): string {
  if (dataCoding === 8) return new TextDecoder('utf-16be').decode(octets);
  let text = '';
  for (let at = 0; at < octets.length; at += 1) {
    const code = octets[at] ?? 0;
    if (code === 0x1b) text += EXTENDED.get(octets[(at += 1)] ?? 0) ?? ' ';
    else text += BASIC[code] ?? '?';
  }
  return text;
}

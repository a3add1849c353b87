/** A text as it goes over the air. */
export interface SmsParts {
  /** 3GPP TS 23.038: seven bits a character, unpacked into one octet each; else UCS-2, two octets big-endian. */
  alphabet: 'gsm-7' | 'ucs-2';
  /** The words of each part, without a header. */
  parts: readonly Uint8Array[];
}

const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const ESCAPE = 0x1b;
const EXTENDED: Readonly<Record<string, number>> = {
  ...{ '\f': 0x0a, '^': 0x14, '{': 0x28, '}': 0x29, '\\': 0x2f, '[': 0x3c, '~': 0x3d, ']': 0x3e, '|': 0x40 },
  '€': 0x65,
};
/** Septets of one SMS, and of each part of several: the header takes seven (3GPP TS 23.040, section 9.2.3.24.1). */
const GSM_ONE = 160;
const GSM_PART = 153;
const UCS_ONE = 70;
const UCS_PART = 67;

/** The text in as few parts as it needs: GSM-7 where its alphabet holds every character, else UCS-2. */
export function smsParts(text: string): SmsParts {
  const letters = [...text.toWellFormed()];
  const septets = letters.map(septetsOf);
  const isGsm = septets.every((codes) => codes !== undefined);
  const units = isGsm ? septets.filter((codes) => codes !== undefined) : letters.map(ucsUnits);
  const [most, mostOfSeveral] = isGsm ? [GSM_ONE, GSM_PART] : [UCS_ONE, UCS_PART];
  const pieces = inPieces(units, units.flat().length <= most ? most : mostOfSeveral);
  const parts = pieces.map((piece) => (isGsm ? Uint8Array.from(piece) : bigEndian(piece)));
  return { alphabet: isGsm ? 'gsm-7' : 'ucs-2', parts };
}

/** True when the text fits into one SMS of the GSM alphabet. */
export function fitsOneSms(text: string): boolean {
  const { alphabet, parts } = smsParts(text);
  return alphabet === 'gsm-7' && parts.length === 1;
}

/** One or two septets; undefined for a character that the alphabet lacks. */
function septetsOf(letter: string): readonly number[] | undefined {
  const code = letter === '\u001b' ? -1 : BASIC.indexOf(letter);
  if (code >= 0) return [code];
  const extended = EXTENDED[letter];
  return extended === undefined ? undefined : [ESCAPE, extended];
}

function ucsUnits(letter: string): readonly number[] {
  return Array.from({ length: letter.length }, (_, at) => letter.charCodeAt(at));
}

/** Never splits an escaped character or a surrogate pair. */
function inPieces(units: readonly (readonly number[])[], most: number): number[][] {
  const pieces: number[][] = [[]];
  for (const codes of units) {
    const last = pieces.at(-1);
    if (last === undefined || last.length + codes.length > most) pieces.push([...codes]);
    else last.push(...codes);
  }
  return pieces;
}

function bigEndian(units: readonly number[]): Uint8Array {
  return Uint8Array.from(units.flatMap((unit) => [unit >> 8, unit & 0xff]));
}

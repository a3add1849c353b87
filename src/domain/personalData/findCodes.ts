import { isDni, isIban, isNino, isPersonalausweis } from './checkDigits.ts';
import type { PersonalDatum } from './personalDatum.ts';

// Every part is bounded and begins at a word, so that no text takes more than linear time.
const IBAN = /\b[A-Z]{2}\d{2}(?: ?-?[A-Z0-9]{1,4}){3,8}\b|\b[A-Z]{2}\d{2}[A-Z0-9]{11,30}\b/gi;
const NINO = /\b[A-Z]{2}[ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[A-D]\b/gi;
const DNI = /\b(?:[XYZ][ -]?\d{7}|\d{8}|\d{2}\.\d{3}\.\d{3})[ -]?[A-Z]\b/gi;
const PERSONALAUSWEIS = /\b[LMNPRTVWXY][CFGHJKLMNPRTVWXYZ0-9]{8}\d\b/g;
const IPV4 = /(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.]\d|\d)/g;
const IPV6 = /(?<![\w:])(?:[0-9a-f]{1,4}:{1,2}){2,7}[0-9a-f]{1,4}(?![\w:])/gi;

/** Codes of letters and digits that are known by their shape and check digits, and addresses of machines. */
export function findCodes(text: string): PersonalDatum[] {
  return [...ibans(text), ...nationalIds(text), ...machineAddresses(text)];
}

function* ibans(text: string): Generator<PersonalDatum> {
  for (const { 0: written, index } of text.matchAll(IBAN)) {
    // Words behind an IBAN look like parts of it: the longest part that proves itself counts.
    for (let end = written.length; end >= 15; end -= 1) {
      if (/[a-z0-9]/i.test(written.charAt(end)) || !/[a-z0-9]/i.test(written.charAt(end - 1))) continue;
      if (!isIban(compact(written.slice(0, end)))) continue;
      yield { kind: 'iban', start: index, end: index + end };
      break;
    }
  }
}

function* nationalIds(text: string): Generator<PersonalDatum> {
  for (const [pattern, isRight] of [
    [NINO, isNino],
    [DNI, isDni],
    [PERSONALAUSWEIS, isPersonalausweis],
  ] as const) {
    for (const { 0: written, index } of text.matchAll(pattern)) {
      if (isRight(compact(written))) yield { kind: 'national-id', start: index, end: index + written.length };
    }
  }
}

const VERSION_WORDS = /\b(?:firmware|version|release|build|v)\s*$/i;

function* machineAddresses(text: string): Generator<PersonalDatum> {
  for (const { 0: written, index } of text.matchAll(IPV4)) {
    if (VERSION_WORDS.test(text.slice(Math.max(0, index - 12), index))) continue;
    yield { kind: 'ip', start: index, end: index + written.length };
  }
  for (const { 0: written, index } of text.matchAll(IPV6)) {
    // "08:30:00" is a time.
    const isAddress = written.includes('::') || written.split(':').length === 8;
    if (isAddress) yield { kind: 'ip', start: index, end: index + written.length };
  }
}

function compact(written: string): string {
  return written.replace(/[ .-]/g, '').toUpperCase();
}

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findPersonalData } from '../../src/domain/personalData/findPersonalData.ts';
import { knownPerson } from '../../src/domain/personalData/knownPerson.ts';
import type { PersonalDataKind } from '../../src/domain/personalData/personalDatum.ts';
import { from, isHeldOut, percent } from './security.ts';

interface Span {
  kind?: string;
  type?: string;
  start: number;
  end: number;
}

interface Sentence {
  id: string;
  text: string;
  spans: Span[];
  known?: Record<string, unknown>;
}

/** Names that the other set has for our kinds; what it marks besides counts neither way. */
const KINDS: Readonly<Record<string, PersonalDataKind>> = {
  CREDIT_CARD: 'card',
  PHONE_NUMBER: 'phone',
  EMAIL_ADDRESS: 'email',
  IBAN_CODE: 'iban',
  IP_ADDRESS: 'ip',
  US_SSN: 'national-id',
  US_DRIVER_LICENSE: 'national-id',
  STREET_ADDRESS: 'address',
  PERSON: 'name',
};
/** Share of a value's characters that must be covered. */
const COVERED = 0.9;
const own = (name: string): string => fileURLToPath(new URL(`../../data/personal-data/${name}.jsonl`, import.meta.url));

/** Prints recall and precision by kind. 'number', of which no more is known, is left out of the precision. */
export async function evaluatePersonalData(data: string): Promise<void> {
  for (const [name, path] of [
    ['call-centre sentences', own('call-centre')],
    ['spoken, as speech to text writes it', own('spoken')],
    ['Presidio research sentences', join(data, 'E_presidio.jsonl')],
  ] as const) {
    const sentences = await from<Sentence>(path);
    for (const [part, isOf] of [
      ['tuning', (id: string) => !isHeldOut(id)],
      ['held out', isHeldOut],
    ] as const) {
      console.log(`Personal data, ${name}, ${part}, in per cent`);
      console.table(tableOf(sentences.filter(({ id }) => isOf(id))));
    }
  }
}

interface Counts {
  gold: number;
  asKind: number;
  asAny: number;
  found: number;
  right: number;
}

function tableOf(sentences: readonly Sentence[]): object {
  const kinds = new Map<string, Counts>();
  const of = (kind: string): Counts => {
    const counts = kinds.get(kind) ?? { gold: 0, asKind: 0, asAny: 0, found: 0, right: 0 };
    kinds.set(kind, counts);
    return counts;
  };
  for (const sentence of sentences) count(sentence, of);
  return Object.fromEntries(
    [...kinds].map(([kind, { gold, asKind, asAny, found, right }]) => [
      kind,
      {
        recall: percent(asKind, gold),
        'recall, whatever kind': percent(asAny, gold),
        precision: kind === 'number' ? '' : percent(right, found),
      },
    ]),
  );
}

function count({ text, spans, known }: Sentence, of: (kind: string) => Counts): void {
  const people = known === undefined ? [] : [knownPerson({ customerId: 'evaluation', ...known })];
  const found = findPersonalData(text, people);
  for (const span of spans) {
    const kind = kindOf(span);
    if (kind === undefined) continue;
    of(kind).gold += 1;
    const covered = (parts: readonly Span[]): boolean =>
      parts.reduce((sum, part) => sum + overlap(part, span), 0) >= COVERED * (span.end - span.start);
    if (covered(found)) of(kind).asAny += 1;
    if (covered(found.filter((datum) => datum.kind === kind))) of(kind).asKind += 1;
  }
  for (const datum of found) {
    of(datum.kind).found += 1;
    const isRight = spans.some((span) => overlap(span, datum) > 0 && (kindOf(span) ?? datum.kind) === datum.kind);
    if (isRight) of(datum.kind).right += 1;
  }
}

function kindOf({ kind, type = '' }: Span): string | undefined {
  return kind ?? KINDS[type];
}

function overlap(one: Span, other: Span): number {
  return Math.max(0, Math.min(one.end, other.end) - Math.max(one.start, other.start));
}

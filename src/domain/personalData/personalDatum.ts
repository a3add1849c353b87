/** What tells who somebody is, or opens their money; 'number' is a long number of which no more is known. */
export type PersonalDataKind =
  | 'name'
  | 'address'
  | 'birth-date'
  | 'email'
  | 'phone'
  | 'card'
  | 'iban'
  | 'bank-account'
  | 'national-id'
  | 'security-code'
  | 'ip'
  | 'number';

/** One stretch of a text, in UTF-16 units from `start` up to and without `end`. */
export interface PersonalDatum {
  kind: PersonalDataKind;
  start: number;
  end: number;
}

/** The surest first: of two that overlap the one that stands earlier here counts. */
const SUREST_FIRST: readonly PersonalDataKind[] = [
  'email',
  'iban',
  'card',
  'national-id',
  'bank-account',
  'security-code',
  'birth-date',
  'ip',
  'phone',
  'address',
  'name',
  'number',
];

/** The same without overlaps, in order of place. */
export function withoutOverlaps(found: readonly PersonalDatum[]): PersonalDatum[] {
  const kept: PersonalDatum[] = [];
  for (const datum of found.toSorted((one, other) => one.start - other.start || other.end - one.end)) {
    let isBeaten = false;
    for (let last = kept.at(-1); last !== undefined && last.end > datum.start; last = kept.at(-1)) {
      isBeaten = rank(last) <= rank(datum);
      if (isBeaten) break;
      kept.pop();
    }
    if (!isBeaten) kept.push(datum);
  }
  return kept;
}

function rank({ kind }: PersonalDatum): number {
  return SUREST_FIRST.indexOf(kind);
}

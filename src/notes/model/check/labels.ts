import { writeNumbers } from '../../draft/writeNumbers.ts';
import type { Claim } from './claim.ts';

/** A thing and its letter or number: "Building B", "form 12", "Hub 4". */
const LABELLED =
  /\b(?!(?:about|under|over|until|from|within|than|only|last|next|after|before|around|just|least|most|the|and|for|with|was|were|are|has|had|per|January|February|March|April|May|June|July|August|September|October|November|December)\b)(\p{L}{3,}) (?:([A-Z])(?![\p{L}\d'-])|(\d{1,3})(?![\p{L}\d%-]|[.,:]\d| \p{L}))/gu;

/** The lines name this thing with another letter or number, and never with this one. */
export function isOtherLabel({ text, units }: Claim): boolean {
  const said = units.map((unit) => writeNumbers(unit.text)).join(' ; ');
  return [...text.matchAll(LABELLED)].some(([, thing = '', letter, number]) => {
    const label = letter ?? number ?? '';
    const called = `(?:${thing}|${thing.toLowerCase()})`;
    const found = said.matchAll(new RegExp(String.raw`\b${called} ([A-Z]|\d{1,3})\b`, 'gu'));
    const labels = [...found].map(([, one]) => one);
    return labels.length > 0 && !labels.includes(label);
  });
}

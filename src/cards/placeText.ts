import type { Place } from '../domain/passage.ts';
import type { Messages } from '../messages/messages.ts';

/** " · page 3 · Early exit · in force from 1 March 2026": what stands behind a source's title. */
export function placeText(place: Place & { effectiveDate?: string }, messages: Messages): string {
  return placeParts(place, messages)
    .map((part) => ` · ${part}`)
    .join('');
}

/** The parts of a place that are known, in reading order. */
export function placeParts(place: Place & { effectiveDate?: string }, messages: Messages): string[] {
  const words = messages.cards;
  const parts = [
    place.page === undefined ? undefined : words.page(place.page),
    place.slide === undefined ? undefined : words.slide(place.slide),
    place.sheet === undefined ? undefined : words.sheet(place.sheet),
    place.heading,
    place.effectiveDate === undefined ? undefined : words.from(dateText(place.effectiveDate, messages)),
  ];
  return parts.filter((part): part is string => part !== undefined && part !== '');
}

/** A date in people's words; a text that is no ISO date comes back as it is. */
export function dateText(isoDate: string, messages: Messages): string {
  const date = new Date(`${isoDate.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return isoDate;
  return dates[messages.language].format(date);
}

const longDate = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
const dates = { en: new Intl.DateTimeFormat('en-GB', longDate), de: new Intl.DateTimeFormat('de-DE', longDate) };

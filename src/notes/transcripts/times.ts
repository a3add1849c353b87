const CLOCK = /^(?:(\d{1,4}):)?(\d{1,4}):(\d{1,2})(?:[.,](\d{1,7}))?$/;
const ISO_DURATION = /^PT(?:(\d{1,6}(?:\.\d{1,9})?)H)?(?:(\d{1,6}(?:\.\d{1,9})?)M)?(?:(\d{1,9}(?:\.\d{1,9})?)S)?$/;
const PLAIN_SECONDS = /^(\d{1,12}(?:\.\d{1,9})?)s?$/;

/** Ticks of Azure, 100 ns each, in one second. */
const TICKS = 10_000_000;

/** Seconds of "1:02:03.5", "0:03", "PT1M2.5S", "12.4s" or "12.4"; undefined for anything else. */
export function parseSeconds(text: string): number | undefined {
  const trimmed = text.trim();
  const clock = CLOCK.exec(trimmed);
  if (clock !== null) {
    const [, hours = '0', minutes = '0', seconds = '0', fraction = '0'] = clock;
    return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds) + Number(`0.${fraction}`);
  }
  const iso = trimmed.length > 2 ? ISO_DURATION.exec(trimmed) : null;
  if (iso !== null) return Number(iso[1] ?? 0) * 3600 + Number(iso[2] ?? 0) * 60 + Number(iso[3] ?? 0);
  const plain = PLAIN_SECONDS.exec(trimmed);
  return plain === null ? undefined : Number(plain[1]);
}

/** Seconds since 1970 of "2026-03-01 14:03:22" and the like; undefined for anything else. */
export function parseDate(text: string): number | undefined {
  if (text.length > 40 || !/^\d{4}-\d{2}-\d{2}[T ]/.test(text)) return undefined;
  const millis = Date.parse(text.replace(' ', 'T'));
  return Number.isFinite(millis) ? millis / 1000 : undefined;
}

/** A finite number of seconds from a number in `unitsPerSecond`, or from any text `parseSeconds` reads. */
export function secondsOf(value: unknown, unitsPerSecond = 1): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value / unitsPerSecond : undefined;
  if (typeof value !== 'string') return undefined;
  if (/^\d{1,20}$/.test(value.trim())) return Number(value) / unitsPerSecond;
  return parseSeconds(value) ?? parseDate(value.trim());
}

/** Seconds from Azure ticks. */
export function secondsOfTicks(value: unknown): number | undefined {
  return secondsOf(value, TICKS);
}

/** The end of something that starts at `start` and lasts `duration`; undefined when either is. */
export function endOf(start: number | undefined, duration: number | undefined): number | undefined {
  return start === undefined || duration === undefined ? undefined : start + duration;
}

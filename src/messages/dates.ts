import type { Language } from '../domain/language.ts';

const DAY_MS = 86_400_000;
const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' };

/** The day an ISO date or date-time names, or undefined when it is none. */
export function readDay(text: string): Date | undefined {
  const [, day] = /^(\d{4}-\d{2}-\d{2})(?:$|[T ])/.exec(text) ?? [];
  if (day === undefined) return undefined;
  const date = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? undefined : date;
}

/** "9 September 2026". */
export function longDate(day: Date, language: Language): string {
  const format = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(LOCALES[language], format).format(day);
}

/** "in 3 days", "today", "5 weeks ago": how far a day is from now, in the unit people would use. */
export function fromNow(day: Date, now: Date, language: Language): string {
  const days = Math.round((day.getTime() - startOfDay(now)) / DAY_MS);
  const [amount, unit] = inUsualUnit(days);
  return new Intl.RelativeTimeFormat(LOCALES[language], { numeric: 'auto' }).format(amount, unit);
}

/** True when the day is over. */
export function isPast(day: Date, now: Date): boolean {
  return day.getTime() < startOfDay(now);
}

/** "14:02", in the time of the machine Earpiece runs on. */
export function clockTime(now: Date, language: Language): string {
  return new Intl.DateTimeFormat(LOCALES[language], { hour: '2-digit', minute: '2-digit', hour12: false }).format(now);
}

/** "£12.50"; a currency nobody knows stands behind the amount as it is. */
export function moneyText(amount: number, currency: string | undefined, language: Language): string {
  const plain = new Intl.NumberFormat(LOCALES[language], { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  if (currency === undefined || !/^[A-Z]{3}$/.test(currency)) return `${plain.format(amount)} ${currency ?? ''}`.trim();
  return new Intl.NumberFormat(LOCALES[language], { style: 'currency', currency }).format(amount);
}

function startOfDay(now: Date): number {
  return Math.floor(now.getTime() / DAY_MS) * DAY_MS;
}

function inUsualUnit(days: number): [number, 'day' | 'week' | 'month' | 'year'] {
  const distance = Math.abs(days);
  if (distance < 14) return [days, 'day'];
  if (distance < 63) return [Math.trunc(days / 7), 'week'];
  if (distance < 730) return [Math.trunc(days / 30.44), 'month'];
  return [Math.trunc(days / 365.25), 'year'];
}

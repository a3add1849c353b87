import type { CustomerFacts } from '../../domain/customerFacts.ts';
import { isPast, readDay } from '../../messages/dates.ts';
import { type Tariff, tariffsNamed } from './tariffTable.ts';

/** Whom an offer is judged for. */
export interface Caller {
  facts: CustomerFacts;
  now: Date;
  /** The caller's own tariffs. */
  held: readonly Tariff[];
  /** All tariffs known, in the documents' order. */
  tariffs: readonly Tariff[];
}

/** Whether a condition lets the caller have an offer; 'ask' where the record cannot tell; 'silent' when it is none. */
export type Verdict = 'holds' | 'fails' | 'ask' | 'silent';

const NEW_ONLY = /\bnew customers?(?: only)?\b|\bneukund\w*/i;
const NOT_NEW =
  /\bnot (?:for|available to|open to) new\b|\bnicht für neukund|\b(?:existing|bestands)[ -]?(?:customers?|kund\w*)/i;
const CONSUMERS =
  /\b(?:consumers?(?: \w+)? only|only (?:for )?consumers|private customers only|nur (?:für )?privatkund\w*)\b/i;
const BUSINESS =
  /\b(?:business (?:use|customers?|accounts?)|only for (?:business|companies)|companies only|nur (?:für )?(?:geschäfts|firmen)kund\w*)\b/i;
const TENURE =
  /(?:at least|minimum|more than|over|after|for|seit|mindestens|länger als|ab|nach|über)\s+(\d+)\s+(months?|years?|monaten?|jahren?)\s+(?:(?:as|of being) (?:a |our )?customers?|with us|customers?|bei uns|kund\w*)/i;
const SHORT_TENURE =
  /(?:up to|less than|under|bis(?: zu)?|unter)\s+(\d+)\s+(months?|years?|monaten?|jahren?)\s+(?:with us|customers?|bei uns|kund\w*)/i;
const WINDOW =
  /\b(?:last|final|letzten|within)\s+(\d+)\s+(days?|months?|tagen?|monaten?)\s+(?:of|before|vor|des|der)\b.{0,20}\b(?:contract|term|end|vertrag\w*|laufzeit)/i;
const OUT_OF_CONTRACT =
  /\b(?:only )?(?:after the (?:contract|minimum term)|once the contract has ended|out of contract|nach (?:dem )?vertragsende)\b/i;
const ARREARS =
  /\b(?:no (?:open |outstanding |unpaid )(?:balance|bills?)|not in arrears|paid up|keine offene\w*|ohne rückstand)\b/i;
const UNAVAILABLE =
  /\b(?:not (?:available|possible|offered|combined)|cannot be (?:booked|combined)|nicht (?:verfügbar|möglich|kombinierbar|buchbar))\b/i;
const NEEDS =
  /\b(?:needs?|requires?|only (?:with|on|for)|available (?:only )?(?:with|on)|voraussetzung|benötigt|nur (?:mit|zu|für)|ab)\b/i;
const OR_ABOVE = /\b(?:or|and|oder|und) (?:above|higher|faster|bigger|höher|schneller)\b/i;
const GROUPS =
  /\b(?:students?|apprentices?|under \d+|over \d+|aged?|pensioners?|seniors?|universal credit|pension credit|benefits?|nhs|low income|disab\w+|famil(?:y|ies)|studenten|studierende|azubis?|unter \d+|über \d+|rentner\w*|senioren|bürgergeld|schüler\w*)\b/i;
const DAY_MS = 86_400_000;

/** Judges one sentence or cell as a condition of an offer. */
export function judge(text: string, caller: Caller): Verdict {
  const verdicts = RULES.map((rule) => rule(text, caller));
  return (['fails', 'ask', 'holds'] as const).find((verdict) => verdicts.includes(verdict)) ?? 'silent';
}

type Rule = (text: string, caller: Caller) => Verdict;

const RULES: readonly Rule[] = [
  (text) => (NOT_NEW.test(text) ? 'holds' : NEW_ONLY.test(text) ? 'fails' : 'silent'),
  byKindOfCustomer,
  (text, caller) => tenure(TENURE.exec(text), caller, (months, asked) => months >= asked),
  (text, caller) => tenure(SHORT_TENURE.exec(text), caller, (months, asked) => months < asked),
  byWindow,
  (text, caller) => (OUT_OF_CONTRACT.test(text) ? (isTied(caller) ? 'fails' : 'holds') : 'silent'),
  (text, { facts }) => (ARREARS.test(text) ? ((facts.balance ?? 0) > 0 ? 'fails' : 'holds') : 'silent'),
  byOtherTariffs,
  (text, { facts }) => {
    const group = GROUPS.exec(text)?.[0].toLowerCase();
    if (group === undefined) return 'silent';
    return facts.flags.some((flag) => group.startsWith(flag.toLowerCase().slice(0, 7))) ? 'holds' : 'ask';
  },
];

/** Titles of other documents stand in quotation marks; they are no condition. */
function byKindOfCustomer(text: string, caller: Caller): Verdict {
  const plain = text.replace(/["“„][^"“”„]*["“”]/g, ' ');
  if (CONSUMERS.test(plain)) return isBusiness(caller) ? 'fails' : 'holds';
  if (BUSINESS.test(plain)) return isBusiness(caller) ? 'holds' : 'fails';
  return 'silent';
}

function byWindow(text: string, caller: Caller): Verdict {
  const [, count, unit = ''] = WINDOW.exec(text) ?? [];
  if (count === undefined) return 'silent';
  if (!isTied(caller)) return 'holds';
  const end = readDay(caller.facts.contractEnd ?? '');
  if (end === undefined) return 'ask';
  const days = Number(count) * (/^[dt]/i.test(unit) ? 1 : 30.44);
  return (end.getTime() - caller.now.getTime()) / DAY_MS <= days ? 'holds' : 'fails';
}

function tenure(
  found: RegExpExecArray | null,
  caller: Caller,
  fits: (months: number, asked: number) => boolean,
): Verdict {
  const [, count, unit = ''] = found ?? [];
  if (count === undefined) return 'silent';
  const start = readDay(caller.facts.contractStart ?? '');
  if (start === undefined) return 'ask';
  const months = (caller.now.getTime() - start.getTime()) / DAY_MS / 30.44;
  return fits(months, Number(count) * (/^[yj]/i.test(unit) ? 12 : 1)) ? 'holds' : 'fails';
}

/** "needs Fibre 80 or above", "not available on Unlimited". */
function byOtherTariffs(text: string, { facts, held, tariffs }: Caller): Verdict {
  const named = tariffsNamed(text, tariffs);
  if (named.length === 0) return 'silent';
  const isHeld = named.some(
    (tariff) =>
      held.some(({ name }) => name === tariff.name) || facts.products.some((product) => product === tariff.name),
  );
  if (UNAVAILABLE.test(text)) return isHeld ? 'fails' : 'silent';
  if (!NEEDS.test(text)) return 'silent';
  if (isHeld) return 'holds';
  const isAbove = named.some((tariff) =>
    held.some((own) => stands(own, tariffs) > stands(tariff, tariffs) && isNear(own, tariff)),
  );
  return OR_ABOVE.test(text) && isAbove ? 'holds' : 'fails';
}

function stands({ name }: Tariff, tariffs: readonly Tariff[]): number {
  return tariffs.findIndex((tariff) => tariff.name === name);
}

function isNear(one: Tariff, other: Tariff): boolean {
  return one.passage.documentId === other.passage.documentId && one.price[0] === other.price[0];
}

/** True while the contract runs; "rolling" and the like can be left. */
export function isTied({ facts, now }: Pick<Caller, 'facts' | 'now'>): boolean {
  const end = readDay(facts.contractEnd ?? '');
  return end !== undefined && !isPast(end, now);
}

function isBusiness({ facts, held }: Caller): boolean {
  const words = /\b(?:business|company|corporate|geschäft\w*|firma|firmen\w*)\b/i;
  return [...facts.flags, facts.plan ?? '', ...held.map(({ name }) => name)].some((text) => words.test(text));
}

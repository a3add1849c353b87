import type { Answer } from '../../domain/answer.ts';
import type { CustomerFacts } from '../../domain/customerFacts.ts';
import type { Passage } from '../../domain/passage.ts';
import type { Question } from '../../domain/question.ts';
import { tellingStems } from '../../domain/words.ts';
import { messagesFor } from '../../messages/messages.ts';
import { SearchUnavailable } from '../../ports/knowledgeIndex.ts';
import type { Log } from '../../ports/log.ts';
import { chooseOffers } from './chooseOffers.ts';
import type { Caller } from './eligibility.ts';
import { gatherSources, type OfferPorts } from './gatherSources.ts';
import { guidanceFor, transferTo } from './guidance.ts';
import type { OfferAim } from './offerAim.ts';
import { offerAnswer } from './offerAnswer.ts';
import { retentionOffers } from './retentionOffers.ts';
import { type Tariff, type TariffTable, tariffsNamed, tariffTables } from './tariffTable.ts';

/** What is to be offered, to whom. */
export interface OfferQuestion {
  question: Question;
  facts: CustomerFacts;
  aim: OfferAim;
}

/**
 * What the caller can be offered, by the tariff tables and rules the asker may read, against plan, contract and flags
 * of the record: at most three with what changes, and what is ruled out with the reason. Never something dearer to a
 * customer flagged vulnerable. Says so when the search is away; never throws for that.
 */
export async function answerOffers(
  asked: OfferQuestion,
  ports: OfferPorts & { log: Log },
  signal?: AbortSignal,
): Promise<Answer> {
  try {
    return offersFrom(asked, await gatherSources(asked, ports, signal));
  } catch (error) {
    if (!(error instanceof SearchUnavailable)) throw error;
    ports.log.error({ reason: error.message }, 'search unavailable');
    const { failed } = messagesFor(asked.question.language).answers;
    const nothing = { lines: [], citations: [], notices: [], followUps: [] };
    return { outcome: 'failed', mode: 'extractive', spoken: failed, text: failed, ...nothing };
  }
}

function offersFrom({ question, facts, aim }: OfferQuestion, passages: readonly Passage[]): Answer {
  const tables = tariffTables(passages);
  const tariffs = tables.flatMap((table) => table.tariffs);
  const caller: Caller = { facts, now: question.now, held: heldBy(facts, tables, question.text), tariffs };
  const guidance = guidanceFor(facts.flags, passages);
  const isOwnUse = aim === 'keep' || aim === 'any';
  return offerAnswer({
    question,
    aim,
    caller,
    guidance,
    choice: chooseOffers({ aim, caller, tables, passages, guidance }),
    retention: isOwnUse ? retentionOffers(passages, caller) : [],
    transfer: aim === 'keep' ? transferTo(passages, guidance) : undefined,
  });
}

/** The rows of the caller's plan and products; of several, those of the product the question names. */
function heldBy({ plan, products }: CustomerFacts, tables: readonly TariffTable[], text: string): Tariff[] {
  const plans = tables
    .filter(({ kind }) => kind === 'plans')
    .toSorted(byDate)
    .flatMap((table) => table.tariffs);
  const names = [...new Set([plan, ...products].filter((name) => name !== undefined))];
  const rows = names.flatMap((name) => rowOf(name, plans) ?? []);
  const held = [...new Map(rows.map((row) => [row.name, row])).values()];
  const words = new Set(tellingStems(text));
  const meant = held.filter(({ passage: { title, heading = '' } }) =>
    tellingStems(`${title} ${heading}`).some((word) => words.has(word)),
  );
  return meant.length > 0 ? meant : held;
}

function rowOf(name: string, plans: readonly Tariff[]): Tariff | undefined {
  const exact = plans.find((tariff) => tariff.name.toLowerCase() === name.trim().toLowerCase());
  return exact ?? tariffsNamed(name, plans)[0];
}

/** Of two tables with the same tariff the later one counts. */
function byDate(one: TariffTable, other: TariffTable): number {
  const dateOf = ({ tariffs }: TariffTable): string => tariffs[0]?.passage.effectiveDate ?? '';
  return dateOf(one) < dateOf(other) ? 1 : dateOf(one) > dateOf(other) ? -1 : 0;
}

import type { CustomerFacts } from '../../domain/customerFacts.ts';
import type { Passage, RankedPassage } from '../../domain/passage.ts';
import type { Question } from '../../domain/question.ts';
import type { KnowledgeIndex } from '../../ports/knowledgeIndex.ts';
import type { KnowledgeStore } from '../../ports/knowledgeStore.ts';
import { isRetention } from './retentionOffers.ts';
import { tariffTables } from './tariffTable.ts';

/** What finding offers needs. */
export interface OfferPorts {
  index: Pick<KnowledgeIndex, 'search'>;
  knowledge: Pick<KnowledgeStore, 'stillReadable' | 'readableInContext'>;
}

const PASSAGES_OF_SEARCH = 10;
/** A tariff document is read from end to end: rows, notes and rules stand in different places of it. */
const REACH = 40;
const MOST_DOCUMENTS = 8;

/** What offers are looked for by, whatever the company calls them. */
const SEARCHES = [
  'tariffs plans packages price per month contract length data speed',
  'Tarife Preis pro Monat Laufzeit Datenvolumen Geschwindigkeit',
  'change to a cheaper plan before the contract end fee',
  'Wechsel in einen günstigeren Tarif vor Vertragsende',
  'vulnerable customers no upsell no offers',
  'schutzbedürftige Kunden keine Angebote',
  'retention offers discount condition',
  'offer a transfer to the retention team',
  'social tariff low income',
];

/**
 * The passages that may say something of offers to this caller, of documents that hold now and that the asker may read;
 * tariff documents in full, in their order. Throws SearchUnavailable.
 */
export async function gatherSources(
  { question, facts }: { question: Question; facts: CustomerFacts },
  ports: OfferPorts,
  signal?: AbortSignal,
): Promise<Passage[]> {
  const { groups } = question.asker;
  const own = [facts.plan, ...facts.products].filter((name) => name !== undefined);
  const texts = [question.text, ...new Set(own.map((name) => `${name} price per month`)), ...SEARCHES];
  const searches = texts.map((text) =>
    ports.index.search({ text, groups, top: PASSAGES_OF_SEARCH, now: question.now }, signal),
  );
  const ranked = (await Promise.all(searches)).flat().filter(({ supersededBy }) => supersededBy === undefined);
  const found = [...new Map(ranked.map((one) => [one.passage.passageId, one])).values()];
  const whole = await wholeDocuments(found, groups, ports);
  const others = found.map(({ passage }) => passage).filter(({ documentId }) => !whole.has(documentId));
  const readable = await ports.knowledge.stillReadable(
    others.map(({ passageId }) => passageId),
    groups,
  );
  return [...[...whole.values()].flat(), ...others.filter(({ passageId }) => readable.has(passageId))];
}

async function wholeDocuments(
  found: readonly RankedPassage[],
  groups: readonly string[],
  { knowledge }: OfferPorts,
): Promise<Map<string, Passage[]>> {
  const telling = found
    .map(({ passage }) => passage)
    .filter((passage) => isRetention(passage) || tariffTables([passage]).length > 0);
  const first = [...new Map(telling.toReversed().map((passage) => [passage.documentId, passage])).values()];
  const documents = await Promise.all(
    first
      .toReversed()
      .slice(0, MOST_DOCUMENTS)
      .map(({ passageId }) => knowledge.readableInContext({ passageId, reach: REACH }, groups)),
  );
  return new Map(
    documents
      .filter((document) => document !== undefined)
      .map(({ before, passage, after }) => [passage.documentId, [...before, passage, ...after]]),
  );
}

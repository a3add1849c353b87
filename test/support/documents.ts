import { createHash } from 'node:crypto';
import type { ReadDocument } from '../../src/domain/knowledgeDocument.ts';
import type { Passage, Unit } from '../../src/domain/passage.ts';

/** What matters of a document in a test; everything else is filled in. */
export interface DocumentSketch {
  title: string;
  groups?: readonly string[] | null;
  effectiveDate?: string;
  series?: string;
  url?: string;
  sensitivity?: string;
  origin?: 'sample' | 'ingest';
  passages: readonly { heading?: string; page?: number; units: readonly (string | Unit)[] }[];
}

/** A read document; strings among the units are sentences. */
export function aReadDocument(sketch: DocumentSketch): ReadDocument {
  const file = `${sketch.title.toLowerCase().replace(/\W+/g, '-')}.md`;
  const documentId = createHash('sha256').update(file).digest('hex').slice(0, 16);
  const { title, groups = null, effectiveDate, series, url, sensitivity } = sketch;
  const common = { file, title, groups, effectiveDate, series, url, sensitivity };
  const passages = sketch.passages.map((passage, index): Passage => {
    const units = passage.units.map((unit): Unit =>
      typeof unit === 'string' ? { kind: 'sentence', text: unit } : unit,
    );
    return {
      ...common,
      passageId: `${documentId}-${index}`,
      documentId,
      headings: passage.heading === undefined ? [] : [passage.heading],
      ...(passage.heading === undefined ? {} : { heading: passage.heading }),
      ...(passage.page === undefined ? {} : { page: passage.page }),
      units,
      text: units.map(({ text }) => text).join('\n'),
    };
  });
  const fingerprint = createHash('sha256').update(JSON.stringify(sketch)).digest('hex');
  return {
    document: { ...common, documentId, path: `/knowledge/${file}`, fingerprint, origin: sketch.origin ?? 'ingest' },
    passages,
  };
}

/** A table row as the readers make it. */
export function aRow(...cells: readonly (readonly [string, string])[]): Unit {
  const [label, ...rest] = cells;
  const facts = rest.map(([header, value]) => `${header} ${value}`).join('; ');
  return { kind: 'row', text: `${label?.[1] ?? ''}: ${facts}`, cells };
}

/** Steps numbered from one. */
export function steps(...texts: readonly string[]): Unit[] {
  return texts.map((text, index) => ({ kind: 'step', number: index + 1, text }));
}

/** A small knowledge base of a phone company. */
export const phoneCompany: readonly ReadDocument[] = [
  aReadDocument({
    title: 'Mobile tariffs',
    effectiveDate: '2026-01-01',
    passages: [
      {
        heading: 'Monthly plans',
        units: [
          aRow(['Plan', 'Flex 10'], ['Monthly price', '£10'], ['Data', '20 GB'], ['Notice', '30 days']),
          aRow(['Plan', 'Flex 10 Plus'], ['Monthly price', '£14'], ['Data', '40 GB'], ['Notice', '30 days']),
          aRow(['Plan', 'Unlimited'], ['Monthly price', '£25'], ['Data', 'no limit'], ['Notice', '30 days']),
        ],
      },
    ],
  }),
  aReadDocument({
    title: 'Cancellation policy',
    effectiveDate: '2026-03-01',
    series: 'cancellation',
    passages: [
      {
        heading: 'Notice period',
        page: 2,
        units: ['The notice period for cancelling any plan is 14 days.', 'It starts on the day the customer tells us.'],
      },
      {
        heading: 'Early exit fee',
        page: 3,
        units: ['Leaving before the contract ends costs half of the remaining monthly charges.'],
      },
    ],
  }),
  aReadDocument({
    title: 'Cancellation policy 2024',
    effectiveDate: '2024-02-01',
    series: 'cancellation',
    passages: [{ heading: 'Notice period', units: ['The notice period for cancelling any plan is 30 days.'] }],
  }),
  aReadDocument({
    title: 'Router guide',
    passages: [
      {
        heading: 'Red light',
        units: steps(
          'Switch the router off at the wall.',
          'Wait for two minutes.',
          'Switch it on again and wait until the light is green.',
        ),
      },
    ],
  }),
  aReadDocument({
    title: 'Retention playbook',
    groups: ['retention-team'],
    sensitivity: 'Highly Confidential',
    passages: [
      {
        heading: 'Loyalty discount',
        units: ['Offer a loyalty discount of 25 % for twelve months to anyone who cancels.'],
      },
    ],
  }),
];

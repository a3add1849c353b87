import type { Answer, AnswerLine, Citation } from '../../src/domain/answer.ts';
import type { Passage, Unit } from '../../src/domain/passage.ts';
import { aReadDocument, aRow, type DocumentSketch, steps } from './documents.ts';

/** An answer resting on one source; give what matters. */
export function anAnswer(over: Partial<Answer> = {}): Answer {
  const spoken = over.spoken ?? 'The notice period for cancelling any plan is 14 days.';
  return {
    outcome: 'answered',
    mode: 'extractive',
    spoken,
    text: spoken,
    lines: [],
    citations: [aCitation()],
    notices: [],
    followUps: [],
    ...over,
  };
}

/** Source 1, unrestricted, with every part of a place that a PDF has. */
export function aCitation(over: Partial<Citation> = {}): Citation {
  return {
    n: 1,
    passageId: '0123456789abcdef-3',
    file: 'cancellation-policy.pdf',
    title: 'Cancellation policy',
    page: 2,
    heading: 'Notice period',
    effectiveDate: '2026-03-01',
    snippet: 'The notice period for cancelling any plan is 14 days.',
    isRestricted: false,
    ...over,
  };
}

/** A passage of one document; strings among the units are sentences. */
export function aPassage(units: readonly (string | Unit)[], over: Partial<DocumentSketch> = {}): Passage {
  const sketch = { title: 'Cancellation policy', effectiveDate: '2026-03-01', ...over };
  const [passage] = aReadDocument({ ...sketch, passages: [{ heading: 'Notice period', page: 2, units }] }).passages;
  if (passage === undefined) throw new Error('A document with one passage came back with none.');
  return passage;
}

/** Lines of one kind that rest on source `n`. */
export function someLines(kind: AnswerLine['kind'], n: number, ...texts: readonly string[]): AnswerLine[] {
  return texts.map((text) => ({ kind, text, n }));
}

const simSwapSteps = [
  'Check who is calling with two of: date of birth, account PIN, last payment.',
  'Block the lost SIM under Lines, Block SIM, reason "lost".',
  'Order a new SIM to the address on the account. A new address takes 24 hours.',
  'Read out the order number and say that the number moves over within four hours.',
  'Offer the device insurance claim line when the phone is lost too.',
];

/** Steps to take, from one source, and a point from another. */
export const simSwap: Answer = anAnswer({
  spoken: 'I will first check that I am speaking to the account holder, then block the lost SIM for you.',
  lines: [
    ...someLines('step', 1, ...simSwapSteps),
    ...someLines('point', 2, 'A claim must be made within 28 days of the loss.'),
  ],
  citations: [
    aCitation({
      title: 'SIM swap and lost phones',
      page: 4,
      heading: 'Lost or stolen phone',
      snippet: simSwapSteps[0],
    }),
    aCitation({
      n: 2,
      title: 'Device insurance',
      page: undefined,
      slide: 7,
      heading: undefined,
      effectiveDate: undefined,
      snippet: 'A claim must be made within 28 days of the loss.',
    }),
  ],
});

export const simSwapPassage: Passage = aPassage(
  ['Use this when the phone is lost or stolen.', ...steps(...simSwapSteps), 'Never read the PIN out to the caller.'],
  { title: 'SIM swap and lost phones', url: 'https://intranet.contoso.example/knowledge/sim-swap.pdf' },
);

function tariff(plan: string, price: string, data: string): Unit {
  return aRow(['Plan', plan], ['Monthly price', price], ['Data', data], ['EU roaming', '12 GB'], ['Notice', '30 days']);
}

const tariffs = [
  tariff('Flex 10', '£10', '20 GB'),
  tariff('Flex 10 Plus', '£14', '40 GB'),
  tariff('Unlimited', '£25', 'no limit'),
];

/** Rows of a price table. */
export const prices: Answer = anAnswer({
  spoken: 'Flex 10: monthly price £10.',
  lines: tariffs.map((unit) => ({
    kind: 'row',
    text: unit.text,
    n: 1,
    ...(unit.kind === 'row' ? { cells: unit.cells } : {}),
  })),
  citations: [
    aCitation({
      title: 'Mobile tariffs',
      page: undefined,
      sheet: 'Consumer',
      heading: 'Monthly plans',
      snippet: tariffs[0]?.text ?? '',
    }),
  ],
});

export const pricesPassage: Passage = aPassage(['Prices include VAT.', ...tariffs], { title: 'Mobile tariffs' });

/** Everything that can be wrong with sources, at once. */
export const doubtful: Answer = anAnswer({
  spoken: 'The notice period for cancelling any plan is 30 days.',
  lines: someLines('point', 2, 'The notice period for cancelling any plan is 14 days.'),
  citations: [
    aCitation({ title: 'Cancellation policy 2024', effectiveDate: '2024-02-01' }),
    aCitation({ n: 2 }),
    aCitation({
      n: 3,
      title: 'Team notes on cancelling',
      page: undefined,
      heading: undefined,
      effectiveDate: undefined,
    }),
  ],
  notices: [
    { kind: 'superseded', title: 'Cancellation policy 2024', newer: 'Cancellation policy' },
    { kind: 'conflict', titles: ['Cancellation policy 2024', 'Cancellation policy'] },
    { kind: 'instructs', title: 'Team notes on cancelling' },
  ],
});

/** Written by a model, which contradicts the first answer and has a figure of its own. */
export const byModel: Answer = anAnswer({
  mode: 'model',
  spoken: 'You can cancel with 30 days of notice, and leaving early costs £45 (check this).',
  lines: [
    ...someLines('step', 1, 'Ask for the date from which the customer wants to leave.', 'Read the notice period out.'),
    ...someLines('point', 2, 'Leaving before the contract ends costs half of the remaining monthly charges.'),
  ],
  citations: [aCitation(), aCitation({ n: 2, page: 3, heading: 'Early exit fee' })],
  notices: [
    { kind: 'differs', before: ['14 days'], now: ['30 days'] },
    { kind: 'unproven', figures: ['£45'] },
    { kind: 'budget-near' },
  ],
});

export const nothingFound: Answer = anAnswer({
  outcome: 'no-source',
  spoken: "I don't have that in front of me. Let me check with the team and come back to you.",
  citations: [],
  searched: { documents: 14, terms: ['garden', 'furniture', 'delivery'] },
});

export const restricted: Answer = anAnswer({
  spoken: 'I can offer you a loyalty discount of 25 % for twelve months.',
  lines: someLines('point', 1, 'Offer it once, and only to somebody who has asked to cancel.'),
  citations: [aCitation({ title: 'Retention playbook', page: 9, heading: 'Loyalty discount', isRestricted: true })],
});

/** German, steps and a point, one source replaced and one restricted. */
export const germanRouter: Answer = anAnswer({
  spoken: 'Schalten Sie den Router bitte aus und nach zwei Minuten wieder ein.',
  lines: [
    ...someLines(
      'step',
      1,
      'Router an der Steckdose ausschalten.',
      'Zwei Minuten warten.',
      'Wieder einschalten und warten, bis die Leuchte grün ist.',
    ),
    ...someLines(
      'point',
      2,
      'Bleibt die Leuchte rot, liegt meist eine Anschlussstörung vor: Entstörungsauftrag anlegen.',
    ),
  ],
  notices: [{ kind: 'superseded', title: 'Routerhandbuch 2024', newer: 'Routerhandbuch' }, { kind: 'closest' }],
  citations: [
    aCitation({ title: 'Routerhandbuch 2024', page: 12, heading: 'Rote Leuchte', effectiveDate: '2024-02-01' }),
    aCitation({ n: 2, title: 'Störungen', page: undefined, sheet: 'Leuchten', heading: undefined, isRestricted: true }),
  ],
});

const LONG_WORD = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
const LONG_TITLE = `Terms and conditions for the ${LONG_WORD} and its subsidiaries, `.repeat(6);

/** As much and as long as anything can get. */
export const endless: Answer = anAnswer({
  spoken: `${'The charge is worked out as follows, and the caller should write it down, '.repeat(4)}${LONG_WORD}.`,
  lines: Array.from({ length: 12 }, (_, index) => ({
    kind: 'step' as const,
    text: `${LONG_WORD.repeat(2)} ${'then check the account, the line, the contract and the last bill; '.repeat(30)}`,
    n: 1 + (index % 6),
  })),
  citations: Array.from({ length: 6 }, (_, index) =>
    aCitation({ n: index + 1, title: LONG_TITLE, heading: `${LONG_WORD} ${'and what follows from it, '.repeat(12)}` }),
  ),
  notices: [
    { kind: 'superseded', title: LONG_TITLE, newer: LONG_TITLE },
    { kind: 'conflict', titles: [LONG_TITLE, LONG_TITLE, LONG_TITLE] },
    { kind: 'closest' },
  ],
});

export const endlessPassage: Passage = aPassage(
  Array.from({ length: 400 }, (_, index) => `“${LONG_WORD}” 漢字 📞 ${index}`),
  { title: LONG_TITLE, url: `https://intranet.contoso.example/${'knowledge/'.repeat(40)}` },
);

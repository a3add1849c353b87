import type { TurnReading } from './readTurn.ts';
import { SIGNAL_RULES } from './signals/allSignals.ts';

/** What one side's latest turn held, for reading the answer to it. */
export interface LatestTurn {
  signals: ReadonlySet<number>;
  turn: number;
  figures: number;
}

/** A question or worry of one side and how the other answers it: what tells honest callers from thieves most. */
export interface Exchange {
  name: string;
  /** Who answers: the side under suspicion or the other. */
  answeredBy: 'suspect' | 'other';
  sign: 1 | -1;
  isMet(before: LatestTurn, answer: TurnReading): boolean;
}

const ASKS_FOR_SECRETS = places(['code-request', 'credential-request', 'card-details-request', 'remote-control']);
const WORRIES = places(['safer-way-proposed', 'doubts-story', 'refuses']);
const WELCOMES = places(['accepts-no', 'invites-call-back', 'points-to-own-channel', 'leaves-time']);
const HESITANT = places(['hesitates', 'safer-way-proposed', 'doubts-story', 'reads-screen-out', 'warning-read-out']);
const COUNTERS = places([
  'concedes-then-objects',
  'price-of-waiting',
  'blocks-alternative',
  'dismisses-warning',
  'scripts-the-answer',
  'excludes-others',
  'holds-on-line',
  'covers-tracks',
]);
const OPEN = places([
  'asks-for-nothing',
  'leaves-it-in-your-hands',
  'invites-checking',
  'no-clock',
  'brings-others-in',
]);
const ALOUD = places(['spoken-code-request', 'screen-view-request']);
const CLOSES = places(['closes-safer-option', 'pressure']);

/** All exchanges, in a fixed order. */
export const EXCHANGES: readonly Exchange[] = [
  {
    name: 'deflects-check',
    answeredBy: 'suspect',
    sign: 1,
    isMet: after(
      ['safer-way-proposed', 'doubts-story'],
      ['closes-safer-option', 'pressure', 'secrecy', 'coached-lie', 'legal-threat'],
    ),
  },
  {
    name: 'talks-past-warning',
    answeredBy: 'suspect',
    sign: 1,
    isMet: after(
      ['warning-read-out'],
      ['explains-away-warning', 'approval-request', 'closes-safer-option', 'coached-lie'],
    ),
  },
  {
    name: 'soothes-doubt',
    answeredBy: 'suspect',
    sign: 1,
    isMet: after(['doubts-story', 'fear'], ['explains-away-warning', 'names-safe-habit', 'emotional-plea']),
  },
  {
    name: 'presses-past-refusal',
    answeredBy: 'suspect',
    sign: 1,
    isMet: after(
      ['agent-cannot', 'safer-way-proposed', 'refuses'],
      ['asks-exception', 'dodges-check', 'emotional-plea', 'pressure', 'fishes-for-data'],
    ),
  },
  {
    name: 'backs-off-when-checked',
    answeredBy: 'suspect',
    sign: 1,
    isMet: after(['agent-cannot', 'safer-way-proposed'], ['retreats-from-check']),
  },
  {
    name: 'secret-handed-over',
    answeredBy: 'other',
    sign: 1,
    isMet: (before, answer) => answer.figures >= 3 && ASKS_FOR_SECRETS.some((one) => before.signals.has(one)),
  },
  {
    name: 'does-as-told',
    answeredBy: 'other',
    sign: 1,
    isMet: after(
      ['approval-request', 'money-movement', 'remote-control', 'code-request', 'coached-lie'],
      ['complies', 'warning-read-out'],
    ),
  },
  {
    name: 'counters-hesitation',
    answeredBy: 'suspect',
    sign: 1,
    isMet: (before, answer) => isOf(before, HESITANT) && isOf(answer, COUNTERS) && !isOf(answer, OPEN),
  },
  {
    name: 'counters-hesitation-twice-over',
    answeredBy: 'suspect',
    sign: 1,
    isMet: (before, answer) => isOf(before, HESITANT) && COUNTERS.filter((one) => answer.signals.has(one)).length >= 2,
  },
  {
    name: 'talks-screen-away',
    answeredBy: 'suspect',
    sign: 1,
    isMet: after(['reads-screen-out', 'warning-read-out'], ['dismisses-warning', 'scripts-the-answer']),
  },
  {
    name: 'moved-when-told',
    answeredBy: 'other',
    sign: 1,
    isMet: after(['directs-money', 'irreversible-payment', 'spoken-code-request', 'screen-view-request'], ['gives-in']),
  },
  {
    name: 'code-read-aloud',
    answeredBy: 'other',
    sign: 1,
    isMet: (before, answer) => answer.figures >= 4 && isOf(before, ALOUD),
  },
  {
    name: 'respects-hesitation',
    answeredBy: 'suspect',
    sign: -1,
    isMet: (before, answer) => isOf(before, HESITANT) && isOf(answer, OPEN) && !isOf(answer, COUNTERS),
  },
  {
    name: 'respects-hesitation-fully',
    answeredBy: 'suspect',
    sign: -1,
    isMet: (before, answer) =>
      isOf(before, HESITANT) &&
      OPEN.filter((one) => answer.signals.has(one)).length > COUNTERS.filter((one) => answer.signals.has(one)).length,
  },
  {
    name: 'welcomes-check',
    answeredBy: 'suspect',
    sign: -1,
    isMet: (before, answer) =>
      WORRIES.some((one) => before.signals.has(one)) &&
      WELCOMES.some((one) => answer.signals.has(one)) &&
      !CLOSES.some((one) => answer.signals.has(one)),
  },
];

function isOf({ signals }: { signals: ReadonlySet<number> }, places: readonly number[]): boolean {
  return places.some((one) => signals.has(one));
}

function after(before: readonly string[], answer: readonly string[]): Exchange['isMet'] {
  const worries = places(before);
  const answers = places(answer);
  return (before, { signals }) =>
    worries.some((one) => before.signals.has(one)) && answers.some((one) => signals.has(one));
}

function places(names: readonly string[]): number[] {
  return names.map((name) => {
    const place = SIGNAL_RULES.findIndex((rule) => rule.name === name);
    if (place < 0) throw new RangeError(`There is no signal ${name}.`);
    return place;
  });
}

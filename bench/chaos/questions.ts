import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { messagesFor } from '../../src/messages/messages.ts';
import type { ConnectorCall } from '../../test/support/connector.ts';
import { aMessage } from '../../test/support/house.ts';
import type { House } from './house.ts';
import { sendActivity, type Taken } from './sendUntilTaken.ts';
import { countRow, faultRow, type Row } from './report.ts';

/** Questions that were taken with a 200, by the conversation they stand in. */
export type AskedQuestions = Map<string, Taken>;

const ASKERS = 4;
const PAUSE_MS = 250;
const QUESTIONS = ['what does flex 10 cost a month', 'what is the notice period', 'router light is flashing red'];
/** A turn is over by then, answered or not. */
const LONGEST_TURN_MS = 14_000;

/** Several people ask, one question after the other, each in a conversation of its own. */
export async function askQuestions(house: House, signal: AbortSignal): Promise<AskedQuestions> {
  const asked: AskedQuestions = new Map();
  const ask = async (asker: number): Promise<void> => {
    for (let turn = 0; !signal.aborted; turn += 1) {
      const id = `chaos-${asker}-${turn}`;
      const conversation = { id, conversationType: 'personal', tenantId: 'tenant' };
      const from = { id: `user-${id}`, name: 'Ada', aadObjectId: randomUUID() };
      const text = QUESTIONS[turn % QUESTIONS.length] ?? '';
      asked.set(id, await sendActivity(aMessage(house.connector.url, { text, conversation, from }), house));
      await sleep(PAUSE_MS);
    }
  };
  await Promise.all(Array.from({ length: ASKERS }, (_, asker) => ask(asker)));
  return asked;
}

const words = messagesFor('en');
const { down, late, ...otherReasons } = words.model.kept;

/** What the message says in the end; the first that fits. */
const ENDS = {
  unfinished: [words.model.improving],
  'answered by the model': [words.model.writtenByModel],
  'answered from the sources: the model is not available just now': [down],
  'answered from the sources: the model took too long': [late],
  'answered from the sources, with another line': Object.values(otherReasons),
  'calm words: the search could not be done': [words.answers.failed],
  'calm words: something went wrong': [words.chat.broken('').split('.')[0] ?? ''],
} satisfies Record<string, readonly string[]>;

/** What became of every question that was taken. */
export function accountForQuestions(asked: AskedQuestions, house: House): Row[] {
  const told = messagesByConversation(house.connector.calls);
  const ends = [...asked].map(([id, taken]) => ({
    taken,
    messages: told.get(id) ?? [],
    end: endOf(told.get(id) ?? []),
  }));
  const having = (end: string) => ends.filter((one) => one.end === end);
  const fault = (what: string, some: readonly EndedQuestion[]): Row =>
    faultRow(
      what,
      some.map((one) => inWords(one, house)),
    );
  const inFlight = (what: string, end: string): Row[] => {
    const explained = Map.groupBy(having(end), ({ taken }) => isInFlight(taken, house));
    return [
      countRow(`${what}: the bot that had taken it was killed meanwhile`, explained.get(true) ?? []),
      fault(`${what}, and no bot was killed`, explained.get(false) ?? []),
    ];
  };
  const expected = Object.keys(ENDS).filter((end) => end !== 'unfinished');
  return [
    countRow('questions taken with a 200', ends),
    ...expected.map((what) => countRow(what, having(what))),
    fault('answered with something else', having('else')),
    fault('answered twice', having('twice')),
    ...inFlight('answered from the sources, and the fuller answer it promised did not come', 'unfinished'),
    ...inFlight('not answered', 'lost'),
  ];
}

interface EndedQuestion {
  taken: Taken;
  messages: readonly ConnectorCall[];
}

function inWords({ taken: { by, atMs }, messages }: EndedQuestion, { outages }: House): string {
  const seconds = (ms: number): string => `${((ms - atMs) / 1_000).toFixed(1)} s`;
  const said = messages.map((one) => `${one.method} after ${seconds(one.atMs)}: ${one.body.text?.slice(0, 60)}`);
  const away = outages.map(({ of, fromMs, toMs }) => `${of} away from ${seconds(fromMs)} to ${seconds(toMs)}`);
  return [`taken by ${by} at ${(atMs / 1_000).toFixed(1)} s`, ...said, ...away].join('; ');
}

function messagesByConversation(calls: readonly ConnectorCall[]): Map<string, ConnectorCall[]> {
  const told = new Map<string, ConnectorCall[]>();
  for (const call of calls) {
    const id = /conversations\/(chaos-\d+-\d+)\//.exec(call.path)?.[1];
    if (id !== undefined && call.body.type === 'message') told.set(id, [...(told.get(id) ?? []), call]);
  }
  return told;
}

function endOf(messages: readonly ConnectorCall[]): string {
  const last = messages.at(-1);
  if (last === undefined) return 'lost';
  if (messages.filter(({ method }) => method === 'POST').length > 1) return 'twice';
  const shown = JSON.stringify(last.body);
  const fits = ([, texts]: [string, readonly string[]]): boolean => texts.some((text) => shown.includes(text));
  return Object.entries(ENDS).find(fits)?.[0] ?? 'else';
}

/**
 * Whether the bot that had taken it was killed before it could be done, or the one it was sent to before, which may have
 * noted it as seen. We may read a 200 a moment after the end of who wrote it.
 */
function isInFlight({ by, atMs, firstSentMs }: Taken, { outages }: House): boolean {
  return outages.some(({ of, fromMs, toMs }) => {
    if (of === by && toMs > atMs && fromMs - atMs < LONGEST_TURN_MS) return true;
    return of !== 'worker' && of !== 'database' && fromMs > firstSentMs && fromMs < atMs;
  });
}

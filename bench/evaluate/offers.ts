import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { askForReaders } from '../../src/answers/askForReaders.ts';
import { noticeText } from '../../src/cards/answerCard.ts';
import type { Answer } from '../../src/domain/answer.ts';
import type { Customer } from '../../src/domain/customer.ts';
import { messagesFor } from '../../src/messages/messages.ts';
import type { Ports } from '../../src/wiring/connectPorts.ts';
import { ASKED_ON, withKnowledge } from './answers.ts';
import { holds } from './questionSet.ts';
import { share } from './shares.ts';

const names = z.array(z.string()).default([]);
const question = z.object({
  id: z.string(),
  kind: z.enum(['offer', 'customer']),
  text: z.string(),
  /** A customer of the sample company, one of its own, or none: then there is no call. */
  customer: z.union([z.string(), z.looseObject({ customerId: z.string() }), z.null()]),
  readers: z.enum(['one', 'many']).default('one'),
  groups: names,
  gold: z.object({
    /** Tariffs offered: the first, one of these, each of these, none of these; `none`: no tariff at all. */
    first: z.string().optional(),
    anyOf: names,
    allOf: names,
    never: names,
    none: z.boolean().default(false),
    words: names,
    spoken: names,
    files: names,
    refused: z.boolean().default(false),
    mustNot: names,
    mustNotSpoken: names,
  }),
});

type CustomerQuestion = z.infer<typeof question>;

interface Marked {
  question: CustomerQuestion;
  answer: Answer;
  /** What the answer falls short of; empty when it is right. */
  misses: readonly string[];
}

const own = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** Asks what can be offered to callers, and about their records, and prints what share is right in every respect. */
export async function evaluateOffers(showsFailures: boolean): Promise<void> {
  const lines = (await readFile(own('data/questions/customer.jsonl'), 'utf8')).trim().split('\n');
  const questions = lines.map((line) => question.parse(JSON.parse(line)));
  await withKnowledge(own('sample/knowledge'), async (ports) => {
    const customers = JSON.parse(await readFile(own('sample/customers.json'), 'utf8')) as Customer[];
    for (const customer of customers) await ports.customers.save(customer, 'import');
    const marked: Marked[] = [];
    for (const asked of questions) {
      const answer = await answerOf(asked, ports);
      marked.push({ question: asked, answer, misses: missesOf(asked, answer) });
    }
    printMarks(marked);
    if (showsFailures) marked.filter(({ misses }) => misses.length > 0).forEach(showFailure);
  });
}

async function answerOf({ text, customer, readers, groups }: CustomerQuestion, ports: Ports): Promise<Answer> {
  if (customer !== null && typeof customer !== 'string') await ports.customers.save(customer, 'import');
  const customerId = typeof customer === 'string' ? customer : customer?.customerId;
  const lease =
    customerId === undefined ? undefined : { callId: 'evaluation', customer: { kind: 'known' as const, customerId } };
  const asker = { agentId: 'evaluation', name: 'Evaluation', roles: ['agent' as const], groups };
  const asked = { text, asker, readers, lease, history: [], language: 'en' as const, now: ASKED_ON };
  return (await askForReaders(asked, ports)).shown;
}

function missesOf({ kind, gold }: CustomerQuestion, answer: Answer): string[] {
  const offered = answer.lines.flatMap(({ cells }) => (cells === undefined ? [] : [cells[0]?.[1] ?? '']));
  const notices = answer.notices.map((notice) => noticeText(notice, messagesFor('en')));
  const cells = answer.lines.flatMap((line) => line.cells?.map((cell) => cell.join(' ')) ?? []);
  const all = [answer.spoken, answer.text, ...cells, ...notices].join('\n');
  const files = answer.citations.map(({ file }) => file);
  const checks: [string, boolean][] = [
    ['refused', (answer.outcome === 'refused') === gold.refused],
    ['first', gold.first === undefined || offered[0] === gold.first],
    ['any of', gold.anyOf.length === 0 || gold.anyOf.some((name) => offered.includes(name))],
    ['all of', gold.allOf.every((name) => offered.includes(name))],
    ['never', !gold.never.some((name) => offered.includes(name))],
    ['none', !gold.none || offered.length === 0],
    ['at most three', kind === 'customer' || offered.length <= 3],
    ['words', gold.words.every((words) => holds(all, words))],
    ['spoken', gold.spoken.every((words) => holds(answer.spoken, words))],
    ['source', gold.files.every((file) => files.includes(file))],
    ['must not be shown', !gold.mustNot.some((words) => holds(all, words))],
    ['must not be spoken', !gold.mustNotSpoken.some((words) => holds(answer.spoken, words))],
  ];
  return checks.filter(([, isRight]) => !isRight).map(([name]) => name);
}

function printMarks(marked: readonly Marked[]): void {
  const rows = (['offer', 'customer'] as const).map((kind) => {
    const ofKind = marked.filter(({ question }) => question.kind === kind);
    const without = (...misses: string[]): string =>
      share(ofKind.filter((one) => !misses.some((miss) => one.misses.includes(miss))).length, ofKind.length);
    return {
      '': kind === 'offer' ? 'what can I offer' : 'about the caller',
      n: ofKind.length,
      'right in every respect': share(ofKind.filter(({ misses }) => misses.length === 0).length, ofKind.length),
      'nothing wrong offered or shown': without('never', 'none', 'must not be shown', 'must not be spoken', 'refused'),
      'right sources': without('source'),
    };
  });
  console.log('callers of the sample company');
  console.table(rows);
}

function showFailure({ question: { id, text, gold }, answer, misses }: Marked): void {
  console.log(`${id}: ${text}\n  misses ${misses.join(', ')}\n  gold ${JSON.stringify(gold)}`);
  console.log(`  ${answer.outcome}: ${answer.text.slice(0, 1600).replaceAll('\n', '\n  ')}\n`);
}

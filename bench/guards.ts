import { findPersonalData } from '../src/domain/personalData/findPersonalData.ts';
import { pseudonymsOf } from '../src/domain/personalData/pseudonyms.ts';
import { cleanText } from '../src/domain/screening/cleanText.ts';
import { fence } from '../src/model/fence.ts';
import { plainModelText } from '../src/model/plainModelText.ts';
import { instructsAssistant, isInstruction } from '../src/domain/screening/screenText.ts';

const QUESTION = 'Mrs Hale on 07700 900101 wants to leave, what is the exit fee on Fibre 80 after 9 months?';
const PASSAGE =
  'The exit fee is the monthly price times the months that are left, at most £250. Roaming is free in Zone A. '.repeat(
    10,
  );
const MARGARET = {
  customerId: 'C-1001',
  name: 'Margaret Hale',
  phone: '+44 7700 900101',
  address: '4 Orchard Row, Headingley, Leeds LS6 3AB',
};
const ROUNDS = 2000;
/** Kinds of text that cost the most, each repeated to a megabyte. */
const AWKWARD = [
  '1 ',
  '12 34 ',
  '1---',
  '4111111111111111 ',
  'GB29 ',
  'a@',
  ' dot com',
  'Mr A',
  'Hale ',
  'rue 1 ',
  'ignore ',
  'i g ',
  '<<data ',
  '[a](',
  'а',
  '\u200B1',
];

/** What each guard costs for one question or passage, and for a megabyte of each awkward kind. */
export async function benchGuards(): Promise<void> {
  const guards: [string, string, (text: string) => unknown][] = [
    ['clean the question', QUESTION, cleanText],
    ['screen the question', QUESTION, isInstruction],
    ['screen a passage (1,080 characters)', PASSAGE, instructsAssistant],
    ['find personal data in the question', QUESTION, (text) => findPersonalData(text)],
    ['new stand-ins, question masked and unmasked', QUESTION, maskOnce],
    ['new stand-ins, passage masked and unmasked', PASSAGE, maskOnce],
    ['fence a passage', PASSAGE, (text) => fence().around('passage', text)],
    ['plain output', PASSAGE, plainText],
  ];
  console.table(
    guards.map(([guard, text, run]) => ({ guard, 'µs p50': micros(text, run).p50, 'µs p99': micros(text, run).p99 })),
  );
  console.table(
    AWKWARD.map((part) => {
      const megabyte = part.repeat(Math.ceil(1_000_000 / part.length));
      const row = (run: (text: string) => unknown): number => Math.round(timed(() => run(megabyte)));
      return {
        'a megabyte of': JSON.stringify(part),
        'clean, ms': row(cleanText),
        'personal data, ms': row((text) => findPersonalData(text)),
        'screen, ms': row(instructsAssistant),
        'plain output, ms': row(plainText),
      };
    }),
  );
}

function plainText(text: string): string {
  return plainModelText(text, { characters: text.length, hosts: new Set() });
}

function maskOnce(text: string): string {
  const pseudonyms = pseudonymsOf([MARGARET]);
  return pseudonyms.unmask(pseudonyms.mask(text));
}

function micros(text: string, run: (text: string) => unknown): { p50: number; p99: number } {
  const spent = Array.from({ length: ROUNDS }, () => timed(() => run(text)) * 1000).toSorted(
    (one, other) => one - other,
  );
  const at = (share: number): number => Math.round(spent[Math.floor(share * ROUNDS)] ?? 0);
  return { p50: at(0.5), p99: at(0.99) };
}

function timed(run: () => unknown): number {
  const started = performance.now();
  run();
  return performance.now() - started;
}

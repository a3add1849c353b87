import { readFile } from 'node:fs/promises';
import { z } from 'zod';

const question = z.object({
  id: z.string(),
  kind: z.string(),
  text: z.string(),
  history: z.array(z.object({ role: z.enum(['agent', 'assistant']), text: z.string() })).default([]),
  groups: z.array(z.string()).default([]),
  gold: z.object({
    /** Documents that answer; any one is enough unless `allFiles`. */
    files: z.array(z.string()).default([]),
    allFiles: z.boolean().default(false),
    /** Each must stand in the answer; alternatives are separated by `|`. */
    words: z.array(z.string()).default([]),
    /** Each must be said in the one sentence. */
    spoken: z.array(z.string()).default([]),
    /** Must not be said; in a restricted question, must stand nowhere. */
    mustNot: z.array(z.string()).default([]),
  }),
  outcome: z.enum(['answered', 'no-source']),
});

/** A question with what a right answer holds. The files' README tells how they were written. */
export type GoldQuestion = z.infer<typeof question>;

/** An answer as the evaluation sees it. */
export interface GivenAnswer {
  isAnswered: boolean;
  spoken: string;
  /** Everything shown. */
  text: string;
  /** Cited files in order. */
  files: readonly string[];
  /** Cited pages as `file#page=1`. */
  pages: readonly string[];
}

/** How one answer compares with its gold; undefined where the question does not ask for it. */
export interface Marks {
  rightSource?: boolean;
  firstSourceRight?: boolean;
  wordsInAnswer?: boolean;
  wordsSpoken?: boolean;
  /** A near-twin's or stale figure was said. */
  wronglySaid?: boolean;
  refused?: boolean;
  wronglySilent?: boolean;
  leaked?: boolean;
}

/** The questions of a JSON Lines file. */
export async function readQuestions(path: string): Promise<GoldQuestion[]> {
  const text = await readFile(path, 'utf8');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => question.parse(JSON.parse(line)));
}

/** Compares one answer with its gold. */
export function markAnswer({ kind, groups, gold, outcome }: GoldQuestion, answer: GivenAnswer): Marks {
  const leaked =
    kind === 'restricted' && groups.length === 0
      ? { leaked: gold.mustNot.some((words) => holds(answer.text, words)) }
      : {};
  if (outcome === 'no-source') return { refused: !answer.isAnswered, ...leaked };
  const cited = gold.files.filter((file) => answer.files.includes(file)).length;
  return {
    rightSource: gold.allFiles ? cited === gold.files.length : cited > 0,
    firstSourceRight: gold.files.includes(answer.files[0] ?? ''),
    wordsInAnswer: gold.words.every((words) => holds(answer.text, words)),
    ...(gold.spoken.length === 0 ? {} : { wordsSpoken: gold.spoken.every((words) => holds(answer.spoken, words)) }),
    ...(gold.mustNot.length === 0 || kind === 'restricted'
      ? {}
      : { wronglySaid: gold.mustNot.some((words) => holds(answer.spoken, words)) }),
    wronglySilent: !answer.isAnswered,
    ...leaked,
  };
}

/** Whether one of the alternatives stands in the text, as whole words or figures. */
export function holds(text: string, alternatives: string): boolean {
  const plain = normal(text);
  return alternatives.split('|').some((words) => {
    const wanted = normal(words).trim();
    for (let at = plain.indexOf(wanted); at >= 0; at = plain.indexOf(wanted, at + 1)) {
      const before = plain[at - 1] ?? ' ';
      const after = plain.slice(at + wanted.length);
      const startsInside = /[\p{L}\d]/u.test(before) && /^[\p{L}\d]/u.test(wanted);
      // "£3" is not in "£3.50", nor "12" in "120"; a plural or other ending is no matter.
      const endsInside = /\d$/.test(wanted) && /^(?:\d|[.,]\d)/.test(after);
      if (!startsInside && !endsInside) return true;
    }
    return false;
  });
}

function normal(text: string): string {
  return text
    .toLowerCase()
    .replace(/[’‘]/g, "'")
    .replace(/[‐-–−]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/ (?=%)/g, '');
}

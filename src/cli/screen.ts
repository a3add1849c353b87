import { createReadStream } from 'node:fs';
import process from 'node:process';
import { z } from 'zod';
import { detectScam } from '../detection/detectScam.ts';
import type { ScamVerdict } from '../domain/verdict.ts';
import { type Command, print, readArguments, WrongUsage } from './command.ts';

const call = z.object({
  id: z.union([z.string(), z.number()]).nullish(),
  turns: z.array(z.object({ speaker: z.enum(['caller', 'callee']), text: z.string() })),
  direction: z.enum(['inbound', 'outbound']).nullish(),
  setting: z.enum(['subscriber', 'contact-centre']).nullish(),
});

type Call = z.infer<typeof call>;

/** `earpiece screen`: the scam detector turn by turn, as live. */
export const screen: Command = {
  usage: 'screen [f.jsonl | -]',
  does: 'runs the scam detector over calls, turn by turn as live; reads standard input without a file',
  async run(args) {
    const { positionals, isJson } = readArguments(args, {}, 1);
    const [file = '-'] = positionals;
    let failed = 0;
    let number = 0;
    for await (const line of linesOf(file)) {
      number += 1;
      if (line?.trim() === '') continue;
      const read = line === undefined ? `longer than ${LONGEST_LINE / MEGA} million characters.` : readCall(line);
      if (typeof read === 'string') {
        failed += 1;
        process.stderr.write(`${file === '-' ? 'standard input' : file} line ${number}: ${read}\n`);
      } else printCall(read, isJson);
    }
    return failed === 0 ? 0 : 1;
  },
};

const MEGA = 1_000_000;
/** A day of talking is less than a million characters. */
const LONGEST_LINE = 16 * MEGA;

/** The lines as they arrive: a long stream is answered while it is written. One that is too long is undefined. */
async function* linesOf(file: string): AsyncGenerator<string | undefined> {
  const input = file === '-' ? process.stdin : createReadStream(file);
  input.setEncoding('utf8');
  let line = '';
  let isTooLong = false;
  try {
    for await (const chunk of input as AsyncIterable<string>) {
      for (const [at, piece] of chunk.split('\n').entries()) {
        if (at > 0) {
          yield isTooLong ? undefined : line;
          [line, isTooLong] = ['', false];
        }
        isTooLong ||= line.length + piece.length > LONGEST_LINE;
        line = isTooLong ? '' : line + piece;
      }
    }
    if (isTooLong || line !== '') yield isTooLong ? undefined : line;
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const why = error instanceof Error ? error.message : String(error);
    throw new WrongUsage(isMissing ? `There is no file ${file}.` : `Cannot read ${file}: ${why}.`);
  }
}

const NO_CALL =
  'no call; a line is {"turns":[{"speaker":"caller","text":"…"}]}. Events of a live call are played with "earpiece replay".';

/** The call in a line, or what is wrong with it. */
function readCall(line: string): Call | string {
  try {
    const read = call.safeParse(JSON.parse(line));
    if (read.success) return read.data;
    const [issue] = read.error.issues;
    if (issue?.path.length === 1 && issue.path[0] === 'turns') return NO_CALL;
    return `${issue?.path.join('.') || 'the line'}: ${issue?.message}.`;
  } catch {
    return 'not JSON.';
  }
}

function printCall({ id, turns, direction, setting }: Call, isJson: boolean): void {
  const started = performance.now();
  const detector = detectScam({ direction: direction ?? undefined, setting: setting ?? undefined });
  const verdicts = turns.map((turn) => detector.hear(turn));
  const micros = Math.round((performance.now() - started) * 1_000);
  const last = verdicts.at(-1);
  const scores = verdicts.map(({ score }) => Math.round(score * 1e6) / 1e6);
  const line = {
    id: id ?? null,
    level: last?.level ?? 'none',
    alertTurn: last?.alertTurn ?? null,
    score: scores.reduce((one, other) => Math.max(one, other), 0),
    signals: last?.signals ?? [],
    scores,
    micros,
  };
  print(isJson, line, textOf(line));
}

function textOf({
  id,
  level,
  alertTurn,
  score,
  signals,
}: Pick<ScamVerdict, 'level' | 'alertTurn' | 'score' | 'signals'> & { id: string | number | null }): string {
  const when = alertTurn === null ? '' : ` from turn ${alertTurn}`;
  const why = signals.map(({ name, turn }) => `${name} (${turn})`).join(', ');
  return `${id ?? '-'}: ${level}${when}, ${score.toFixed(3)}${why === '' ? '' : `: ${why}`}`;
}

import { readFile } from 'node:fs/promises';
import process from 'node:process';
import { parseArgs } from 'node:util';
import type { z } from 'zod';
import { connectPorts, type Ports } from '../wiring/connectPorts.ts';
import { readConfig } from '../wiring/config.ts';
import { environment } from '../wiring/environment.ts';
import { createLogger } from '../wiring/logger.ts';

/** One `earpiece` command. */
export interface Command {
  usage: string;
  does: string;
  /** Resolves to the exit code: 0 done, 1 some item failed. Throws WrongUsage for 2. */
  run(args: readonly string[]): Promise<number>;
}

/** The command line was not understood; the message is for people. */
export class WrongUsage extends Error {
  override name = 'WrongUsage';
}

type OptionTypes = Readonly<Record<string, { type: 'string' | 'boolean' }>>;

/**
 * The options and other words after the command; every command knows `--json`. Throws WrongUsage for options it does
 * not know and for more than `most` other words.
 */
export function readArguments<Options extends OptionTypes>(args: readonly string[], options: Options, most = Infinity) {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { ...options, json: { type: 'boolean' } },
    });
    const tooMany = positionals[most];
    if (tooMany !== undefined) throw new WrongUsage(`What is "${tooMany}" for?`);
    return { values, positionals, isJson: (values as { json?: boolean }).json === true };
  } catch (error) {
    if (error instanceof WrongUsage) throw error;
    throw new WrongUsage(inPlainWords(error instanceof Error ? error.message : String(error)));
  }
}

/** The first sentence says what is wrong; what follows is advice for programmers. */
function inPlainWords(message: string): string {
  const lacking = /^Option '(?:-\w, )?(--[\w-]+) <value>' argument/.exec(message)?.[1];
  return lacking === undefined ? (message.split('. ')[0] ?? '') : `What should follow ${lacking}?`;
}

/** Prints one result, what was asked for, on standard output: as JSON, or as text for people. */
export function print(isJson: boolean, line: object, text: string): void {
  process.stdout.write(`${isJson ? JSON.stringify(line) : text}\n`);
}

/** Runs `work` with everything connected, quietly: people's text stays readable. */
export async function withPorts<T>(work: (ports: Ports) => Promise<T>): Promise<T> {
  const config = readConfig(environment());
  const isQuiet = process.env.LOG_LEVEL === undefined;
  const ports = await connectPorts(config, createLogger({ logLevel: isQuiet ? 'error' : config.logLevel }));
  try {
    await ports.index.ready();
    return await work(ports);
  } finally {
    await ports.close();
  }
}

/** The lines of a .jsonl file in this shape. Throws WrongUsage naming the line that is not. */
export async function readJsonLines<Line>(path: string, shape: z.ZodType<Line>): Promise<Line[]> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new WrongUsage(`Cannot read ${path}.`);
  });
  return text
    .split('\n')
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '')
    .map(({ line, number }) => {
      const read = shape.safeParse(parseJson(line, `${path} line ${number}`));
      if (read.success) return read.data;
      const [issue] = read.error.issues;
      throw new WrongUsage(`${path} line ${number}: ${issue?.path.join('.') || 'the line'}: ${issue?.message}.`);
    });
}

/** What a .jsonl file asks, line by line, or else the one text that was typed. Throws WrongUsage(`missing`) without either. */
export async function readAsked<Asked>(
  given: { file: string | undefined; text: string },
  shape: z.ZodType<Asked>,
  missing: string,
): Promise<Asked[]> {
  if (given.file !== undefined) return readJsonLines(given.file, shape);
  if (given.text.trim() === '') throw new WrongUsage(missing);
  return [shape.parse({ text: given.text })];
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new WrongUsage(`${where} is not JSON.`);
  }
}

/** "a, b" as ["a", "b"]; undefined as none. */
export function splitList(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

import { readFile } from 'node:fs/promises';
import process from 'node:process';
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

/** Prints one result: as JSON on standard output, or as text for people on standard error. */
export function print(isJson: boolean, line: object, text: string): void {
  if (isJson) process.stdout.write(`${JSON.stringify(line)}\n`);
  else process.stderr.write(`${text}\n`);
}

/** Runs `work` with everything connected, quietly: people's text stays readable. */
export async function withPorts<T>(work: (ports: Ports) => Promise<T>): Promise<T> {
  const config = readConfig(environment());
  const isQuiet = process.env.LOG_LEVEL === undefined;
  const ports = await connectPorts(config, createLogger({ logLevel: isQuiet ? 'error' : config.logLevel }));
  try {
    return await work(ports);
  } finally {
    await ports.close();
  }
}

/** The JSON objects of a .jsonl file. Throws WrongUsage naming the line that is none. */
export async function readJsonLines(path: string): Promise<unknown[]> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new WrongUsage(`Cannot read ${path}.`);
  });
  return text
    .split('\n')
    .map((line, index) => ({ line: line.trim(), number: index + 1 }))
    .filter(({ line }) => line !== '')
    .map(({ line, number }) => {
      try {
        return JSON.parse(line) as unknown;
      } catch {
        throw new WrongUsage(`${path} line ${number} is not JSON.`);
      }
    });
}

/** "a, b" as ["a", "b"]; undefined as none. */
export function splitList(text: string | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

import { spawnSync } from 'node:child_process';
import process from 'node:process';

/**
 * Skips these tests where a program is missing, and says how to get it. With EARPIECE_NEEDS_ALL=1, as .ci/run sets it,
 * they fail instead: there nothing is left out.
 */
export function needProgram(context: Mocha.Context, { test, what, getBy }: NeededProgram): void {
  const [command = '', ...args] = test;
  const found = spawnSync(command, args, { stdio: 'ignore' });
  if (found.error === undefined && found.status !== 127 && (found.status === 0 || test.length === 1)) return;
  const sentence = `not run: ${what}, get it by ${getBy}`;
  if (process.env.EARPIECE_NEEDS_ALL === '1') throw new Error(sentence);
  console.log(sentence);
  context.skip();
}

export interface NeededProgram {
  /** A command that ends with 0 where the program is there; a command without arguments may end with anything. */
  test: readonly string[];
  what: string;
  getBy: string;
}

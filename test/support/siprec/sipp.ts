import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { NeededProgram } from '../programs.ts';
import { PYTHON_COMMAND } from './speech.ts';

const FOLDER = import.meta.dirname;
const run = promisify(execFile);

export const SIPP: NeededProgram = {
  ...{ test: ['sipp'], what: 'sipp as the SBC', getBy: 'apt-get install sip-tester' },
};

/** Calls as sipp places them. */
export interface SippCalls {
  port: number;
  /** Where the voices lie, as raw G.711 files. */
  folder: string;
  transport: 'u1' | 't1';
  calls: number;
  holdMs: number;
  /** Files of the caller and of the callee. */
  voices: readonly [string, string];
  /** To rtp_send.py: what is lost, swapped, doubled and late. */
  options: string;
  /** What starts rtp_send.py; "true" leaves the voices out. */
  python?: string;
}

/** Places calls by another hand (sipp, siprecTwoParty.xml) and resolves when all have ended well. */
export async function placeCalls(given: SippCalls): Promise<void> {
  const { port, folder, calls, holdMs, transport } = given;
  const keys = {
    ...{ python: given.python ?? PYTHON_COMMAND, sender: join(FOLDER, 'rtp_send.py') },
    ...{ caller_file: join(folder, given.voices[0]), callee_file: join(folder, given.voices[1]) },
    ...{ pt: '0', opts: given.options },
  };
  await run(
    'sipp',
    [
      ...['-sf', join(FOLDER, 'siprecTwoParty.xml'), '-t', transport, '-m', `${calls}`, '-l', `${calls}`, '-r', '50'],
      ...['-i', '127.0.0.1', '-d', `${holdMs}`, '-nostdin', '-timeout', '60', '-timeout_error'],
      ...Object.entries(keys).flatMap(([name, value]) => ['-key', name, value]),
      `127.0.0.1:${port}`,
    ],
    { cwd: folder },
  );
}

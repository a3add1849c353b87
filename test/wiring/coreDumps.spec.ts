import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import process from 'node:process';

const module = fileURLToPath(new URL('../../src/wiring/coreDumps.ts', import.meta.url));
const PROGRAM = `
  import { readFileSync } from 'node:fs';
  import { turnOffCoreDumps } from ${JSON.stringify(module)};
  const warned = [];
  const log = { warn: (_facts, message) => warned.push(message) };
  turnOffCoreDumps(log);
  console.log(JSON.stringify({ limits: readFileSync('/proc/self/limits', 'utf8'), warned }));
`;

describe('core dumps', () => {
  const run = (path = process.env.PATH) => {
    const args = [
      '-c',
      'ulimit -c unlimited 2>/dev/null; exec "$0" --input-type=module -e "$1"',
      process.execPath,
      PROGRAM,
    ];
    const env = { ...process.env, PATH: path };
    const output = execFileSync('/bin/sh', args, { encoding: 'utf8', env });
    return JSON.parse(output) as { limits: string; warned: string[] };
  };
  before(function () {
    if (process.platform !== 'linux') this.skip();
  });

  it('are off once Earpiece runs, or it says what to do', () => {
    const { limits, warned } = run();

    const isOff = /^Max core file size\s+0\s+0\s/m.test(limits);
    assert.equal(isOff, warned.length === 0);
  });

  it('that cannot be turned off are told of', () => {
    const { limits, warned } = run('/nowhere');

    const isOff = /^Max core file size\s+0\s+0\s/m.test(limits);
    assert.equal(isOff, warned.length === 0);
    if (!isOff) assert.match(warned[0] ?? '', /ulimit -c 0/);
  });
});

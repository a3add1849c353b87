import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../support/earpieceProcess.ts';
import { A_SAFE_ACCOUNT_FRAUD, A_TRUE_FRAUD_DESK } from '../support/scamCalls.ts';

interface Screened {
  id: string | null;
  level: string;
  alertTurn: number | null;
  score: number;
  scores: number[];
  signals: { name: string; turn: number }[];
  micros: number;
}

describe('earpiece screen', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'earpiece-screen-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  it('prints a line a call, names lines that are none and does the rest', async () => {
    const file = join(folder, 'calls.jsonl');
    const subscriber = { direction: 'inbound', setting: 'subscriber', extra: true };
    const lines = [
      JSON.stringify({ id: 'fraud', turns: A_SAFE_ACCOUNT_FRAUD.turns, ...subscriber }),
      'no json',
      '',
      JSON.stringify({ id: 'mute', turns: [] }),
      JSON.stringify({ id: 'odd', turns: [{ speaker: 'agent', text: 'hello' }] }),
      JSON.stringify({ id: 'honest', turns: A_TRUE_FRAUD_DESK.turns, ...subscriber }),
    ];
    await writeFile(file, lines.join('\n'));

    const { code, output, errors } = await runCommand(['screen', file, '--json'], {});

    const screened = output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Screened);
    const [fraud, mute, honest] = screened;
    assert.deepEqual(
      screened.map(({ id }) => id),
      ['fraud', 'mute', 'honest'],
    );
    assert.equal(code, 1);
    assert.match(errors, /calls\.jsonl line 2: not JSON\.\n.*line 5: turns\.0\.speaker: /);
    assert.ok(fraud?.level === 'warn' || fraud?.level === 'scam');
    assert.equal(fraud.score, Math.max(...fraud.scores));
    assert.equal(fraud.scores.length, A_SAFE_ACCOUNT_FRAUD.turns.length);
    assert.ok(fraud.alertTurn !== null && fraud.alertTurn <= A_SAFE_ACCOUNT_FRAUD.harm);
    assert.ok(fraud.signals.every(({ turn }) => Number.isInteger(turn) && turn >= 0));
    assert.deepEqual(
      { ...mute, micros: 0 },
      { id: 'mute', level: 'none', alertTurn: null, score: 0, signals: [], scores: [], micros: 0 },
    );
    assert.equal(honest?.alertTurn, null);
  });

  it('refuses a line that no call needs in one sentence, and does the rest', async () => {
    const file = join(folder, 'calls.jsonl');
    await writeFile(file, `${' a'.repeat(9_000_000)}\r\n${JSON.stringify({ id: 'mute', turns: [] })}\r\n`);

    const { code, output, errors } = await runCommand(['screen', file, '--json'], {});

    assert.equal(code, 1);
    assert.match(errors, /line 1: longer than 16 million characters\.\n$/);
    assert.equal((JSON.parse(output) as Screened).id, 'mute');
  });

  it('says how a call is written, and what plays events of one', async () => {
    const file = join(folder, 'events.jsonl');
    await writeFile(file, `${JSON.stringify({ type: 'call.started', callId: 'one' })}\n`);

    const { code, errors } = await runCommand(['screen', file], {});

    assert.equal(code, 1);
    assert.match(errors, /line 1: no call; a line is \{"turns":.*"earpiece replay"\.\n$/);
  });

  it('says which file it cannot read', async () => {
    const { code, errors } = await runCommand(['screen', join(folder, 'none.jsonl')], {});

    assert.equal(code, 2);
    assert.match(errors, /^There is no file .*none\.jsonl\.$/m);
  });
});

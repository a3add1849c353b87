import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { loggedTelemetry } from '../../src/adapters/embedded/loggedTelemetry.ts';
import { type LanguageModel, ModelUnavailable } from '../../src/ports/languageModel.ts';
import type { Telemetry } from '../../src/ports/telemetry.ts';
import { type LiveSource } from '../../src/wiring/liveSource.ts';
import { measurePorts } from '../../src/wiring/measurePorts.ts';
import { watchFigures } from '../../src/wiring/watchFigures.ts';
import { type House, startHouse } from '../support/house.ts';
import { toldInLog } from '../support/telemetry/toldInLog.ts';

const NOW = new Date('2026-11-21T14:02:00Z');

describe('figures about the parts of the house', () => {
  let house: House;
  let lines: object[];
  let telemetry: Telemetry;
  beforeEach(async () => {
    lines = [];
    const log = { debug: (facts: object, message: string) => void lines.push({ ...facts, message }) };
    telemetry = loggedTelemetry({ everyMs: 60_000, hideId: (id) => id }, log);
    house = await startHouse({ clock: { now: () => NOW }, model: aModel });
  });
  afterEach(() => house.close());

  const told = async (): Promise<Record<string, number>> => {
    await telemetry.close();
    const { figures } = toldInLog(lines);
    return Object.fromEntries(
      figures.map(({ name, facts, value }) => [[name, ...Object.values(facts)].join(' '), value]),
    );
  };
  const measured = () => measurePorts({ ...house.ports, telemetry });

  it('tell what the model was asked, what it cost and how often it was away', async () => {
    const { modelHouse } = measured();

    await modelHouse!.model.complete(aRequest, AbortSignal.timeout(5_000));
    isAway = true;
    const failing = modelHouse!.model.complete(aRequest, AbortSignal.timeout(5_000));

    await assert.rejects(failing, ModelUnavailable);
    isAway = false;
    const figures = await told();
    assert.equal(figures['earpiece.model.seconds answered'], 1);
    assert.equal(figures['earpiece.model.seconds failed'], 1);
    assert.equal(figures['earpiece.model.tokens input'], 90);
    assert.equal(figures['earpiece.model.tokens output'], 10);
  });

  it('tell what became of alerts, and count nothing that was played for one person', async () => {
    const { alerts } = measured();
    const raise = (callId: string, mode: 'live' | 'shadow' | 'demo') =>
      alerts.raise(
        { callId, level: 'warn', score: 0.9, alertTurn: 1, turns: 2, signals: [], queue: '' },
        { at: NOW, mode, places: [], entry: anEntry(callId) },
      );

    await raise('live', 'live');
    await raise('live', 'live');
    await raise('quiet', 'shadow');
    await raise('played', 'demo');
    const outcome = { outcome: 'legitimate', closedBy: 'somebody' } as const;
    await alerts.close({ callId: 'live', at: NOW, entry: anEntry('live'), ...outcome });
    await alerts.close({ callId: 'live', at: NOW, entry: anEntry('live'), ...outcome });

    assert.deepEqual(await told(), {
      'earpiece.alerts raised warn': 1,
      'earpiece.alerts raised-in-shadow warn': 1,
      'earpiece.alerts closed legitimate': 1,
    });
  });

  it('tell how things stand: SMS, notes, models left alone, live calls and whether there is room', async () => {
    const sms = { purpose: 'warning', level: 'warn', at: NOW } as const;
    const what = { kind: 'withheld', why: 'opted-out' } as const;
    await house.ports.smsOutbox.add({ ...sms, messageId: randomUUID(), callId: 'c1', what }, anEntry('c1'));
    const siprec: LiveSource = { source: 'siprec', load: { calls: 3, hasRoom: false }, drain: () => undefined };
    const outbox = {
      ...house.ports.outbox,
      open: () =>
        Promise.resolve([
          { draftId: 'd1', state: 'waiting', attempts: 1, since: new Date(NOW.getTime() - 90_000) } as const,
          { draftId: 'd2', state: 'dead', attempts: 9, since: new Date(NOW.getTime() - 900_000) } as const,
        ]),
    };

    watchFigures([siprec], { ...house.ports, outbox, telemetry });

    assert.deepEqual(await told(), {
      'earpiece.outbox.waiting': 1,
      'earpiece.outbox.lag.seconds': 90,
      'earpiece.outbox.dead': 1,
      'earpiece.sms.day warning withheld': 1,
      'earpiece.model.breakers': 2,
      'earpiece.calls.open siprec': 3,
      'earpiece.calls.full siprec': 1,
      ...(house.ports.speech === undefined ? {} : SILENT_SPEECH),
    });
  });
});

const SILENT_SPEECH = {
  'earpiece.speech.behind.seconds': 0,
  'earpiece.speech.utterances final': 0,
  'earpiece.speech.utterances interim': 0,
  'earpiece.speech.utterances interim-dropped': 0,
  'earpiece.speech.utterances fault': 0,
};

let isAway = false;
const aModel: LanguageModel = {
  names: ['one', 'two'],
  leftAlone: () => 2,
  complete: () =>
    isAway
      ? Promise.reject(new ModelUnavailable('away'))
      : Promise.resolve({ output: {}, toolCalls: [], tokens: { input: 90, output: 10 } }),
};
const aRequest = { instructions: '', messages: [], schema: { name: 'any', schema: {} }, withinMs: 1_000 };

function anEntry(callId: string) {
  const what = `call ${callId}`;
  return { at: NOW, who: 'earpiece', action: 'alert', what, result: 'done', correlationId: callId } as const;
}

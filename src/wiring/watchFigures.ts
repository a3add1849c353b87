import type { SpeechToText } from '../ports/speechToText.ts';
import type { Telemetry } from '../ports/telemetry.ts';
import type { Ports } from './connectPorts.ts';
import type { LiveSource } from './liveSource.ts';

/** More notes waiting than that are no other news. */
const LOOKED_AT = 10_000;
/** Several figures come from one look. */
const ONE_LOOK_MS = 500;
const DAY_MS = 86_400_000;

/** Tells how things stand whenever figures are handed on: outbox, SMS, models, live calls, speech to text. */
export function watchFigures(sources: readonly LiveSource[], ports: Ports): void {
  const { telemetry, speech, modelHouse } = ports;
  watchOutbox(ports);
  watchSms(ports);
  if (speech !== undefined) watchSpeech(speech, telemetry);
  if (modelHouse !== undefined) {
    const { model } = modelHouse;
    telemetry.watch('earpiece.model.breakers', () => [{ value: model.leftAlone?.() ?? 0, facts: {} }]);
  }
  telemetry.watch('earpiece.calls.open', () =>
    sources.map(({ source, load }) => ({ value: load.calls, facts: { source } })),
  );
  telemetry.watch('earpiece.calls.full', () =>
    sources.map(({ source, load }) => ({ value: load.hasRoom ? 0 : 1, facts: { source } })),
  );
}

/** What waits for the CRM: the same in every process, as it is read from the database. */
function watchOutbox({ telemetry, outbox, clock }: Pick<Ports, 'telemetry' | 'outbox' | 'clock'>): void {
  const open = oneLook(() => outbox.open(LOOKED_AT));
  const waiting = async () => (await open()).filter(({ state }) => state === 'waiting');
  telemetry.watch('earpiece.outbox.waiting', async () => [{ value: (await waiting()).length, facts: {} }]);
  telemetry.watch('earpiece.outbox.lag.seconds', async () => {
    const since = (await waiting()).map((note) => note.since.getTime());
    const now = clock.now().getTime();
    return [{ value: (now - Math.min(now, ...since)) / 1000, facts: {} }];
  });
  telemetry.watch('earpiece.outbox.dead', async () => {
    const dead = (await open()).filter(({ state }) => state === 'dead');
    return [{ value: dead.length, facts: {} }];
  });
}

function watchSms({ telemetry, smsOutbox, clock }: Pick<Ports, 'telemetry' | 'smsOutbox' | 'clock'>): void {
  telemetry.watch('earpiece.sms.day', async () => {
    const counts = await smsOutbox.counts(new Date(clock.now().getTime() - DAY_MS));
    // One figure for each purpose and state, whatever the reason.
    const byKind = Map.groupBy(counts, ({ purpose, state }) => `${purpose} ${state}`);
    return [...byKind.values()].flatMap((some) =>
      some.slice(0, 1).map(({ purpose, state }) => ({
        value: some.reduce((sum, { count }) => sum + count, 0),
        facts: { purpose, state },
      })),
    );
  });
}

function watchSpeech(speech: SpeechToText, telemetry: Telemetry): void {
  telemetry.watch('earpiece.speech.behind.seconds', () => [{ value: speech.load.behindMs / 1000, facts: {} }]);
  telemetry.watch('earpiece.speech.utterances', () => {
    const { finals, interims, interimsDropped, faults } = speech.load;
    return [
      { value: finals, facts: { fate: 'final' } },
      { value: interims, facts: { fate: 'interim' } },
      { value: interimsDropped, facts: { fate: 'interim-dropped' } },
      { value: faults, facts: { fate: 'fault' } },
    ];
  });
}

function oneLook<Seen>(look: () => Promise<Seen>): () => Promise<Seen> {
  let last: Promise<Seen> | undefined;
  let lookedAt = 0;
  return () => {
    const now = performance.now();
    if (last === undefined || now - lookedAt > ONE_LOOK_MS) {
      last = look();
      lookedAt = now;
    }
    return last;
  };
}

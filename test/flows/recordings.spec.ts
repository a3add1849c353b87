import assert from 'node:assert/strict';
import {
  RecordingUnreadable,
  type SpeechToText,
  SpeechUnavailable,
  type TranscribedRecording,
} from '../../src/ports/speechToText.ts';
import type { Ports } from '../../src/wiring/connectPorts.ts';
import { type House, startHouse } from '../support/house.ts';
import { twoVoices } from '../support/speech/twoVoices.ts';

const WRITTEN: TranscribedRecording = {
  seconds: 12,
  channels: 2,
  utterances: [
    {
      channel: 1,
      startMs: 0,
      endMs: 2_000,
      text: 'Good morning, thank you for calling Contoso, how can I help you today?',
    },
    { channel: 0, startMs: 2_500, endMs: 5_000, text: 'My bill is eight pounds too high this month.' },
    { channel: 1, startMs: 6_000, endMs: 9_000, text: 'I have credited eight pounds to your account.' },
  ],
};

const sent = {
  text: '',
  attachments: [
    {
      contentType: 'application/vnd.microsoft.teams.file.download.info',
      name: 'call.wav',
      content: { downloadUrl: 'https://contoso.sharepoint.com/call.wav', uniqueId: 'x', fileType: 'wav' },
    },
  ],
};

describe('A recording sent as a file', () => {
  let house: House;
  let time: number;
  const open = async (transcribe: SpeechToText['transcribe'] | undefined): Promise<void> => {
    time = Date.parse('2026-11-21T14:00:00Z');
    const speech = transcribe && { transcribe, close: () => Promise.resolve() };
    house = await startHouse({
      ports: { speech: speech as Ports['speech'] },
      clock: { now: () => new Date(time) },
    });
    house.ports.files.download = () => Promise.resolve(twoVoices());
  };
  afterEach(() => house.close());

  it('becomes words with progress in the chat, then the draft of a note', async () => {
    await open(({ onProgress }) => {
      for (const done of [0.2, 0.6, 1]) {
        time += 10_000;
        onProgress?.(done);
      }
      return Promise.resolve(WRITTEN);
    });

    await house.say('', sent);
    const texts = await textsUntil(house, /ready to approve/);
    const [draft] = await house.ports.drafts.unapproved(undefined, 10);

    assert.match(texts[0] ?? '', /putting the recording into words/);
    assert.deepEqual(
      texts.filter((text) => text.includes('%')).map((text) => /\d+/.exec(text)?.[0]),
      ['20', '60'],
    );
    assert.ok(texts.some((text) => text.includes('is in words')));
    assert.deepEqual(
      draft?.transcript?.utterances.map(({ speaker }) => speaker),
      ['agent', 'customer', 'agent'],
    );
  });

  for (const [what, transcribe, says] of [
    ['there is nothing that listens', undefined, /cannot put recordings into words here/],
    ['nothing listens at the moment', () => Promise.reject(new SpeechUnavailable('no key')), /at the moment/],
    ['it cannot be read', () => Promise.reject(new RecordingUnreadable('It is damaged.')), /It is damaged\./],
    ['nobody speaks', () => Promise.resolve({ ...WRITTEN, utterances: [] }), /holds no words/],
  ] as const) {
    it(`is answered in a sentence when ${what}`, async () => {
      await open(transcribe);

      await house.say('', sent);
      const texts = await textsUntil(house, says);

      assert.match(texts.at(-1) ?? '', says);
      assert.deepEqual(await house.ports.drafts.unapproved(undefined, 10), []);
    });
  }
});

/** All that was said until something fits. */
async function textsUntil({ connector }: House, fits: RegExp): Promise<string[]> {
  const texts = () => connector.messages().map(({ text }) => text ?? '');
  while (!fits.test(texts().at(-1) ?? '')) await connector.nextMessage();
  return texts();
}

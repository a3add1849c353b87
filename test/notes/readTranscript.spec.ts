import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TranscriptWarning, Utterance } from '../../src/domain/transcript.ts';
import { readTranscript } from '../../src/notes/readTranscript.ts';

const FIXTURES = fileURLToPath(new URL('../fixtures/transcripts/', import.meta.url));

/** The call that every fixture holds. */
const CALL: readonly Required<Utterance>[] = [
  { speaker: 'agent', start: 0, end: 3.2, text: 'Thank you for calling Contoso, this is Ann, how can I help?' },
  { speaker: 'customer', start: 3.6, end: 7, text: 'Hi, my broadband keeps dropping out every evening.' },
  { speaker: 'agent', start: 7.4, end: 10, text: "I'm sorry about that. Let me check the line." },
  { speaker: 'customer', start: 10.5, end: 11, text: 'Okay.' },
  {
    speaker: 'agent',
    start: 20,
    end: 25.5,
    text: "The line is fine. I'll send you a new router, it arrives on Thursday.",
  },
  { speaker: 'customer', start: 26, end: 28, text: 'Great, thank you. Bye.' },
];

/** What a format can tell: both times, when a turn starts, that in whole seconds, or nothing about time. */
type Times = 'both' | 'starts' | 'whole seconds' | 'none';

const FORMATS: readonly (readonly [string, string, Times, readonly TranscriptWarning[]])[] = [
  ['Teams .vtt with voice tags', 'teams.vtt', 'both', ['speakers-guessed']],
  ['Teams .docx', 'teams.docx', 'whole seconds', ['speakers-guessed']],
  ['WebVTT with notes, styles and labels', 'labelled.vtt', 'both', []],
  ['SRT', 'subtitles.srt', 'both', []],
  [
    'Azure batch, one channel after the other',
    'azure-batch-stereo.json',
    'both',
    ['speakers-guessed', 'phrases-skipped'],
  ],
  ['Azure batch, diarised', 'azure-batch-diarised.json', 'both', ['speakers-guessed']],
  ['Azure fast, one channel after the other', 'azure-fast-stereo.json', 'both', ['speakers-guessed']],
  ['Azure fast, diarised', 'azure-fast-diarised.json', 'both', ['speakers-guessed']],
  ['Azure conversation JSON', 'azure-conversation.json', 'both', []],
  ['Amazon Transcribe by channel', 'amazon-transcribe-channels.json', 'both', ['speakers-guessed']],
  ['Amazon Transcribe by speaker', 'amazon-transcribe-speakers.json', 'both', ['speakers-guessed']],
  ['Contact Lens', 'contact-lens.json', 'both', []],
  ['Contact Lens in real time', 'contact-lens-realtime.json', 'both', []],
  ['Genesys', 'genesys.json', 'both', []],
  ['Genesys notifications', 'genesys-notification.json', 'both', []],
  ['Google insights', 'google-insights.json', 'starts', []],
  ['Google speech, diarised', 'google-speech.json', 'both', ['speakers-guessed']],
  ['our utterances', 'earpiece.json', 'both', []],
  ['our call events', 'live.jsonl', 'starts', []],
  ['CSV with commas', 'comma.csv', 'both', []],
  ['CSV with semicolons and German headings, in Windows-1252', 'semicolon.csv', 'both', []],
  ['TSV in milliseconds', 'tabs.tsv', 'both', []],
  ['text with labels', 'plain.txt', 'none', []],
  ['text with times', 'timed.txt', 'starts', []],
  ['text below names and times', 'headed.txt', 'whole seconds', ['speakers-guessed']],
  ['text in UTF-16', 'utf16.txt', 'none', []],
];

describe('reading a transcript', () => {
  for (const [what, file, times, warnings] of FORMATS) {
    it(`reads ${what}`, async () => {
      const bytes = await readFile(join(FIXTURES, file));

      const transcript = await readTranscript(bytes);

      assert.deepEqual(transcript, { utterances: CALL.map((utterance) => timedAs(times, utterance)), warnings });
    });
  }

  it('reads German in latin-1 with its umlauts', async () => {
    const bytes = await readFile(join(FIXTURES, 'german-latin1.txt'));

    const { utterances } = await readTranscript(bytes);

    assert.deepEqual(utterances.slice(0, 2), [
      { speaker: 'agent', text: 'Guten Tag, hier ist Jörg Müller.' },
      { speaker: 'customer', text: 'Ich möchte meine Rechnung für März prüfen, sie ist zu hoch.' },
    ]);
  });

  it('finds agent and customer whichever of them the file names first', async () => {
    const swapped = (await readFile(join(FIXTURES, 'azure-fast-diarised.json'), 'utf8'))
      .replaceAll('"speaker": 0', '"speaker": 9')
      .replaceAll('"speaker": 1', '"speaker": 0')
      .replaceAll('"speaker": 9', '"speaker": 1');

    const { utterances } = await readTranscript(Buffer.from(swapped));

    assert.deepEqual(utterances, CALL);
  });

  it('keeps the order of a file whose times start over', async () => {
    const text = '[00:50] Agent: One.\n[00:55] Customer: Two.\n[00:02] Agent: Three.\n[00:09] Customer: Four.';

    const { utterances, warnings } = await readTranscript(Buffer.from(text));

    assert.deepEqual(
      utterances.map(({ text: said, start }) => [said, start]),
      ['One.', 'Two.', 'Three.', 'Four.'].map((said) => [said, undefined]),
    );
    assert.deepEqual(warnings, ['times-damaged']);
  });

  it('leaves the speakers unknown when nothing tells them apart', async () => {
    const text = 'WEBVTT\n\n00:01.000 --> 00:02.000\nHello there.\n\n00:03.000 --> 00:04.000\nGood morning.';

    const { utterances, warnings } = await readTranscript(Buffer.from(text));

    assert.deepEqual(
      utterances.map(({ speaker }) => speaker),
      ['unknown', 'unknown'],
    );
    assert.deepEqual(warnings, ['speakers-unknown']);
  });

  for (const [what, text] of Object.entries({
    'one voice alone': 'Caller: Hello, I wanted to ask why my bill is so high.\nCaller: Please call me back.',
    'two names': 'Ann: Flex support.\nBob: No internet.\nAnn: Which light?\nBob: Red.\nAnn: Restart it.\nBob: Done.',
    'times and no names': '[00:01] Flex support.\n[00:04] No internet.',
    'two turns': 'Ann: Good morning, how can I help you?\nBob: My router is broken.',
  })) {
    it(`takes ${what} for a call`, async () => {
      const { warnings } = await readTranscript(Buffer.from(text));

      assert.ok(!warnings.includes('no-call'));
    });
  }

  it('says that a guide does not look like a call', async () => {
    const guides = ['complaints.docx', 'number-porting.md', 'sim-swap.docx'];

    const read = await Promise.all(
      guides.map(async (file) =>
        readTranscript(await readFile(new URL(`../../sample/knowledge/${file}`, import.meta.url))),
      ),
    );

    assert.deepEqual(
      read.map(({ warnings }) => warnings.includes('no-call')),
      guides.map(() => true),
    );
  });

  it('says that a list of texts without voices and times does not look like a call', async () => {
    const texts = JSON.stringify([{ text: 'What does your plan cost me?' }, { text: 'I want to cancel.' }]);

    const { warnings } = await readTranscript(Buffer.from(texts));

    assert.deepEqual(warnings, ['no-call', 'speakers-unknown']);
  });

  it('takes a colon inside speech for speech', async () => {
    const text = 'Agent: The code is: 4711.\nCustomer: Note: I have no pen.\nAgent: I can wait.';

    const { utterances } = await readTranscript(Buffer.from(text));

    assert.deepEqual(
      utterances.map(({ speaker, text: said }) => [speaker, said]),
      [
        ['agent', 'The code is: 4711.'],
        ['customer', 'Note: I have no pen.'],
        ['agent', 'I can wait.'],
      ],
    );
  });
});

function timedAs(times: Times, { speaker, start, end, text }: Required<Utterance>): Utterance {
  switch (times) {
    case 'both':
      return { speaker, start, end, text };
    case 'starts':
      return { speaker, start, text };
    case 'whole seconds':
      return { speaker, start: Math.floor(start), text };
    case 'none':
      return { speaker, text };
  }
}

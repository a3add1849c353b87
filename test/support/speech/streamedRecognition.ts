// The service's end of the Speech SDK's protocol, as the SDK 1.52 speaks it: text frames are headers, an empty line and
// JSON; binary frames are the length of the headers (16 bits), the headers and audio, the first of them a RIFF header.
import { randomUUID } from 'node:crypto';
import type { RawData, WebSocket } from 'ws';
import { decodeG711 } from '../../../src/domain/g711.ts';
import { SAID, twoVoices } from './twoVoices.ts';

/** One stream. */
export interface Conversation {
  language: string | null;
  /** Of audio that came. */
  seconds: number;
  /** Phrases the client asked to expect. */
  phrases: string[];
  /** Final words that were sent. */
  told: string[];
}

const RATE = 8_000;
const FRAME = 160;
/** So many frames of silence end an utterance. */
const PAUSE = 30;
const TICKS_A_FRAME = 200_000;

/** Recognises what is played, by comparing it with what it knows: mu-law must come as it was. */
export function converse(
  socket: WebSocket,
  conversation: Conversation,
  { broken, dropAfter }: { broken: string[]; dropAfter: number | undefined },
): void {
  const speaker = new Speaker(socket, conversation);
  socket.on('message', (data: RawData, isBinary: boolean) => {
    const bytes = data as Buffer;
    if (!isBinary) return takeText(bytes.toString(), conversation, speaker, broken);
    const { headers, body } = unpack(bytes);
    if (headers.path !== 'audio') return void broken.push(`binary ${headers.path}`);
    speaker.requestId = headers['x-requestid'] ?? speaker.requestId;
    if (body.toString('latin1', 0, 4) === 'RIFF') {
      if (body.readUInt16LE(20) !== 7 || body.readUInt32LE(24) !== RATE) broken.push('not mu-law of 8,000');
      return;
    }
    if (body.length === 0) return speaker.endOfAudio();
    conversation.seconds += body.length / RATE;
    speaker.hear(body);
    if (dropAfter !== undefined && conversation.seconds >= dropAfter) socket.terminate();
  });
}

function takeText(text: string, conversation: Conversation, speaker: Speaker, broken: string[]): void {
  const end = text.indexOf('\r\n\r\n');
  const headers = headersOf(text.slice(0, end));
  speaker.requestId = headers['x-requestid'] ?? speaker.requestId;
  const body = JSON.parse(text.slice(end + 4) || '{}') as {
    dgi?: { groups?: { items?: { text: string }[] }[] };
    context?: { system?: object };
  };
  if (headers.path === 'speech.config' && body.context?.system === undefined) broken.push('speech.config');
  if (headers.path !== 'speech.context') return;
  const items = body.dgi?.groups?.flatMap((group) => group.items ?? []) ?? [];
  conversation.phrases = items.map((item) => item.text);
}

/** Says what was recognised. */
class Speaker {
  requestId = '';
  readonly #socket: WebSocket;
  readonly #conversation: Conversation;
  #hasBegun = false;
  #rest = Buffer.alloc(0);
  #frames = 0;
  #speech: { from: number; loud: number; silent: number; codes: Buffer } | undefined;

  constructor(socket: WebSocket, conversation: Conversation) {
    this.#socket = socket;
    this.#conversation = conversation;
  }

  hear(codes: Buffer): void {
    if (!this.#hasBegun) this.#send('turn.start', { context: { serviceTag: randomUUID() } });
    this.#hasBegun = true;
    const heard = Buffer.concat([this.#rest, codes]);
    const whole = heard.length - (heard.length % FRAME);
    for (let at = 0; at < whole; at += FRAME) this.#take(heard.subarray(at, at + FRAME));
    this.#rest = heard.subarray(whole);
  }

  endOfAudio(): void {
    if (this.#speech !== undefined) this.#finish(this.#speech);
    this.#send('speech.endDetected', { Offset: this.#frames * TICKS_A_FRAME });
    this.#send('speech.phrase', {
      RecognitionStatus: 'EndOfDictation',
      Offset: this.#frames * TICKS_A_FRAME,
      Duration: 0,
    });
    this.#send('turn.end', {});
  }

  #take(codes: Buffer): void {
    const isLoud = decodeG711(codes, 'mu').some((sample) => Math.abs(sample) > 1_000);
    this.#frames += 1;
    if (isLoud) this.#speech ??= { from: this.#frames - 1, loud: 0, silent: 0, codes: Buffer.alloc(0) };
    const speech = this.#speech;
    if (speech === undefined) return;
    if (speech.codes.length === 0) this.#send('speech.startDetected', { Offset: speech.from * TICKS_A_FRAME });
    speech.codes = Buffer.concat([speech.codes, codes]);
    speech.loud += isLoud ? 1 : 0;
    speech.silent = isLoud ? 0 : speech.silent + 1;
    if (speech.loud === 30)
      this.#send('speech.hypothesis', { Text: wordsIn(speech.codes).slice(0, 12), ...times(speech) });
    if (speech.silent >= PAUSE) this.#finish(speech);
  }

  #finish(speech: { from: number; silent: number; codes: Buffer }): void {
    this.#speech = undefined;
    const text = wordsIn(speech.codes);
    this.#conversation.told.push(text);
    this.#send('speech.phrase', {
      Id: randomUUID().replaceAll('-', ''),
      RecognitionStatus: 'Success',
      DisplayText: text,
      ...times(speech),
      Channel: 0,
    });
  }

  #send(path: string, body: object): void {
    const head = `X-RequestId:${this.requestId}\r\nContent-Type:application/json; charset=utf-8\r\nPath:${path}`;
    this.#socket.send(`${head}\r\n\r\n${JSON.stringify(body)}`);
  }
}

function times({ from, silent, codes }: { from: number; silent: number; codes: Buffer }): object {
  return { Offset: from * TICKS_A_FRAME, Duration: (codes.length / FRAME - silent) * TICKS_A_FRAME };
}

/** Which of the known utterances these bytes are, wherever they begin in it. */
function wordsIn(codes: Buffer): string {
  const probe = codes.subarray(FRAME * 5, FRAME * 10);
  const known = twoVoices();
  const start = known.indexOf('data') + 8;
  for (const channel of [0, 1]) {
    const voice = Buffer.from(known.subarray(start).filter((_, at) => at % 2 === channel));
    const place = voice.indexOf(probe);
    const ms = place / (RATE / 1_000);
    const said = SAID.find((one) => one.channel === channel && ms >= one.startMs - 300 && ms < one.endMs);
    if (place >= 0 && said !== undefined) return said.text;
  }
  return 'unknown audio';
}

function unpack(bytes: Buffer): { headers: Record<string, string>; body: Buffer } {
  const length = bytes.readUInt16BE(0);
  return { headers: headersOf(bytes.toString('utf8', 2, 2 + length)), body: bytes.subarray(2 + length) };
}

function headersOf(text: string): Record<string, string> {
  const lines = text.split('\r\n').filter((line) => line.includes(':'));
  return Object.fromEntries(
    lines.map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}

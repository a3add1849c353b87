import { randomInt } from 'node:crypto';
import type { CallAudio, Track } from '../../../ports/audioSink.ts';
import { type ReceivedStream, receiveStream } from '../media/receiveStream.ts';
import type { RtpPorts } from '../media/rtpPorts.ts';
import { mergeMetadata } from '../metadata/mergeMetadata.ts';
import { nameTracks } from '../metadata/nameTracks.ts';
import { type CallMetadata, parseMetadata } from '../metadata/parseMetadata.ts';
import { type AnsweredMedia, answerSdp, isHeld } from '../sdp/answerSdp.ts';
import { chooseCodec, type Codec, type Refusal } from '../sdp/chooseCodec.ts';
import { type MediaOffer, parseSdp } from '../sdp/parseSdp.ts';
import { type Originator, readOriginator } from '../originator.ts';
import type { BodyPart } from '../sip/readBody.ts';
import type { Flow, SipRequest } from '../sip/message.ts';
import type { Timers } from '../timers.ts';
import { type Dialog, openDialog } from './dialog.ts';
import { type Unprotect, unprotectWith } from '../media/unprotect.ts';
import { newKey } from '../sdp/mediaKey.ts';
import type { EndedStream, RecordedCall } from './recordedCall.ts';

/** What a session hears with. */
export interface Hearing {
  audio: CallAudio;
  rtpPorts: RtpPorts;
  /** Address told to the SBC. */
  address: string;
  timers: Timers;
  startedAt: Date;
}

/** Why an offer is not taken; `busy` while another one is being answered. */
export type OfferRefusal = Refusal | 'no-sdp' | 'no-port' | 'fewer-lines' | 'busy';

interface Listening {
  stream: ReceivedStream;
  ownKey: Buffer;
  /** Kept while the key stays: it counts roll-overs of sequence numbers. */
  opened: { key: string; unprotect: Unprotect } | undefined;
  label: string | undefined;
  track: Track;
}

const MOST_STREAMS = 4;
const KEPT_ENDED = 16;

/** One recording session: a dialog, the streams of a call, and what metadata says of them (RFC 7866, section 6). */
export class RecordingSession {
  readonly dialog: Dialog;
  /** Open streams by the place of their m-line. */
  private readonly listening = new Map<number, Listening>();
  private readonly closed: EndedStream[] = [];
  private readonly hearing: Hearing;
  private readonly originator: Originator;
  private readonly sessionId = randomInt(1, 2 ** 40);
  private metadata: CallMetadata | undefined;
  private answered = '';
  private version = 0;
  private lines = 0;
  private isOnHold = false;
  private isAnswering = false;
  private isOver = false;
  /** Stops the session timer. */
  stopTimer: () => void = () => undefined;
  constructor(invite: SipRequest, flow: Flow, hearing: Hearing) {
    this.dialog = openDialog(invite, flow);
    this.originator = readOriginator(invite);
    this.hearing = hearing;
  }

  /** The call as it is known now. */
  get call(): RecordedCall {
    const { caller, called } = this.names();
    return {
      callId: this.dialog.callId,
      sessionIds: this.metadata?.sessionIds ?? [],
      startedAt: this.hearing.startedAt,
      ...(caller === undefined ? {} : { caller }),
      ...(called === undefined ? {} : { called }),
      originator: this.originator,
      isHeld: this.isOnHold,
    };
  }

  /** Answers an offer of the first or of a later INVITE or UPDATE (RFC 3264, sections 6 and 8). */
  async answer(sdp: string): Promise<{ sdp: string } | { refused: OfferRefusal }> {
    if (this.isAnswering) return { refused: 'busy' };
    this.isAnswering = true;
    try {
      return await this.answerOne(sdp);
    } finally {
      this.isAnswering = false;
    }
  }

  /** Takes in metadata; what cannot be read changes nothing. True when there was something. */
  takeMetadata(parts: readonly BodyPart[]): boolean {
    const documents = parts.filter(({ type }) => /^application\/rs-metadata(?:\+xml)?$/.test(type));
    for (const { text } of documents) {
      const update = parseMetadata(text);
      if (update !== undefined) this.metadata = mergeMetadata(this.metadata, update);
    }
    this.nameStreams();
    return documents.length > 0;
  }

  /** Closes every stream; what each of them brought, also those closed before. */
  end(): readonly EndedStream[] {
    if (this.isOver) return [];
    this.isOver = true;
    this.stopTimer();
    for (const place of [...this.listening.keys()]) this.drop(place);
    this.hearing.audio.end();
    return this.closed;
  }

  private async answerOne(sdp: string): Promise<{ sdp: string } | { refused: OfferRefusal }> {
    const offer = parseSdp(sdp);
    if (offer === undefined || offer.media.length === 0) return { refused: 'no-sdp' };
    if (offer.media.length < this.lines) return { refused: 'fewer-lines' };
    const isProtected = this.dialog.flow.transport === 'tls';
    const choices = offer.media.map((line) => chooseCodec(line, isProtected));
    const refusal = refusalOf(choices);
    if (refusal !== undefined && !(refusal === 'removed' && this.lines > 0)) return { refused: refusal };
    const media: AnsweredMedia[] = [];
    for (const [place, line] of offer.media.entries()) media.push(await this.answerLine(place, line, choices[place]));
    if (refusal === undefined && media.every(({ taken }) => taken === undefined)) return { refused: 'no-port' };
    this.lines = offer.media.length;
    this.isOnHold = media.every(({ offer: line, taken }) => taken === undefined || isHeld(line));
    this.nameStreams();
    const text = (version: number): string =>
      answerSdp(media, { address: this.hearing.address, sessionId: this.sessionId, version });
    // The version counts changes (RFC 3264, section 8).
    if (text(this.version) !== this.answered) this.version += 1;
    this.answered = text(this.version);
    return { sdp: this.answered };
  }

  private async answerLine(
    place: number,
    offer: MediaOffer,
    codec: Codec | Refusal | undefined,
  ): Promise<AnsweredMedia> {
    if (codec === undefined || typeof codec === 'string') {
      this.drop(place);
      return { offer, taken: undefined };
    }
    const listening = this.listening.get(place) ?? (await this.listen(place));
    if (listening === undefined) return { offer, taken: undefined };
    listening.label = offer.label;
    const unprotect = await unprotectFor(listening, codec);
    listening.stream.expect({ codec, address: offer.address, unprotect });
    return { offer, taken: { codec, port: listening.stream.port, ownKey: listening.ownKey } };
  }

  private async listen(place: number): Promise<Listening | undefined> {
    const { rtpPorts, timers, audio } = this.hearing;
    if (this.listening.size >= MOST_STREAMS) return undefined;
    const socket = await rtpPorts.open();
    if (socket === undefined) return undefined;
    const hear = (samples: Int16Array): void => audio.hear({ track: listening.track, samples });
    const listening: Listening = {
      ...{ stream: receiveStream(socket, hear, timers), label: undefined, track: 'unknown' },
      ...{ ownKey: newKey(), opened: undefined },
    };
    if (this.isOver) {
      listening.stream.close();
      return undefined;
    }
    this.listening.set(place, listening);
    return listening;
  }

  private drop(place: number): void {
    const listening = this.listening.get(place);
    if (listening === undefined) return;
    this.listening.delete(place);
    listening.stream.close();
    if (this.closed.length < KEPT_ENDED) this.closed.push(listening.stream.counts);
  }

  private nameStreams(): void {
    const { tracks } = this.names();
    this.inOrder().forEach((listening, place) => {
      listening.track = tracks[place] ?? 'unknown';
    });
  }

  private names(): ReturnType<typeof nameTracks> {
    const { assertedIdentities } = this.originator;
    const labels = this.inOrder().map(({ label }) => label);
    return nameTracks({ labels, metadata: this.metadata, assertedIdentities });
  }

  private inOrder(): Listening[] {
    return [...this.listening].sort(([one], [other]) => one - other).map(([, listening]) => listening);
  }
}

async function unprotectFor(listening: Listening, { key }: Codec): Promise<Unprotect | undefined> {
  const text = key?.bytes.toString('base64');
  if (key === undefined || text === undefined) listening.opened = undefined;
  else if (listening.opened?.key !== text) {
    listening.opened = { key: text, unprotect: await unprotectWith(key.bytes) };
  }
  return listening.opened?.unprotect;
}

/** Undefined when a line can be taken, else the reason that tells most. */
function refusalOf(choices: readonly (Codec | Refusal)[]): Refusal | undefined {
  if (choices.some((choice) => typeof choice !== 'string')) return undefined;
  const reasons: readonly Refusal[] = ['encrypted', 'no-codec', 'not-audio', 'removed'];
  return reasons.find((reason) => choices.includes(reason));
}

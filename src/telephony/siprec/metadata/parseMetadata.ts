import { childrenOf, readXml, within, type XmlElement } from './readXml.ts';

/** Somebody on the recorded call (RFC 7865, section 6.5). */
export interface Participant {
  id: string;
  /** tel: or sip: URI, or plain digits, as the SBC writes it. */
  aor?: string;
  name?: string;
  /** True when the SBC itself says that this one placed the call. */
  isCalling?: boolean;
}

/** What one document says of a recorded call. A key that is missing says nothing. */
export interface CallMetadata {
  /** A partial document adds to what was said before (RFC 7865, section 5). */
  isPartial: boolean;
  sessionIds: readonly string[];
  participants: readonly Participant[];
  /** Label of the m-line by stream (RFC 7865, section 6.6). */
  streams: readonly { id: string; label?: string }[];
  /** Who speaks in which stream (RFC 7865, section 6.9). */
  sends: readonly { participantId: string; streamIds: readonly string[] }[];
  /** Participants that have left (RFC 7865, section 6.8). */
  left: readonly string[];
}

const MOST_TEXT = 200;

/**
 * Reads recording metadata (RFC 7865, section 10) and its dialects: drafts with `id` attributes and `send` inside the
 * participant, other namespaces, a root of another name around `recording`. Undefined when it cannot be read.
 */
export function parseMetadata(xml: string): CallMetadata | undefined {
  const root = readXml(xml);
  if (root === undefined) return undefined;
  const recording = root.name === 'recording' ? root : within(root, 'recording')[0];
  if (recording === undefined) return undefined;
  const participants = childrenOf(recording, 'participant');
  const associations = childrenOf(recording, 'participantstreamassoc');
  return {
    isPartial: firstText(recording, 'datamode', 'dataMode')?.toLowerCase() === 'partial',
    sessionIds: childrenOf(recording, 'session').flatMap((session) => idOf(session, 'session') ?? []),
    participants: participants.flatMap(readParticipant),
    streams: childrenOf(recording, 'stream').flatMap(readStream),
    sends: [...participants, ...associations].flatMap(readSends),
    left: childrenOf(recording, 'participantsessionassoc')
      .filter((association) => childrenOf(association, 'disassociate-time').length > 0)
      .flatMap((association) => idOf(association, 'participant') ?? []),
  };
}

function readParticipant(element: XmlElement): Participant[] {
  const id = idOf(element, 'participant');
  if (id === undefined) return [];
  const [named] = [...childrenOf(element, 'nameID'), ...childrenOf(element, 'nameId')];
  const aor = named?.attributes.aor ?? firstText(element, 'aor');
  const name = named === undefined ? firstText(element, 'name') : (firstText(named, 'name') ?? named.text);
  const calling = within(element, 'callingParty')[0]?.text.toLowerCase();
  return [
    {
      id,
      ...(aor === undefined || aor === '' ? {} : { aor: aor.trim().slice(0, MOST_TEXT) }),
      ...(name === undefined || name === '' ? {} : { name: name.slice(0, MOST_TEXT) }),
      ...(calling === undefined ? {} : { isCalling: calling === 'true' || calling === '1' }),
    },
  ];
}

function readStream(element: XmlElement): { id: string; label?: string }[] {
  const id = idOf(element, 'stream');
  const label = firstText(element, 'label');
  return id === undefined ? [] : [{ id, ...(label === undefined ? {} : { label }) }];
}

function readSends(element: XmlElement): { participantId: string; streamIds: string[] }[] {
  const participantId = idOf(element, 'participant');
  const isOver = childrenOf(element, 'disassociate-time').length > 0;
  const streamIds = isOver ? [] : childrenOf(element, 'send').map(({ text }) => text);
  // A participant without `send` of its own says nothing; an association without says that nothing is sent.
  const says = element.name === 'participantstreamassoc' || streamIds.length > 0;
  return participantId === undefined || !says ? [] : [{ participantId, streamIds }];
}

function idOf({ attributes }: XmlElement, noun: string): string | undefined {
  const id = attributes[`${noun}_id`] ?? attributes[noun] ?? attributes.id;
  return id === undefined || id === '' ? undefined : id.trim().slice(0, MOST_TEXT);
}

function firstText(element: XmlElement, ...names: string[]): string | undefined {
  return names
    .flatMap((name) => childrenOf(element, name))
    .find(({ text }) => text !== '')
    ?.text.slice(0, MOST_TEXT);
}

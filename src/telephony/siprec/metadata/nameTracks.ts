import type { Track } from '../../../ports/audioSink.ts';
import { digitsOf } from '../originator.ts';
import type { CallMetadata, Participant } from './parseMetadata.ts';

/** Somebody at one end of a call. */
export type Party = Pick<Participant, 'aor' | 'name'>;

/** Who is who on a call. */
export interface NamedTracks {
  /** In the order of the labels asked for. */
  tracks: readonly Track[];
  caller?: Party;
  called?: Party;
}

/** What tracks are named from. */
export interface Known {
  /** Of the streams that are taken, in the order of their m-lines. */
  labels: readonly (string | undefined)[];
  metadata: CallMetadata | undefined;
  assertedIdentities: readonly string[];
}

/**
 * Says who speaks in which stream. The caller is whom the SBC marks as calling, else whose number the operator asserts,
 * else who stands first: RFC 7865 has no word for it. One stream alone is a mix, and so an unknown voice.
 */
export function nameTracks({ labels, metadata, assertedIdentities }: Known): NamedTracks {
  const people = metadata?.participants ?? [];
  const caller = callerOf(people, assertedIdentities);
  const called = people.find((one) => one !== caller && metadata?.left.includes(one.id) === false);
  const parties = {
    ...(caller === undefined ? {} : { caller: partyOf(caller) }),
    ...(called === undefined ? {} : { called: partyOf(called) }),
  };
  if (labels.length < 2) return { tracks: labels.map(() => 'unknown'), ...parties };
  const speakers = labels.map((label) => speakersOf(label, metadata));
  const isNamed = speakers.every((ids) => ids.length > 0);
  const tracks = speakers.map((ids, place): Track => {
    if (!isNamed) return labels.length > 2 ? 'unknown' : place === 0 ? 'caller' : 'callee';
    if (ids.length > 1) return 'unknown';
    return ids[0] === caller?.id ? 'caller' : 'callee';
  });
  return { tracks, ...parties };
}

function callerOf(people: readonly Participant[], assertedIdentities: readonly string[]): Participant | undefined {
  const asserted = new Set(assertedIdentities.map(digitsOf).filter((digits) => digits !== ''));
  return (
    people.find(({ isCalling }) => isCalling === true) ??
    people.find(({ aor = '' }) => asserted.has(digitsOf(aor))) ??
    people.find(({ isCalling }) => isCalling === undefined) ??
    people[0]
  );
}

function speakersOf(label: string | undefined, metadata: CallMetadata | undefined): string[] {
  const stream = metadata?.streams.find((one) => one.label === label && label !== undefined);
  if (metadata === undefined || stream === undefined) return [];
  return metadata.sends
    .filter(({ streamIds }) => streamIds.includes(stream.id))
    .map(({ participantId }) => participantId);
}

function partyOf({ aor, name }: Participant): Party {
  return { ...(aor === undefined ? {} : { aor }), ...(name === undefined ? {} : { name }) };
}

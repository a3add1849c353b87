import type { Speaker, TranscriptWarning } from '../../domain/transcript.ts';
import { agentLikeness, firstSpeakerBonus } from './agentLikeness.ts';
import { roleOf } from './labels.ts';
import type { RawUtterance } from './rawUtterance.ts';
import { TRANSCRIPT_LIMITS } from './transcriptLimits.ts';

/** A further speaker whose words are this much an agent's is a second agent, as after a transfer. */
const SECOND_AGENT = 4;

/**
 * Who is the agent. Labels that state a role are believed; among the others, the one whose words are most those of an
 * agent is the agent and the rest are customers. One speaker alone, or too many, stay unknown.
 */
export function nameSpeakers(utterances: readonly RawUtterance[]): {
  speakers: readonly Speaker[];
  warning?: TranscriptWarning | undefined;
} {
  const labels = [
    ...new Set(utterances.map(({ label }) => label).filter((label) => label !== undefined && label !== '')),
  ] as string[];
  const roles = new Map<string, Speaker>();
  const named: string[] = [];
  for (const label of labels) {
    const role = roleOf(label);
    if (role === undefined) named.push(label);
    else roles.set(label, role === 'machine' ? 'unknown' : role);
  }
  const isGuessed = guessRoles(named, utterances, roles);
  const speakers = utterances.map(({ label }) => (label === undefined ? 'unknown' : (roles.get(label) ?? 'unknown')));
  if (isGuessed) return { speakers, warning: 'speakers-guessed' };
  return speakers.some((speaker) => speaker !== 'unknown') ? { speakers } : { speakers, warning: 'speakers-unknown' };
}

function guessRoles(
  named: readonly string[],
  utterances: readonly RawUtterance[],
  roles: Map<string, Speaker>,
): boolean {
  const stated = new Set(roles.values());
  if (named.length === 0 || labelsAreTooMany(named) || (named.length === 1 && stated.size === 0)) return false;
  if (stated.has('agent') || stated.has('customer')) {
    // Beside a stated agent the others are customers, beside a stated customer they are agents.
    for (const label of named) roles.set(label, stated.has('agent') ? 'customer' : 'agent');
    return true;
  }
  const scored = named
    .map((label) => ({ label, score: likenessOf(label, utterances) }))
    .sort((one, other) => other.score - one.score);
  scored.forEach(({ label, score }, rank) => {
    const isAgent = rank === 0 || (rank < scored.length - 1 && score >= SECOND_AGENT);
    roles.set(label, isAgent ? 'agent' : 'customer');
  });
  return true;
}

function labelsAreTooMany(labels: readonly string[]): boolean {
  return labels.length > TRANSCRIPT_LIMITS.speakers;
}

function likenessOf(label: string, utterances: readonly RawUtterance[]): number {
  const own = utterances.filter((utterance) => utterance.label === label).map(({ text }) => text);
  return agentLikeness(own) + (utterances[0]?.label === label ? firstSpeakerBonus : 0);
}

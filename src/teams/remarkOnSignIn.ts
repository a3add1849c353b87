import type { AnswersByReader } from '../answers/askForReaders.ts';
import { SearchUnavailable } from '../ports/knowledgeIndex.ts';
import type { TeamsPorts, TeamsSettings } from './ports.ts';
import type { Turn } from './readTurn.ts';

/**
 * Adds the quiet remark that there is more to see after a sign-in, where that is so: in the own chat of somebody who is
 * not signed in, when groups open documents that not everybody may read. It does not depend on the question, so that
 * it says nothing about what those documents hold.
 */
export async function remarkOnSignIn(
  { turn, answers }: { turn: Turn; answers: AnswersByReader },
  ports: Pick<TeamsPorts, 'index'>,
  { signIn }: Pick<TeamsSettings, 'signIn'>,
): Promise<AnswersByReader> {
  const { shown } = answers;
  const mayGain = signIn !== undefined && turn.kind === 'personal' && turn.agent.isUnknown === true;
  const isSearched = shown.citations.length > 0 || shown.outcome === 'no-source';
  if (!mayGain || !isSearched || !(await hasRestricted(signIn.groups, ports))) return answers;
  return { ...answers, shown: { ...shown, notices: [...shown.notices, { kind: 'sign-in' }] } };
}

async function hasRestricted(groups: readonly string[], { index }: Pick<TeamsPorts, 'index'>): Promise<boolean> {
  try {
    const [all, open] = await Promise.all([index.countDocuments(groups), index.countDocuments([])]);
    return all > open;
  } catch (error) {
    // The answer is there; it must not be lost for a remark.
    if (!(error instanceof SearchUnavailable)) throw error;
    return false;
  }
}

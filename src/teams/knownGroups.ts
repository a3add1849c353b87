import type { TeamsPorts, TeamsSettings } from './ports.ts';

/** Groups people are looked up in; in local mode, where nobody signs in, those that documents name. */
export async function knownGroups(
  { knowledge }: Pick<TeamsPorts, 'knowledge'>,
  { signIn, isLocal }: Pick<TeamsSettings, 'signIn' | 'isLocal'>,
): Promise<readonly string[]> {
  if (signIn !== undefined) return signIn.groups;
  if (!isLocal) return [];
  const documents = await knowledge.listDocuments();
  return [...new Set(documents.flatMap(({ groups }) => groups ?? []))].sort();
}

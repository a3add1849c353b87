import { z } from 'zod';
import type { NamedId } from '../../../domain/namedId.ts';
import type { SourceRights } from '../../../ports/knowledgeSource.ts';

const identity = z.looseObject({ id: z.string().optional() });
const identities = z.looseObject({
  group: identity.nullish(),
  siteGroup: identity.nullish(),
});

/** A permission of Microsoft Graph v1.0 (resources/permission), as far as it matters here. */
export const permissionSchema = z.looseObject({
  roles: z.array(z.string()).nullish(),
  grantedToV2: identities.nullish(),
  link: z.looseObject({}).nullish(),
  expirationDateTime: z.string().nullish(),
});

export type Permission = z.infer<typeof permissionSchema>;

const READING_ROLES: ReadonlySet<string> = new Set(['read', 'write', 'owner']);
const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Groups that may read an item by its permissions: Entra groups that GROUP_MAP names, and nobody else. Links and single
 * people open it to nobody here, nor do groups of a site, whose members Microsoft Graph does not tell.
 */
export function rightsFrom(permissions: readonly Permission[], names: readonly NamedId[], now: Date): SourceRights {
  const groups = new Set<string>();
  const left = { links: 0, people: 0, siteGroups: 0, unnamed: new Set<string>() };
  for (const { roles, grantedToV2, link, expirationDateTime } of permissions) {
    const isOver = typeof expirationDateTime === 'string' && !(Date.parse(expirationDateTime) > now.getTime());
    if (isOver || !(roles ?? []).some((role) => READING_ROLES.has(role))) continue;
    const groupId = grantedToV2?.group?.id?.toLowerCase();
    if (link !== null && link !== undefined) left.links += 1;
    else if (groupId !== undefined && GUID.test(groupId)) {
      const named = names.filter(({ id }) => id === groupId);
      for (const { name } of named) groups.add(name);
      if (named.length === 0) left.unnamed.add(groupId);
    } else if (grantedToV2?.siteGroup !== null && grantedToV2?.siteGroup !== undefined) left.siteGroups += 1;
    else left.people += 1;
  }
  const notice = noticeOf(left);
  return { groups: [...groups].sort(), ...(notice === undefined ? {} : { notice }) };
}

function noticeOf(left: {
  links: number;
  people: number;
  siteGroups: number;
  unnamed: ReadonlySet<string>;
}): string | undefined {
  const parts = [
    ...(left.links > 0 ? ['sharing links'] : []),
    ...(left.people > 0 ? ['grants to single people'] : []),
    ...(left.siteGroups > 0 ? ['groups of the SharePoint site'] : []),
    ...(left.unnamed.size > 0 ? [`Entra groups that GROUP_MAP does not name (${[...left.unnamed].join(', ')})`] : []),
  ];
  return parts.length === 0 ? undefined : `It opens to nobody by ${parts.join(', ')}.`;
}

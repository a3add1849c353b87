import { z } from 'zod';
import { SourceUnavailable } from '../../../ports/knowledgeSource.ts';
import { askedWait, busy, isBusy, pauseFor } from './askSource.ts';
import { askGraph, type GraphAccess } from './graphDrive.ts';
import { type Permission, permissionSchema } from './itemRights.ts';

const permissionPage = z.object({
  value: z.array(permissionSchema),
  '@odata.nextLink': z.string().optional(),
});
const batch = z.object({
  responses: z.array(
    z.object({
      id: z.string(),
      status: z.number(),
      headers: z.record(z.string(), z.string()).optional(),
      body: z.unknown(),
    }),
  ),
});

/** Most requests of one batch (Microsoft Graph v1.0, JSON batching). */
const AT_ONCE = 20;
const MOST_TRIES = 4;
const MOST_PAGES = 100;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Permissions of these items of a drive, those they inherit too: `GET /drives/{id}/items/{id}/permissions`, twenty in
 * one batch. Items that are gone are left out. Throws SourceUnavailable: half an answer is none.
 */
export async function permissionsOf(
  { driveId, itemIds }: { driveId: string; itemIds: readonly string[] },
  access: GraphAccess,
  signal: AbortSignal,
): Promise<Map<string, readonly Permission[]>> {
  const found = new Map<string, readonly Permission[]>();
  for (let start = 0; start < itemIds.length; start += AT_ONCE) {
    let open = itemIds.slice(start, start + AT_ONCE);
    for (let tries = 1; open.length > 0; tries += 1) {
      const { later, waitMs } = await askBatch({ driveId, itemIds: open, found }, access, signal);
      if (later.length > 0) {
        if (tries === MOST_TRIES || waitMs > LONGEST_PAUSE_MS) throw busy(access, 429, waitMs);
        await pauseFor(waitMs, access, signal);
      }
      open = later;
    }
  }
  return found;
}

async function askBatch(
  {
    driveId,
    itemIds,
    found,
  }: { driveId: string; itemIds: readonly string[]; found: Map<string, readonly Permission[]> },
  access: GraphAccess,
  signal: AbortSignal,
): Promise<{ later: string[]; waitMs: number }> {
  const requests = itemIds.map((itemId, index) => ({
    id: String(index),
    method: 'GET',
    url: `/drives/${encodeURIComponent(driveId)}/items/${encodeURIComponent(itemId)}/permissions`,
  }));
  const headers = { 'content-type': 'application/json', accept: 'application/json' };
  const request = { address: '/v1.0/$batch', method: 'POST' as const, headers, body: JSON.stringify({ requests }) };
  const { responses } = await askGraph(request, { access, shape: batch }, signal);
  const byId = new Map(responses.map((response) => [response.id, response]));
  const later: string[] = [];
  let waitMs = 0;
  for (const [index, itemId] of itemIds.entries()) {
    const response = byId.get(String(index));
    if (response === undefined) throw new SourceUnavailable(`${access.service} left out a part of what was asked for.`);
    if (isBusy(response.status)) {
      later.push(itemId);
      const named = Object.entries(response.headers ?? {}).find(([name]) => name.toLowerCase() === 'retry-after');
      waitMs = Math.max(waitMs, askedWait(named?.[1]) ?? 1000);
    } else if (response.status === 200) found.set(itemId, await allPages(response.body, access, signal));
    // 410 is what some items answer on their way out.
    else if (response.status !== 404 && response.status !== 410)
      throw new SourceUnavailable(access.adviceFor(response.status));
  }
  return { later, waitMs };
}

async function allPages(first: unknown, access: GraphAccess, signal: AbortSignal): Promise<Permission[]> {
  const parsed = permissionPage.safeParse(first);
  if (!parsed.success) throw new SourceUnavailable(`${access.service} answered something else than was asked for.`);
  const all = [...parsed.data.value];
  let next = parsed.data['@odata.nextLink'];
  for (let pages = 1; next !== undefined; pages += 1) {
    if (pages === MOST_PAGES) throw new SourceUnavailable(`${access.service} did not list permissions to the end.`);
    const page: z.infer<typeof permissionPage> = await askGraph(
      { address: next },
      { access, shape: permissionPage },
      signal,
    );
    all.push(...page.value);
    next = page['@odata.nextLink'];
  }
  return all;
}

import { createHmac, timingSafeEqual } from 'node:crypto';
import type { AtRest } from './atRest.ts';
import type { AuditChainTable, AuditRowTable } from './tables.ts';

/** The codes that tie audit rows together: HMAC-SHA256 with a key made from the house's secret. */
export interface AuditMacs {
  row(row: Omit<AuditRowTable, 'mac'>, previous: string): string;
  started(chain: Pick<AuditChainTable, 'chain_id' | 'ordinal' | 'started_at'>): string;
  head(chain: Pick<AuditChainTable, 'chain_id' | 'rows' | 'head'>): string;
  pruned(chain: Pick<AuditChainTable, 'chain_id' | 'pruned' | 'pruned_head'>): string;
  registry(chains: number): string;
  /** Hash of what was said, for whoever has the words and wants to know whether they are the ones. */
  content(text: string): string;
}

/** Makes the codes. JSON keeps the parts of each apart; the word in front keeps the kinds apart. */
export function auditMacs(atRest: Pick<AtRest, 'keyFor'>): AuditMacs {
  const chainKey = atRest.keyFor('audit chain');
  const contentKey = atRest.keyFor('audit content');
  const mac = (...parts: readonly (string | number)[]): string =>
    createHmac('sha256', chainKey).update(JSON.stringify(parts)).digest('base64url');
  return {
    row: (row, previous) =>
      mac(
        ...['row', previous, row.chain_id, row.seq, row.at, row.who, row.tenant_id, row.action, row.what],
        ...[row.result, row.reason, row.correlation_id, row.versions, row.content_hash],
      ),
    started: ({ chain_id, ordinal, started_at }) => mac('started', chain_id, ordinal, started_at),
    head: ({ chain_id, rows, head }) => mac('head', chain_id, rows, head),
    pruned: ({ chain_id, pruned, pruned_head }) => mac('pruned', chain_id, pruned, pruned_head),
    registry: (chains) => mac('registry', chains),
    content: (text) => createHmac('sha256', contentKey).update(text).digest('base64url'),
  };
}

/** Compares codes in the same time wherever they differ. */
export function isSameMac(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
}

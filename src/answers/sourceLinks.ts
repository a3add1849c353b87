import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Passage } from '../domain/passage.ts';
import { sourceAnchor } from '../domain/sourceAnchor.ts';
import type { Clock } from '../ports/clock.ts';

/** What a link opens, and for whom. */
export interface LinkedSource {
  /** Changes with the document's content, so that a link never opens another version than the one that was cited. */
  passageId: string;
  agentId: string;
}

/** The parts of a link as a browser sends them back; none of them is believed before the signature holds. */
export interface LinkParts {
  passageId?: string | undefined;
  agent?: string | undefined;
  expires?: string | undefined;
  signature?: string | undefined;
}

/** Makes links that open one source for one person for ten minutes, and checks them. */
export interface SourceLinks {
  /** The address, or undefined where browsers have no way to reach Earpiece. */
  linkTo(passage: Pick<Passage, 'passageId' | 'page'>, agentId: string): string | undefined;
  check(link: LinkParts): LinkedSource | { refused: 'altered' | 'expired' };
}

interface LinkSettings {
  /** Shared by every process that makes or opens links. */
  key: Buffer;
  /** Where browsers reach Earpiece; asked for at each link, because the port may be known only once we listen. */
  address: () => string | undefined;
}

/** Enough to press the button and read; whoever gets the link from somebody else gets little out of it. */
const LINK_SECONDS = 10 * 60;

/** Links signed with HMAC-SHA256 over the person, the passage and the second at which the link ends. */
export function sourceLinks({ key, address }: LinkSettings, { clock }: { clock: Clock }): SourceLinks {
  const nowSeconds = (): number => Math.floor(clock.now().getTime() / 1000);
  return {
    linkTo({ passageId, page }, agentId) {
      const base = address();
      if (base === undefined) return undefined;
      const expires = String(nowSeconds() + LINK_SECONDS);
      const signature = signatureOf({ passageId, agent: agentId, expires }, key);
      const url = new URL(`sources/${encodeURIComponent(passageId)}`, base.endsWith('/') ? base : `${base}/`);
      url.search = new URLSearchParams({ agent: agentId, expires, signature }).toString();
      url.hash = sourceAnchor({ page });
      return url.href;
    },
    check({ passageId = '', agent = '', expires = '', signature = '' }) {
      if (!isSame(signature, signatureOf({ passageId, agent, expires }, key))) return { refused: 'altered' };
      return nowSeconds() < Number(expires) ? { passageId, agentId: agent } : { refused: 'expired' };
    },
  };
}

function signatureOf(link: { passageId: string; agent: string; expires: string }, key: Buffer): string {
  // JSON keeps the parts apart: no two different links have the same text.
  const text = JSON.stringify(['source link', link.passageId, link.agent, link.expires]);
  return createHmac('sha256', key).update(text).digest('base64url');
}

/** Compares the texts, not the bytes they stand for: several base64 texts stand for the same bytes. */
function isSame(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}

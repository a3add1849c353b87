import { randomUUID } from 'node:crypto';
import { posix } from 'node:path';
import type { LinkedSource, SourceLinks } from '../answers/sourceLinks.ts';
import { identifyAgent } from '../guards/identifyAgent.ts';
import { limitUse, type UseLimits } from '../guards/limitUse.ts';
import type { HttpReply, HttpRequest, Route } from '../http/httpServer.ts';
import { openOriginalPdf, type OriginalPdf } from '../knowledge/originalPdf.ts';
import type { Messages } from '../messages/messages.ts';
import { messagesForBrowser } from '../messages/messagesForBrowser.ts';
import { PAGE_HEADERS } from '../pages/page.ts';
import { type LinkRefusal, refusalPage } from '../pages/refusalPage.ts';
import { sourcePage } from '../pages/sourcePage.ts';
import type { AuditEntry } from '../ports/auditLog.ts';
import type { Ports } from './connectPorts.ts';

type SourcePorts = Pick<Ports, 'knowledge' | 'directory' | 'audit' | 'uses' | 'clock' | 'log'> & {
  links: Pick<SourceLinks, 'check'>;
};

/** Passages shown on either side of the cited one. */
const REACH = 2;

const STATUS: Readonly<Record<LinkRefusal, number>> = {
  altered: 403,
  expired: 410,
  gone: 404,
  often: 429,
  unavailable: 503,
};

/**
 * `GET /sources/{passageId}`: the PDF itself where it is still as it was read, else a page with the passage between its
 * neighbours. Whoever opens a link counts as the person it was made for; who that is and what they may read is looked
 * up now, not when the link was made.
 */
export function sourceRoute(ports: SourcePorts, rates: UseLimits): Route {
  return {
    method: 'GET',
    path: '/sources/:passageId',
    handle: async (request) => {
      const messages = messagesForBrowser(request.headers['accept-language']);
      try {
        return await openLink({ request, messages, rates }, ports);
      } catch (error) {
        ports.log.error({ kind: error instanceof Error ? error.name : typeof error }, 'source not opened');
        return refusal('unavailable', messages);
      }
    },
  };
}

interface Opening {
  request: HttpRequest;
  messages: Messages;
  rates: UseLimits;
}

async function openLink({ request, messages, rates }: Opening, ports: SourcePorts): Promise<HttpReply> {
  const { params, query } = request;
  const linked = ports.links.check({ ...query, passageId: params.passageId });
  if ('refused' in linked) {
    // Who it was and what they wanted is not to be believed yet.
    ports.log.warn({ refused: linked.refused }, 'source link refused');
    return refusal(linked.refused, messages);
  }
  const { agentId, passageId } = linked;
  if ((await limitUse({ agentId, kind: 'search' }, rates, ports)) !== undefined) return refusal('often', messages);
  const { groups } = await identifyAgent(agentId, ports);
  const found = await ports.knowledge.readableInContext({ passageId, reach: REACH }, groups);
  if (found === undefined) {
    ports.log.warn({ agentId, passageId, refused: 'gone' }, 'source link refused');
    await audit({ agentId, passageId }, { result: 'refused', reason: 'gone' }, ports);
    return refusal('gone', messages);
  }
  await audit({ agentId, passageId }, { result: 'done' }, ports);
  const pdf = await openOriginalPdf(found.document);
  const { documentId, file } = found.document;
  ports.log.info({ agentId, passageId, documentId, shown: pdf === undefined ? 'text' : 'file' }, 'source opened');
  return pdf === undefined ? page(200, sourcePage(found, messages)) : pdfReply(pdf, file);
}

/** A source whose opening cannot be written down stays closed. */
function audit(
  { agentId, passageId }: LinkedSource,
  outcome: Pick<AuditEntry, 'result' | 'reason'>,
  ports: SourcePorts,
): Promise<void> {
  const action = outcome.result === 'refused' ? 'refusal' : 'source.opened';
  const known = { at: ports.clock.now(), who: agentId, what: 'browser', correlationId: randomUUID() };
  return ports.audit.write({ ...known, action, ...outcome, versions: [passageId] });
}

function refusal(reason: LinkRefusal, messages: Messages): HttpReply {
  return page(STATUS[reason], refusalPage(reason, messages));
}

function page(status: number, html: string): HttpReply {
  return { status, body: html, contentType: 'text/html; charset=utf-8', headers: PAGE_HEADERS };
}

function pdfReply(pdf: OriginalPdf, file: string): HttpReply {
  const name = encodeURIComponent(posix.basename(file).toWellFormed()).replace(/['()*]/g, percentEncoded);
  return {
    status: 200,
    stream: pdf,
    contentType: 'application/pdf',
    headers: {
      ...PAGE_HEADERS,
      // The browser's own PDF viewer stands on these: Safari's needs inline styles, and shows nothing in a sandbox.
      'Content-Security-Policy':
        "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; base-uri 'none'; frame-ancestors 'none'",
      'Content-Disposition': `inline; filename*=UTF-8''${name}`,
    },
  };
}

/** RFC 8187 allows fewer characters than encodeURIComponent leaves alone. */
function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}

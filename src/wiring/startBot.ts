import type { IncomingHttpHeaders } from 'node:http';
import { sourceLinkKey } from '../answers/sourceLinkKey.ts';
import { sourceLinks } from '../answers/sourceLinks.ts';
import { serveHttp, type Route } from '../http/httpServer.ts';
import { isLocalRequest } from '../http/localRequest.ts';
import { LOCAL_SERVICE_HOSTS } from '../teams/admitActivity.ts';
import { EarpieceAdapter } from '../teams/earpieceAdapter.ts';
import { receiveActivity } from '../teams/messagesRoute.ts';
import type { TeamsSettings } from '../teams/ports.ts';
import { teamsApp } from '../teams/teamsApp.ts';
import { receiveCallEvents } from '../telephony/callEvents.ts';
import { turnRunner } from '../teams/turnRunner.ts';
import { adapterSettings } from './adapterSettings.ts';
import { type Cloud, PUBLIC_CLOUD } from './clouds.ts';
import { callEventsKey } from './callEventsKey.ts';
import type { Config } from './config.ts';
import type { Ports } from './connectPorts.ts';
import { auditSettings } from './auditSettings.ts';
import { embedInBackground } from './embedInBackground.ts';
import { hearLiveCalls } from './hearLiveCalls.ts';
import { healthRoutes } from './healthRoutes.ts';
import { forgetOldThings } from './forgetOldThings.ts';
import { publicAddress } from './publicAddress.ts';
import { sourceRoute } from './sourceRoute.ts';
import { chatLanguage } from './chatLanguage.ts';
import { watchAwaitedFiles } from './watchAwaitedFiles.ts';
import { watchOutbox } from './watchOutbox.ts';
import { writeNotes } from './writeNotes.ts';
import { watchCalls } from './watchCalls.ts';
import { watchGaps } from './watchGaps.ts';
import { watchShiftEnd } from './watchShiftEnd.ts';
import { watchKnowledge } from './watchKnowledge.ts';

/** A running bot. */
export interface RunningBot {
  port: number;
  /** Stops accepting, lets turns under way finish, for at most 20 seconds. */
  close(): Promise<void>;
}

/** How often things are looked after, and where. */
export interface Surroundings {
  /** Between two looks whether documents have changed so that missed answers are there; usually a minute. */
  gapsEveryMs?: number;
  /** Where Teams is; the public cloud when left out. */
  cloud?: Cloud;
  /** Between two looks whether the wrap-up of a call is over; usually half a minute. */
  callsEveryMs?: number;
  /** Between two looks whether notes wait for the CRM; usually two seconds. */
  outboxEveryMs?: number;
  /** Between two looks whether files of calls are to be fetched; usually a second. */
  filesEveryMs?: number;
}

const ACTIVITY_BYTES = 256 * 1024;
const CALL_EVENTS_BYTES = 4 * 1024 * 1024;
const DRAIN_MS = 20_000;

/** Starts the HTTP server with everything behind it. Rejects when the port is taken. */
export async function startBot(config: Config, ports: Ports, around: Surroundings = {}): Promise<RunningBot> {
  const { log } = ports;
  const runner = turnRunner((error) =>
    log.error({ kind: error instanceof Error ? error.name : typeof error }, 'turn lost'),
  );
  const isLocal = config.bot.kind === 'off';
  const cloud = around.cloud ?? PUBLIC_CLOUD;
  const botId = config.bot.kind === 'off' ? '' : config.bot.botId;
  let { port } = config;
  const address = (): string | undefined => publicAddress(config, port);
  const links = sourceLinks({ key: await sourceLinkKey(ports.marks), address }, ports);
  const adapter = new EarpieceAdapter(await adapterSettings(config.bot, cloud));
  const admission = {
    tenants: config.bot.kind === 'off' ? null : config.bot.allowedTenants,
    serviceHosts: isLocal ? LOCAL_SERVICE_HOSTS : cloud.serviceHosts,
    tokenIssuer: isLocal ? null : cloud.tokenIssuer,
  };
  const languageOf = (agentId: string) => chatLanguage(agentId, ports.conversations);
  const writer = writeNotes({ adapter, admission, botId, runner, languageOf }, ports);
  const calls = watchCalls({ adapter, admission, botId, runner }, { ...ports, ...writer }, around.callsEveryMs);
  const outbox = watchOutbox({ adapter, admission, botId }, { ...ports, ...writer }, around.outboxEveryMs);
  const endpoint = {
    adapter,
    admission,
    runner,
    run: teamsApp(
      { ...ports, ...writer, links },
      teamsSettings(config, {
        afterwards: (work) => runner.start(work),
        onCallChanged: (callId) => calls.changed([callId]),
        onNoteApproved: () => outbox.deliverSoon(),
      }),
    ),
    ...ports,
  };
  const messages: Route = {
    method: 'POST',
    path: '/api/messages',
    maxBytes: ACTIVITY_BYTES,
    handle: ({ body, headers }) => receiveActivity({ body, authorization: headers.authorization ?? '' }, endpoint),
  };
  const noting = { ...ports, ...writer, languageOf };
  const fetching = watchAwaitedFiles(calls.changed, noting, around.filesEveryMs);
  const callsEndpoint = { ...noting, key: await callEventsKey(config), onCalls: calls.changed };
  const callEvents: Route = {
    method: 'POST',
    path: '/api/calls',
    maxBytes: CALL_EVENTS_BYTES,
    handle: ({ body, headers }) => receiveCallEvents({ body, headers: signedHeaders(headers) }, callsEndpoint),
  };
  const server = await serveHttp(
    [messages, callEvents, sourceRoute({ ...ports, links }, config.rates), ...healthRoutes(ports)],
    {
      port: config.port,
      host: config.host,
      ...(isLocal ? { accepts: isLocalRequest } : {}),
      onFault: (error, path) =>
        log.error({ path, kind: error instanceof Error ? error.name : typeof error }, 'route failed'),
    },
  );
  port = server.port;
  if (address() === undefined) log.warn({}, 'PUBLIC_URL is no https address: sources open on the card only');
  await auditSettings(config, ports);
  await ports.audit.checkpoint(ports.clock.now());
  const listing = watchShiftEnd({ adapter, admission, botId, listAt: config.notesListAt }, ports, around.callsEveryMs);
  const liveCalls = await hearLiveCalls(config.siprec, ports);
  const forgetting = forgetOldThings(config, ports);
  const watching = watchKnowledge(config.knowledgeDir, ports);
  const embedding = embedInBackground(ports);
  const telling = watchGaps({ ...endpoint, botId }, ports, around.gapsEveryMs);
  return {
    port: server.port,
    close: async () => {
      forgetting.stop();
      const background = [
        watching.stop(),
        telling.stop(),
        calls.stop(),
        embedding.stop(),
        liveCalls.close(),
        outbox.stop(),
        fetching.stop(),
        listing.stop(),
      ];
      await Promise.all([server.close(), runner.drain(DRAIN_MS), ...background]);
    },
  };
}

type Told = Pick<TeamsSettings, 'afterwards' | 'onCallChanged' | 'onNoteApproved'>;

function teamsSettings(config: Config, told: Told): TeamsSettings {
  const { bot, companyName, signIn, rates } = config;
  return {
    companyName,
    isLocal: bot.kind === 'off',
    botId: bot.kind === 'off' ? '' : bot.botId,
    signIn: signIn && { connection: signIn.connection, groups: [...new Set(signIn.groups.map(({ name }) => name))] },
    rates,
    ...told,
  };
}

function signedHeaders(headers: IncomingHttpHeaders): { timestamp: string | undefined; signature: string | undefined } {
  const [timestamp, signature] = ['x-timestamp', 'x-signature'].map((name) => headers[name]?.toString());
  return { timestamp, signature };
}

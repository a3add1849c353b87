import { sourceLinkKey } from '../answers/sourceLinkKey.ts';
import { sourceLinks } from '../answers/sourceLinks.ts';
import { serveHttp, type Route } from '../http/httpServer.ts';
import { isLocalRequest } from '../http/localRequest.ts';
import { LOCAL_SERVICE_HOSTS } from '../teams/admitActivity.ts';
import { EarpieceAdapter } from '../teams/earpieceAdapter.ts';
import { receiveActivity } from '../teams/messagesRoute.ts';
import type { TeamsSettings } from '../teams/ports.ts';
import { teamsApp } from '../teams/teamsApp.ts';
import { turnRunner } from '../teams/turnRunner.ts';
import { adapterSettings } from './adapterSettings.ts';
import { type Cloud, PUBLIC_CLOUD } from './clouds.ts';
import type { Config } from './config.ts';
import type { Ports } from './connectPorts.ts';
import { callEventsRoute } from './callEventsRoute.ts';
import { auditSettings } from './auditSettings.ts';
import { embedInBackground } from './embedInBackground.ts';
import { hearLiveCalls, liveMedia } from './hearLiveCalls.ts';
import { followLiveLog, forwardToLiveLog } from './followLiveLog.ts';
import { forgetOldThings } from './forgetOldThings.ts';
import { publicAddress } from './publicAddress.ts';
import { sourceRoute } from './sourceRoute.ts';
import { chatLanguage } from './chatLanguage.ts';
import type { SmsPurpose } from '../domain/sms/sms.ts';
import { hearSmsReplies } from '../alerts/sms/hearSmsReplies.ts';
import { measurePorts } from './measurePorts.ts';
import { operate } from './operate.ts';
import { smsEventsRoute } from './smsEventsRoute.ts';
import { smsPlace, watchSms } from './watchSms.ts';
import { watchAwaitedFiles } from './watchAwaitedFiles.ts';
import { watchOutbox } from './watchOutbox.ts';
import { writeNotes } from './writeNotes.ts';
import { watchAlerts } from './watchAlerts.ts';
import { watchCalls } from './watchCalls.ts';
import { watchLiveText } from './watchLiveText.ts';
import { messageAgent } from '../teams/messageAgent.ts';
import { examineHouse } from './doctor/examineHouse.ts';
import { followSettings } from './followSettings.ts';
import { watchOwner } from './watchOwner.ts';
import { watchHouse } from './watchHouse.ts';
import { watchGaps } from './watchGaps.ts';
import { demoCall } from './demoCall.ts';
import { demoStage } from '../teams/demoStage.ts';
import { watchReview } from './watchReview.ts';
import { watchShiftEnd } from './watchShiftEnd.ts';
import { watchKnowledge } from './watchKnowledge.ts';
import { watchSources } from './watchSources.ts';
import { watchRights } from './watchRights.ts';

/** A running bot. */
export interface RunningBot {
  port: number;
  /** Hears live calls to their end; see CALL_DRAIN_MINUTES. */
  drain(signal: AbortSignal): Promise<void>;
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
  /** How long one turn of the demo takes; usually a second and a half. */
  demoTurnMs?: number;
  /** False where a worker of its own watches live calls. */
  hasWorker?: boolean;
  /** Between two looks whether alerts wait; usually a second. */
  alertsEveryMs?: number;
  /** Between two looks whether notes wait for the CRM; usually two seconds. */
  outboxEveryMs?: number;
  /** Between two looks whether the house was looked after today; usually an hour. */
  houseEveryMs?: number;
  /** Between two looks whether files of calls are to be fetched; usually a second. */
  filesEveryMs?: number;
}

const ACTIVITY_BYTES = 256 * 1024;
const DRAIN_MS = 20_000;
/** One can read along, and the whole call takes no longer than the bot waits for it when it stops. */
const DEMO_TURN_MS = 1_500;

/** Starts the HTTP server with everything behind it. Rejects when the port is taken. */
export async function startBot(config: Config, given: Ports, around: Surroundings = {}): Promise<RunningBot> {
  const ports = measurePorts(given);
  const operation = operate({ ...config.operation, isWorker: false }, ports);
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
  const teller = { adapter, admission, botId };
  const writer = writeNotes({ ...teller, runner, languageOf }, ports);
  const calls = watchCalls({ ...teller, runner }, { ...ports, ...writer }, around.callsEveryMs);
  const outbox = watchOutbox(teller, { ...ports, ...writer }, around.outboxEveryMs);
  const alerts = watchAlerts({ ...teller, settings: config.alerts }, ports, around.alertsEveryMs);
  const told = {
    onAlertChanged: alerts.changed,
    onCallChanged: (callId: string) => calls.changed([callId]),
  };
  const live = around.hasWorker === false ? undefined : watchLiveText(config.alerts, told, ports);
  const examine = () => examineHouse(config, (work) => work(ports), ports.clock.now());
  const endpoint = {
    adapter,
    admission,
    runner,
    run: teamsApp(
      { ...ports, ...writer, links, desk: ports.live.desk },
      teamsSettings(
        { ...config, signIn: ports.live.signIn },
        {
          examine,
          afterwards: (work) => runner.start(work),
          ...told,
          messageAgent: (message) => messageAgent(message, teller, ports),
          demo: { stage: demoStage(), call: demoCall, turnMs: around.demoTurnMs ?? DEMO_TURN_MS },
          onNoteApproved: () => outbox.deliverSoon(),
        },
      ),
    ),
    ...ports,
  };
  const messages: Route = {
    method: 'POST',
    path: '/api/messages',
    maxBytes: ACTIVITY_BYTES,
    handle: ({ body, headers }) => receiveActivity({ body, authorization: headers.authorization ?? '' }, endpoint),
  };
  const changed = (callIds: readonly string[]): void => {
    calls.changed(callIds);
    alerts.changed();
  };
  const noting = { ...ports, ...writer, languageOf };
  const fetching = watchAwaitedFiles(calls.changed, noting, around.filesEveryMs);
  const forward = live === undefined ? await forwardToLiveLog(config, ports) : undefined;
  const callEvents = await callEventsRoute(config, noting, { live: live ?? forward, changed });
  /** The agent sees what became of the code phrase of their call. */
  const onSms = ({ purpose, callId }: { purpose: SmsPurpose; callId: string }): void => {
    if (purpose === 'code-phrase') calls.changed([callId]);
  };
  const smsListener = hearSmsReplies({ ...ports, onReceived: onSms });
  const routes = [
    messages,
    callEvents,
    smsEventsRoute(smsListener, config.sms),
    sourceRoute({ ...ports, links }, config.rates),
    ...operation.routes,
  ];
  const media = liveMedia({ ...config.acsMedia, cloud }, live, ports);
  const listening = {
    port: config.port,
    host: config.host,
    ...(isLocal ? { accepts: isLocalRequest } : {}),
    onFault: (error: unknown, path: string) =>
      log.error({ path, kind: error instanceof Error ? error.name : typeof error }, 'route failed'),
  };
  const server = await serveHttp(routes, listening, [media.route]);
  port = server.port;
  if (address() === undefined) log.warn({}, 'PUBLIC_URL is no https address: sources open on the card only');
  await auditSettings(config, ports);
  await ports.audit.checkpoint(ports.clock.now());
  const listing = watchShiftEnd({ adapter, admission, botId, listAt: config.notesListAt }, ports, around.callsEveryMs);
  const reviewing = watchReview({ ...teller, settings: config.alerts }, ports, around.callsEveryMs);
  const liveLog = await followLiveLog(config, live, ports);
  const liveCalls = await hearLiveCalls(config.siprec, live, ports);
  operation.add(liveCalls.source);
  operation.add(media.source);
  const sms = await watchSms({ ...smsPlace(config), listener: smsListener, onTried: onSms }, ports);
  const forgetting = forgetOldThings(config, ports);
  const following = followSettings(ports);
  const watching = watchKnowledge(config.knowledgeDir, ports);
  const sources = watchSources(config.sources.everyMs, ports);
  const probing = watchRights(ports);
  const owning = watchOwner(teller, ports, around.houseEveryMs);
  const minding = watchHouse({ teller, examine }, ports, around.houseEveryMs);
  const embedding = embedInBackground(ports);
  const telling = watchGaps({ ...endpoint, botId }, ports, around.gapsEveryMs);
  return {
    port: server.port,
    drain: (signal) => operation.drain(signal),
    close: async () => {
      forgetting.stop();
      following.stop();
      media.streams.drain();
      const background = [
        watching.stop(),
        sources.stop(),
        probing.stop(),
        minding.stop(),
        owning.stop(),
        telling.stop(),
        calls.stop(),
        embedding.stop(),
        liveCalls.close(),
        outbox.stop(),
        sms.stop(),
        fetching.stop(),
        listing.stop(),
        reviewing.stop(),
      ];
      await Promise.all([liveLog.close(), forward?.close()]);
      await live?.stop();
      background.push(alerts.stop());
      await Promise.all([server.close(), runner.drain(DRAIN_MS), ...background]);
    },
  };
}

/** What the settings say; the rest is told by what runs. */
type Chosen = 'companyName' | 'isLocal' | 'botId' | 'signIn' | 'rates' | 'controlUrl' | 'reviewDays' | 'isShadow';
type Told = Omit<TeamsSettings, Chosen>;

function teamsSettings(config: Config, told: Told): TeamsSettings {
  const { bot, companyName, signIn, rates, alerts } = config;
  return {
    companyName,
    isLocal: bot.kind === 'off',
    botId: bot.kind === 'off' ? '' : bot.botId,
    signIn: signIn && {
      connection: signIn.connection,
      get groups() {
        return [...new Set(signIn.groups.map(({ name }) => name))];
      },
    },
    rates,
    controlUrl: alerts.controlUrl,
    reviewDays: alerts.shadowDays,
    isShadow: alerts.mode === 'shadow',
    ...told,
  };
}

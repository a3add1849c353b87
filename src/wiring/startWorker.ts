import type { CallTeller } from '../teams/callTeller.ts';
import { LOCAL_SERVICE_HOSTS } from '../teams/admitActivity.ts';
import { EarpieceAdapter } from '../teams/earpieceAdapter.ts';
import { turnRunner } from '../teams/turnRunner.ts';
import { hearSmsReplies } from '../alerts/sms/hearSmsReplies.ts';
import type { SmsPurpose } from '../domain/sms/sms.ts';
import { serveHttp } from '../http/httpServer.ts';
import { isLocalRequest } from '../http/localRequest.ts';
import { adapterSettings } from './adapterSettings.ts';
import { callEventsRoute } from './callEventsRoute.ts';
import { chatLanguage } from './chatLanguage.ts';
import { type Cloud, PUBLIC_CLOUD } from './clouds.ts';
import type { Config } from './config.ts';
import type { Ports } from './connectPorts.ts';
import { followSettings } from './followSettings.ts';
import { followLiveLog } from './followLiveLog.ts';
import { hearLiveCalls, liveMedia } from './hearLiveCalls.ts';
import { measurePorts } from './measurePorts.ts';
import { operate } from './operate.ts';
import { watchAlerts } from './watchAlerts.ts';
import { watchCalls } from './watchCalls.ts';
import { smsEventsRoute } from './smsEventsRoute.ts';
import { smsPlace, watchSms } from './watchSms.ts';
import { watchLiveText } from './watchLiveText.ts';
import { writeNotes } from './writeNotes.ts';

/** A running worker. */
export interface RunningWorker {
  port: number;
  /** Hears live calls to their end; see CALL_DRAIN_MINUTES. */
  drain(signal: AbortSignal): Promise<void>;
  /** Hears what it was told, saves how far every call has come, and stops. */
  close(): Promise<void>;
}

const DRAIN_MS = 20_000;

/**
 * Starts what watches live calls, without the bot: call events over HTTP, SIPREC, media streams, the detector, the cards
 * of alerts and the SMS to subscribers. Rejects when the port is taken.
 */
export async function startWorker(
  config: Config,
  given: Ports,
  around: { cloud?: Cloud; alertsEveryMs?: number } = {},
): Promise<RunningWorker> {
  const ports = measurePorts(given);
  const operation = operate({ ...config.operation, isWorker: true }, ports);
  const runner = turnRunner((error) =>
    ports.log.error({ kind: error instanceof Error ? error.name : typeof error }, 'work lost'),
  );
  const cloud = around.cloud ?? PUBLIC_CLOUD;
  const teller = await callTeller(config, cloud);
  const languageOf = (agentId: string) => chatLanguage(agentId, ports.conversations);
  const writer = writeNotes({ ...teller, runner, languageOf }, ports);
  const noting = { ...ports, ...writer, languageOf };
  const calls = watchCalls({ ...teller, runner }, noting);
  const alerts = watchAlerts({ ...teller, settings: config.alerts }, ports, around.alertsEveryMs);
  const told = {
    onAlertChanged: alerts.changed,
    onCallChanged: (callId: string) => calls.changed([callId]),
  };
  const live = watchLiveText(config.alerts, told, ports);
  const changed = (callIds: readonly string[]): void => {
    calls.changed(callIds);
    alerts.changed();
  };
  const onSms = ({ purpose, callId }: { purpose: SmsPurpose; callId: string }): void => {
    if (purpose === 'code-phrase') calls.changed([callId]);
  };
  const listener = hearSmsReplies({ ...ports, onReceived: onSms });
  const callEvents = await callEventsRoute(config, noting, { live, changed });
  const routes = [callEvents, smsEventsRoute(listener, config.sms), ...operation.routes];
  const media = liveMedia({ ...config.acsMedia, cloud }, live, ports);
  const listening = {
    port: config.port,
    host: config.host,
    ...(config.bot.kind === 'off' ? { accepts: isLocalRequest } : {}),
    onFault: (error: unknown, path: string) =>
      ports.log.error({ path, kind: error instanceof Error ? error.name : typeof error }, 'route failed'),
  };
  const server = await serveHttp(routes, listening, [media.route]);
  const liveCalls = await hearLiveCalls(config.siprec, live, ports);
  const following = followSettings(ports);
  operation.add(liveCalls.source);
  operation.add(media.source);
  const liveLog = await followLiveLog(config, live, ports);
  const sms = await watchSms({ ...smsPlace(config), listener, onTried: onSms }, ports);
  return {
    port: server.port,
    drain: (signal) => operation.drain(signal),
    close: async () => {
      following.stop();
      media.streams.drain();
      await Promise.all([server.close(), liveLog.close(), liveCalls.close()]);
      await live.stop();
      await Promise.all([runner.drain(DRAIN_MS), calls.stop(), alerts.stop(), sms.stop()]);
    },
  };
}

async function callTeller({ bot }: Config, cloud: Cloud): Promise<CallTeller> {
  const isLocal = bot.kind === 'off';
  return {
    adapter: new EarpieceAdapter(await adapterSettings(bot, cloud)),
    botId: isLocal ? '' : bot.botId,
    admission: {
      tenants: isLocal ? null : bot.allowedTenants,
      serviceHosts: isLocal ? LOCAL_SERVICE_HOSTS : cloud.serviceHosts,
      tokenIssuer: isLocal ? null : cloud.tokenIssuer,
    },
  };
}

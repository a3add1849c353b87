import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabasePlace } from '../../src/adapters/sql/openDatabase.ts';
import type { Agent } from '../../src/domain/agent.ts';
import type { ReadDocument } from '../../src/domain/knowledgeDocument.ts';
import { leaseMask } from '../../src/answers/model/leaseMask.ts';
import { leaseReader } from '../../src/answers/model/leaseReader.ts';
import type { ModelHouse } from '../../src/answers/model/modelHouse.ts';
import type { Clock } from '../../src/ports/clock.ts';
import type { LanguageModel } from '../../src/ports/languageModel.ts';
import type { Log } from '../../src/ports/log.ts';
import type { Cloud } from '../../src/wiring/clouds.ts';
import { readConfig } from '../../src/wiring/config.ts';
import { connectPorts, type Ports } from '../../src/wiring/connectPorts.ts';
import { startBot } from '../../src/wiring/startBot.ts';
import { type Connector, startConnector, type WireActivity } from './connector.ts';

/** One log line as it would be printed. */
export interface LogLine {
  level: string;
  facts: object;
  message: string;
}

/** The whole bot on a free port with its own empty data folder, and a connector that catches what it sends. */
export interface House {
  ports: Ports;
  connector: Connector;
  url: string;
  logged: LogLine[];
  /** Posts any body; returns status and body as text. */
  post(body: unknown, headers?: Record<string, string>): Promise<{ status: number; body: string }>;
  /** Posts a typed message and resolves to the bot's next message. */
  say(text: string, over?: Partial<IncomingActivity>): Promise<WireActivity>;
  /** The same, but when a model is still at work on that message, the message as it stands in the end. */
  answer(text: string, over?: Partial<IncomingActivity>): Promise<WireActivity>;
  close(): Promise<void>;
}

/** An activity as Teams posts it. */
export interface IncomingActivity {
  type: string;
  id: string;
  name?: string;
  text?: string;
  locale?: string;
  timestamp?: string;
  channelId: string;
  serviceUrl: string;
  replyToId?: string;
  value?: unknown;
  membersAdded?: { id: string }[];
  membersRemoved?: { id: string }[];
  action?: string;
  from: { id: string; name: string; aadObjectId?: string };
  recipient: { id: string; name: string };
  conversation: { id: string; conversationType: string; tenantId: string };
  channelData: {
    tenant: { id: string };
    eventType?: string;
    team?: { id: string; name?: string };
    channel?: { id: string; name?: string };
  };
  entities?: object[];
  attachments?: object[];
}

/** The key that call events are signed with here. */
export const CALL_EVENTS_KEY = 'a key that only tests know';

/** Somebody without special groups. */
export const anAgent: Agent = { agentId: randomUUID(), name: 'Ada Lindqvist', roles: ['agent'], groups: [] };

/** Starts a house with these documents and people. */
export async function startHouse(
  given: {
    documents?: readonly ReadDocument[];
    people?: readonly Agent[];
    connectorStatus?: () => number;
    clock?: Clock;
    /** Ports that stand in for the real ones. */
    ports?: Partial<Ports>;
    /** Writes the answers; none when left out. */
    model?: LanguageModel;
    /** What stands around the model, where it matters. */
    modelHouse?: Partial<ModelHouse>;
    /** A database that other houses use too; one of its own when left out. */
    place?: DatabasePlace;
    /** Between two looks whether missed answers are there by now; a minute when left out. */
    gapsEveryMs?: number;
    /** Settings besides the data folder; with a BOT_ID people are known by their sign-in unless `people` are given. */
    environment?: NodeJS.ProcessEnv;
    cloud?: Cloud;
    /** The bearer token that posted activities come with, for this service URL. */
    authorization?: (serviceUrl: string) => string;
    /** Between two looks whether the wrap-up of a call is over; half a minute when left out. */
    callsEveryMs?: number;
    /** Between two looks whether notes wait for the CRM; two seconds when left out. */
    outboxEveryMs?: number;
    /** Between two looks whether files of calls are to be fetched; a second when left out. */
    filesEveryMs?: number;
    /** Between two looks whether alerts wait; a second when left out. */
    alertsEveryMs?: number;
    /** Between two looks whether the house was looked after today; an hour when left out. */
    houseEveryMs?: number;
    /** How long one turn of the demo takes; a second and a half when left out. */
    demoTurnMs?: number;
    /** False where a worker of its own watches live calls. */
    hasWorker?: boolean;
  } = {},
): Promise<House> {
  const dataDir = await mkdtemp(join(tmpdir(), 'earpiece-house-'));
  const logged: LogLine[] = [];
  const settings = { DATA_DIR: dataDir, CALL_EVENTS_KEY, ...given.environment };
  const config = { ...readConfig(settings), ...given.place, port: 0 };
  const people = given.people ?? [anAgent];
  const connected = await connectPorts(config, logInto(logged), {
    ...(given.cloud === undefined ? {} : { cloud: given.cloud }),
    ...(given.clock === undefined ? {} : { clock: given.clock }),
  });
  const inMemory = { find: (agentId: string) => Promise.resolve(people.find((one) => one.agentId === agentId)) };
  const modelHouse = given.model && {
    model: given.model,
    tokenUses: connected.tokenUses,
    modelTurns: connected.modelTurns,
    limits: config.tokenLimits,
    customerReader: leaseReader({ customers: connected.customers, audit: connected.audit }),
    maskFor: leaseMask({ customers: connected.customers }),
    ...given.modelHouse,
  };
  const ports: Ports = {
    ...connected,
    directory: given.people === undefined && config.bot.kind !== 'off' ? connected.directory : inMemory,
    clock: given.clock ?? connected.clock,
    modelHouse,
    ...given.ports,
  };
  for (const document of given.documents ?? []) await ports.knowledge.saveDocument(document);
  const { gapsEveryMs, callsEveryMs, outboxEveryMs, filesEveryMs, alertsEveryMs, demoTurnMs, houseEveryMs, hasWorker } =
    given;
  const bot = await startBot(config, ports, {
    ...(gapsEveryMs === undefined ? {} : { gapsEveryMs }),
    ...(callsEveryMs === undefined ? {} : { callsEveryMs }),
    ...(outboxEveryMs === undefined ? {} : { outboxEveryMs }),
    ...(filesEveryMs === undefined ? {} : { filesEveryMs }),
    ...(alertsEveryMs === undefined ? {} : { alertsEveryMs }),
    ...(houseEveryMs === undefined ? {} : { houseEveryMs }),
    ...(demoTurnMs === undefined ? {} : { demoTurnMs }),
    ...(hasWorker === undefined ? {} : { hasWorker }),
    ...(given.cloud === undefined ? {} : { cloud: given.cloud }),
  });
  await ports.index.ready();
  const connector = await startConnector(given.connectorStatus ? { status: given.connectorStatus } : {});
  const url = `http://127.0.0.1:${bot.port}`;
  const post: House['post'] = async (body, headers = {}) => {
    const response = await fetch(`${url}/api/messages`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(given.authorization === undefined ? {} : { authorization: given.authorization(connector.url) }),
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, body: await response.text() };
  };
  return {
    ports,
    connector,
    url,
    logged,
    post,
    say: async (text, over) => {
      await post(aMessage(connector.url, { text, ...over }));
      return connector.nextMessage();
    },
    answer: async (text, over) => {
      await post(aMessage(connector.url, { text, ...over }));
      const first = await connector.nextMessage();
      const isUnfinished = JSON.stringify(first).includes('A fuller answer will replace this');
      return isUnfinished ? connector.nextMessage() : first;
    },
    close: async () => {
      await bot.close();
      await connector.close();
      await ports.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A message as Teams posts it from a personal chat. */
export function aMessage(serviceUrl: string, over: Partial<IncomingActivity> = {}): IncomingActivity {
  return {
    type: 'message',
    id: randomUUID(),
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    serviceUrl,
    locale: 'en-GB',
    text: 'hello',
    from: { id: 'user-ada', name: anAgent.name, aadObjectId: anAgent.agentId },
    recipient: { id: 'bot', name: 'Earpiece' },
    conversation: { id: 'personal-ada', conversationType: 'personal', tenantId: 'tenant' },
    channelData: { tenant: { id: 'tenant' } },
    ...over,
  };
}

/** An invoke as Teams posts it. */
export function anInvoke(serviceUrl: string, name: string, over: Partial<IncomingActivity> = {}): IncomingActivity {
  return aMessage(serviceUrl, { type: 'invoke', name, text: undefined, ...over });
}

function logInto(lines: LogLine[]): Log {
  const at =
    (level: string) =>
    (facts: object, message: string): void =>
      void lines.push({ level, facts, message });
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
}

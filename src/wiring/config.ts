import { z } from 'zod';
import { USUAL_LABELS } from '../domain/sensitivity.ts';
import type { EmbedderSettings } from '../adapters/openai/openaiEmbedder.ts';
import type { CapturedPart } from '../domain/noteDraft.ts';
import type { Role } from '../domain/agent.ts';
import type { DataKey } from '../adapters/sql/atRest.ts';
import { atRestSettings, readDataKeys, refuseOpenData } from './atRestSettings.ts';
import { type AlertSettings, alertSettings, readAlerts } from './alertSettings.ts';
import { commaSeparated } from './commaSeparated.ts';
import { type CrmPlace, crmSettings, readCrm } from './crmSettings.ts';
import { KAFKA_SECRETS, kafkaSettings, type LiveLogPlace, readKafka } from './kafkaSettings.ts';
import { noteSettings, readDispositions } from './noteSettings.ts';
import { EMBEDDER_SECRETS, embedderSettings, readEmbedder } from './embedderSettings.ts';
import { IDENTITY_SECRETS, identitySettings, readSignIn, type SignInSettings } from './identitySettings.ts';
import type { HouseSettings } from '../domain/houseSettings.ts';
import { administrationSettings, fixedIn } from './administrationSettings.ts';
import { expirySettings } from './expirySettings.ts';
import { readSources, type SourcePlaces, sourceSettings } from './sourceSettings.ts';
import { packageSettings } from './packageSettings.ts';
import { readSiprec, siprecSettings } from './siprecSettings.ts';
import { OPERATION_SECRETS, type OperationSettings, operationSettings, readOperation } from './operationSettings.ts';
import { type BotAuthentication, BOT_SECRETS, botSettings, readBot } from './botAuthentication.ts';
import { acsMediaSettings } from './acsMediaSettings.ts';
import { readSms, SMS_SECRETS, type SmsConfig, smsSettings } from './smsSettings.ts';
import { readSpeech, SPEECH_SECRETS, type SpeechChoice, speechSettings } from './speechSettings.ts';
import type { SiprecSettings } from '../telephony/siprec/startSiprec.ts';
import { readSearch, SEARCH_SECRETS, type SearchPlace, searchSettings } from './searchSettings.ts';
import type { TokenLimits } from '../model/tokenBudget.ts';
import type { ModelSettings } from '../adapters/openai/openaiModel.ts';
import { modelSettings, readContentSafety, readModel, readTokenLimits } from './modelSettings.ts';

const port = z.coerce.number('must be a port number').int().min(0).max(65535);

/**
 * Every setting, once: what it means, its default and what it must look like.
 * `earpiece settings` prints this; nothing else reads the environment.
 */
const settings = z.object({
  PORT: port.default(3978).describe('Port of the HTTP server.'),
  HOST: z.string().default('127.0.0.1').describe('Address to listen on. Local mode allows 127.0.0.1 only.'),
  PUBLIC_URL: z.url('must be an https address').optional().describe('Address under which Teams reaches Earpiece.'),
  DATA_DIR: z.string().min(1).default('./data').describe('Folder for the embedded database and local state.'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must start with postgres://')
    .optional()
    .describe(
      'PostgreSQL to keep state in, instead of SQLite in DATA_DIR. Without a password the managed identity signs in.',
    ),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent')
    .default('info')
    .describe('How much is logged to standard error.'),
  COMPANY_NAME: z.string().min(1).max(60).default('Contoso Mobile & Broadband').describe('Name shown in greetings.'),
  RETENTION_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(3650)
    .default(30)
    .describe('Days after which questions and answers are forgotten.'),
  KNOWLEDGE_DIR: z
    .string()
    .min(1)
    .optional()
    .describe('Folder of documents that the running bot reads and follows; the same one for all bots on a database.'),
  ...sourceSettings,
  CALL_EVENTS_KEY: z
    .string()
    .min(16, 'must have at least 16 characters')
    .optional()
    .describe('Key with which the call platform signs its events. Local mode makes one in DATA_DIR. Secret.'),
  WRAP_UP_MINUTES: z.coerce
    .number()
    .min(0)
    .max(480)
    .default(30)
    .describe('Minutes for which a customer stays open to the agent after the call.'),
  ...botSettings,
  ...identitySettings,
  ...atRestSettings,
  SENSITIVITY_LABELS: commaSeparated
    .default([...USUAL_LABELS])
    .describe(
      'Sensitivity labels of documents, comma separated, the lowest first; an answer carries the highest of its sources.',
    ),
  ...embedderSettings,
  ...searchSettings,
  ...crmSettings,
  ...noteSettings,
  ...modelSettings,
  ...siprecSettings,
  ...smsSettings,
  ...alertSettings,
  ...kafkaSettings,
  ...speechSettings,
  ...acsMediaSettings,
  ...operationSettings,
  ...packageSettings,
  ...expirySettings,
  ...administrationSettings,
  PLAYGROUND_PORT: port.default(56150).describe('Port of the Playground page that npm start opens. Local mode only.'),
});

/** Names of settings whose values are never printed. */
const SECRETS: ReadonlySet<string> = new Set([
  ...BOT_SECRETS,
  'DATABASE_URL',
  'DATA_KEY',
  'CALL_EVENTS_KEY',
  'CONTENT_SAFETY_KEY',
  ...IDENTITY_SECRETS,
  ...EMBEDDER_SECRETS,
  ...SEARCH_SECRETS,
  ...SMS_SECRETS,
  ...KAFKA_SECRETS,
  ...SPEECH_SECRETS,
  ...OPERATION_SECRETS,
]);

type Settings = z.infer<typeof settings>;

/** Everything the house needs to know, checked. */
export interface Config {
  port: number;
  host: string;
  publicUrl: string | undefined;
  dataDir: string;
  databaseUrl: string | undefined;
  /** The first seals what is written, all of them open; none in local mode without DATA_KEY. */
  dataKeys: readonly DataKey[];
  auditRetentionDays: number;
  logLevel: Settings['LOG_LEVEL'];
  companyName: string;
  retentionDays: number;
  knowledgeDir: string | undefined;
  /** Places outside whose documents are followed. */
  sources: SourcePlaces;
  callEventsKey: string | undefined;
  wrapUpMinutes: number;
  playgroundPort: number;
  /** Undefined: search by words alone. */
  embedder: EmbedderSettings | undefined;
  /** Undefined: the embedded index searches. */
  search: SearchPlace | undefined;
  /** Undefined: the imported customers stand in for a CRM. */
  crm: CrmPlace | undefined;
  /** From the lowest to the highest. */
  sensitivityLabels: readonly string[];
  /** The company's dispositions; empty for none. */
  dispositions: readonly string[];
  /** Undefined: answers straight from the sources. */
  model: ModelSettings | undefined;
  /** Prompt shields before the model. */
  contentSafety: { endpoint: string; apiKey: string | undefined } | undefined;
  tokenLimits: TokenLimits;
  /** Undefined: no live calls come in by SIPREC. */
  siprec: SiprecSettings | undefined;
  sms: SmsConfig;
  alerts: AlertSettings;
  /** Undefined: live text comes by HTTP alone. */
  kafka: LiveLogPlace | undefined;
  /** Who puts speech into words. */
  speech: SpeechChoice;
  /** `resourceId` undefined: no media streams. */
  acsMedia: { resourceId: string | undefined; mostCalls: number };
  operation: OperationSettings;
  /** Days until an unapproved note expires. */
  draftDays: number;
  /** When people get the list of their waiting notes, such as "17:30"; undefined: when they ask. */
  notesListAt: string | undefined;
  /** Hosts from which transcripts and recordings may be fetched. */
  transcriptHosts: readonly string[];
  /** Parts of an approved note that are written into the CRM. */
  crmCapture: readonly CapturedPart[];
  bot: BotAuthentication;
  /** Undefined: nobody can sign in. */
  signIn: SignInSettings | undefined;
  /** Roles that count only with a second factor. */
  mfaRoles: readonly Role[];
  rates: { perMinute: number; globalPerMinute: number };
  /** Entra object id; empty: nobody. */
  knowledgeOwner: string;
  /** Set by the environment, so that no admin changes them while the house runs. */
  fixedSettings: readonly (keyof HouseSettings)[];
  /** By the name of the secret's setting. */
  secretExpiry: Readonly<Record<string, Date | undefined>>;
}

/** The settings don't fit; `problems` names every one of them in a sentence, and no secret. */
export class WrongSettings extends Error {
  override name = 'WrongSettings';
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`Earpiece cannot start with these settings:\n${problems.map((problem) => `- ${problem}`).join('\n')}`);
    this.problems = problems;
  }
}

/** Reads and checks the environment. Throws WrongSettings with every problem at once. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const named = Object.keys(settings.shape);
  const given = Object.fromEntries(named.filter((name) => environment[name]).map((name) => [name, environment[name]]));
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    throw new WrongSettings(parsed.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}.`));
  }
  const values = parsed.data;
  const problems: string[] = [];
  const bot = readBot(values, environment, problems);
  if (bot.kind === 'off' && !['127.0.0.1', 'localhost', '::1'].includes(values.HOST)) {
    problems.push('HOST must be 127.0.0.1 while authentication is off. Set BOT_ID to listen elsewhere.');
  }
  const embedder = readEmbedder(values, bot.kind === 'off', problems);
  const signIn = readSignIn(values, bot.kind === 'off' && values.BOT_ID === undefined, problems);
  const dataKeys = readDataKeys(values.DATA_KEY, problems);
  const isProduction = environment.NODE_ENV === 'production' || values.BOT_ID !== undefined;
  if (isProduction) {
    refuseOpenData({ databaseUrl: values.DATABASE_URL, hasDataKey: values.DATA_KEY !== undefined }, problems);
    if (environment.NODE_TLS_REJECT_UNAUTHORIZED === '0') {
      problems.push('NODE_TLS_REJECT_UNAUTHORIZED=0 turns off every check of who is at the other end: remove it.');
    }
  }
  const search = readSearch(values, bot.kind === 'off', problems);
  const crm = readCrm(values, problems);
  const dispositions = readDispositions(values.DISPOSITIONS, problems);
  const model = readModel(values, bot.kind === 'off', problems);
  const contentSafety = readContentSafety(values, bot.kind === 'off', problems);
  const siprec = readSiprec(values, problems);
  const sms = readSms(values, !isProduction, problems);
  const kafka = readKafka(values, bot.kind === 'off', problems);
  const sources = readSources(values, problems);
  const speech = readSpeech(values, bot.kind === 'off', problems);
  const operation = readOperation(values, !isProduction, problems);
  if (problems.length > 0) throw new WrongSettings(problems);
  return {
    kafka,
    port: values.PORT,
    host: bot.kind !== 'off' && environment.HOST === undefined ? '0.0.0.0' : values.HOST,
    publicUrl: values.PUBLIC_URL,
    dataDir: values.DATA_DIR,
    databaseUrl: values.DATABASE_URL,
    dataKeys,
    auditRetentionDays: values.AUDIT_RETENTION_DAYS,
    logLevel: values.LOG_LEVEL,
    companyName: values.COMPANY_NAME,
    retentionDays: values.RETENTION_DAYS,
    knowledgeDir: values.KNOWLEDGE_DIR,
    sources,
    callEventsKey: values.CALL_EVENTS_KEY,
    wrapUpMinutes: values.WRAP_UP_MINUTES,
    playgroundPort: values.PLAYGROUND_PORT,
    embedder,
    search,
    crm,
    sensitivityLabels: values.SENSITIVITY_LABELS,
    dispositions,
    model,
    contentSafety,
    tokenLimits: readTokenLimits(values),
    siprec,
    sms,
    alerts: readAlerts(values),
    speech,
    acsMedia: { resourceId: values.ACS_RESOURCE_ID, mostCalls: values.ACS_MEDIA_MAX_CALLS },
    operation,
    draftDays: values.DRAFT_DAYS,
    notesListAt: values.NOTES_LIST_AT,
    transcriptHosts: values.TRANSCRIPT_HOSTS,
    crmCapture: values.CRM_CAPTURE,
    bot,
    signIn,
    secretExpiry: values.SECRET_EXPIRY ?? {},
    knowledgeOwner: values.KNOWLEDGE_OWNER ?? '',
    fixedSettings: fixedIn(given),
    mfaRoles: values.REQUIRE_MFA_ROLES ?? [],
    rates: { perMinute: values.RATE_PER_MINUTE, globalPerMinute: values.RATE_GLOBAL_PER_MINUTE },
  };
}

/** Settings that are set, each sound by itself; whether they fit together is for `readConfig`. */
export type Given = Partial<Settings>;

/**
 * What the environment says, without defaults and without asking whether a bot could start with it; what is malformed is
 * left out and named in `problems`.
 */
export function readGiven(environment: NodeJS.ProcessEnv): { given: Given; problems: string[] } {
  const named = Object.keys(settings.shape).filter((name) => environment[name]);
  const pick = (names: readonly string[]) =>
    settings.safeParse(Object.fromEntries(names.map((name) => [name, environment[name]])));
  const { issues } = pick(named).error ?? { issues: [] };
  const wrong = new Set(issues.map((issue) => String(issue.path[0])));
  const sound = named.filter((name) => !wrong.has(name));
  const given = Object.fromEntries(Object.entries(pick(sound).data ?? {}).filter(([name]) => sound.includes(name)));
  return { given, problems: issues.map((issue) => `${String(issue.path[0])} ${issue.message}.`) };
}

/** One row of the settings reference. */
export interface SettingRow {
  name: string;
  meaning: string;
  default: string;
  source: 'environment' | 'default' | 'not set';
}

/** The settings reference with where each value comes from; never a value itself. */
export function describeSettings(environment: NodeJS.ProcessEnv): SettingRow[] {
  return Object.entries(settings.shape).map(([name, schema]) => {
    const fallback = schema.safeParse(undefined);
    const value = fallback.success ? fallback.data : undefined;
    const defaultValue = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
    const source = environment[name] ? 'environment' : defaultValue === '' ? 'not set' : 'default';
    return { name, meaning: schema.description ?? '', default: SECRETS.has(name) ? '' : defaultValue, source };
  });
}

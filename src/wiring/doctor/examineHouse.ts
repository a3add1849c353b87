import { access, constants, mkdir } from 'node:fs/promises';
import process from 'node:process';
import type { DataKey } from '../../adapters/sql/atRest.ts';
import type { Check } from '../../domain/check.ts';
import { identityOf } from '../botAuthentication.ts';
import type { Config } from '../config.ts';
import type { Ports } from '../connectPorts.ts';
import { callMessages } from './doctorCalls.ts';
import { crm } from './doctorCrm.ts';
import { expiries } from './doctorExpiry.ts';
import { liveText } from './doctorLiveText.ts';
import { languageModel } from './doctorModel.ts';
import { outbox } from './doctorOutbox.ts';
import { alertChannels, publicAddress } from './doctorReach.ts';
import { restrictedDocuments } from './doctorRights.ts';
import { knowledgeSources } from './doctorSources.ts';
import { searchService } from './doctorSearch.ts';
import { keptSettings, signIn } from './doctorSignIn.ts';
import { sms } from './doctorSms.ts';
import { speechToText } from './doctorSpeech.ts';
import { vectors } from './doctorVectors.ts';

/** Runs work with everything connected; rejects when the database cannot be opened. */
export type WithPorts = <T>(work: (ports: Ports) => Promise<T>) => Promise<T>;

/** One row per dependency, secret, certificate and permission: its state and what to do. */
export async function examineHouse(config: Config, withPorts: WithPorts, now = new Date()): Promise<Check[]> {
  return [
    nodeVersion(),
    config.bot.kind === 'off'
      ? {
          check: 'authentication',
          state: 'off',
          detail: 'local mode, 127.0.0.1 only',
          fix: 'set BOT_ID to register the bot',
        }
      : { check: 'authentication', state: 'ok', detail: config.bot.kind },
    publicAddress(config),
    await dataFolder(config.dataDir),
    dataAtRest(config.dataKeys),
    ...(await expiries(config, now)),
    ...(await connected(config, withPorts)),
  ];
}

function nodeVersion(): Check {
  const isNew = Number(process.versions.node.split('.')[0]) >= 24;
  const detail = process.version;
  return isNew
    ? { check: 'node', state: 'ok', detail }
    : { check: 'node', state: 'fail', detail, fix: 'install Node 24 or later' };
}

function dataAtRest(keys: readonly DataKey[]): Check {
  const [first, ...older] = keys;
  if (first === undefined) {
    const detail = "people's words and customers' data lie in the database readable";
    return { check: 'data at rest', state: 'off', detail, fix: 'set DATA_KEY, then run "earpiece rekey"' };
  }
  const detail = `sealed with "${first.id}"`;
  return older.length === 0
    ? { check: 'data at rest', state: 'ok', detail }
    : {
        check: 'data at rest',
        state: 'warn',
        detail: `${detail}; ${older.map(({ id }) => `"${id}"`).join(', ')} may still open`,
        fix: 'once every process seals with the first, run "earpiece rekey" and drop the others',
      };
}

async function dataFolder(dataDir: string): Promise<Check> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await access(dataDir, constants.W_OK);
    return { check: 'data folder', state: 'ok', detail: dataDir };
  } catch {
    return { check: 'data folder', state: 'fail', detail: `${dataDir} is not writable`, fix: 'set DATA_DIR' };
  }
}

async function connected(config: Config, withPorts: WithPorts): Promise<Check[]> {
  try {
    return await withPorts(async (ports) => {
      const identity = identityOf(config.bot);
      const documents = await ports.knowledge.listDocuments();
      const open = await ports.index.countDocuments([]);
      const samples = documents.filter(({ origin }) => origin === 'sample').length;
      const closed = documents.filter(({ groups }) => groups?.length === 0).map(({ file }) => file);
      const detail = `${documents.length} documents, ${open} of them for every agent${samples > 0 ? `, ${samples} from the sample company` : ''}`;
      return [
        { check: 'database', state: 'ok', detail: config.databaseUrl === undefined ? 'SQLite' : 'PostgreSQL' },
        documents.length === 0
          ? { check: 'knowledge', state: 'warn', detail: 'empty', fix: 'run "earpiece ingest <folder>"' }
          : { check: 'knowledge', state: 'ok', detail },
        ...(closed.length === 0 ? [] : [readByNobody(closed)]),
        await restrictedDocuments(ports),
        ...signIn({ ...config, signIn: ports.live.signIn }, documents),
        ...keptSettings(ports.live),
        ...(await vectors(ports)),
        ...(await callMessages(ports)),
        await alertChannels(ports),
        ...(await searchService(ports)),
        ...(await knowledgeSources(ports, config.sources.everyMs)),
        await crm(ports, config.crm !== undefined),
        await languageModel(ports.modelHouse?.model),
        await speechToText(ports.speech),
        ...(await outbox(ports)),
        ...(await sms(config.sms, ports, identity)),
        await liveText(config.kafka, identity, ports.log),
      ];
    });
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return [{ check: 'database', state: 'fail', detail, fix: 'check DATABASE_URL or DATA_DIR' }];
  }
}

const CLOSED_NAMED = 5;

function readByNobody(files: readonly string[]): Check {
  const more = files.length > CLOSED_NAMED ? ` and ${files.length - CLOSED_NAMED} more` : '';
  return {
    check: 'rights',
    state: 'warn',
    detail: `nobody may read ${files.slice(0, CLOSED_NAMED).join(', ')}${more}`,
    fix: 'if that is not meant, mend or extend the knowledge.json beside them and ingest again',
  };
}

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Kafka, logLevel } from 'kafkajs';
import type { CallUtterance } from '../../src/domain/call.ts';
import type { BotAuthentication } from '../../src/wiring/botAuthentication.ts';
import { liveText } from '../../src/wiring/doctor/doctorLiveText.ts';
import { followLiveLog, forwardToLiveLog } from '../../src/wiring/followLiveLog.ts';
import type { LiveLogPlace } from '../../src/wiring/kafkaSettings.ts';
import { BOT_TOKEN, identityEndpoint } from '../support/identityEndpoint.ts';
import { type MockCluster, startMockCluster } from '../support/kafka/mockCluster.ts';
import { type SaslDoor, startSaslDoor } from '../support/kafka/saslDoor.ts';

const BOT_ID = randomUUID();
const bot: BotAuthentication = { kind: 'UserAssignedMsi', botId: BOT_ID, tenantId: '', allowedTenants: [] };

describe('Live text from Event Hubs', function () {
  this.timeout(60_000);
  let cluster: MockCluster;
  let door: SaslDoor;
  let kafka: LiveLogPlace;
  let lines: { level: string; reason?: string; text: string }[];
  before(async function () {
    const started = await startMockCluster();
    if (started === undefined) {
      console.log('    not run: live text from Event Hubs, get it by apt-get install python3-confluent-kafka');
      return this.skip();
    }
    cluster = started;
  });
  beforeEach(async () => {
    door = await startSaslDoor(cluster.brokers);
    lines = [];
    const scope = 'https://contoso-events.servicebus.windows.net/.default';
    const topic = `live-${randomUUID()}`;
    kafka = {
      ...{ brokers: [door.brokers], topic, group: topic, isEncrypted: false },
      proof: { mechanism: 'oauthbearer', scope },
    };
    const producer = new Kafka({ brokers: [cluster.brokers], logLevel: logLevel.NOTHING }).producer();
    await producer.connect();
    await producer.send({ topic, messages: [{ value: 'no utterance' }] });
    await producer.disconnect();
  });
  afterEach(() => door.close());
  after(() => cluster?.stop());

  const log = Object.fromEntries(
    ['debug', 'info', 'warn', 'error'].map((level) => [
      level,
      (data: { reason?: string }, text: string) => void lines.push({ level, ...data, text }),
    ]),
  ) as unknown as Parameters<typeof followLiveLog>[2]['log'];
  const ports = { clock: { now: () => new Date() }, log };

  it('is entered as the managed identity of the bot, and goes from one process to the other', async () => {
    const identity = await identityEndpoint();
    const heard = Promise.withResolvers<string>();
    const live = {
      take: (utterance: CallUtterance) => {
        heard.resolve(utterance.text);
        return Promise.resolve({ settled: Promise.resolve('heard' as const) });
      },
      save: () => Promise.resolve(),
      leaveAll: () => Promise.resolve(),
    };
    const said: CallUtterance = {
      ...{ type: 'call.utterance', callId: 'call-1', seq: 0, track: 'caller' },
      ...{ text: 'Good morning', at: new Date() },
    };

    const worker = await followLiveLog({ kafka, bot }, live, ports);
    const bots = (await forwardToLiveLog({ kafka, bot }, ports))!;
    await bots.take(said);

    assert.equal(await heard.promise, 'Good morning');
    assert.ok(identity.asked.includes(BOT_ID));
    assert.deepEqual(identity.broken, []);
    assert.deepEqual(new Set(door.shown.map(({ token }) => token)), new Set([BOT_TOKEN]));
    await Promise.all([worker.close(), bots.close()]);
  });

  it('is tried again after a refusal, which is told in one sentence without what the broker said', async () => {
    await identityEndpoint();
    door.accept(() => false);
    const owned = Promise.withResolvers<void>();
    const live = {
      take: () => Promise.reject(new Error('nothing is told here')),
      save: () => Promise.resolve(),
      leaveAll: () => Promise.resolve(owned.resolve()),
    };

    const worker = await followLiveLog({ kafka, bot }, live, ports);
    while (!lines.some(({ level }) => level === 'error')) await new Promise((resolve) => setTimeout(resolve, 20));
    const doctor = await liveText(kafka, BOT_ID, log);
    door.accept(() => true);
    await owned.promise;

    const refused = 'The brokers refuse us: check KAFKA_SASL_*, or the roles of the managed identity at Event Hubs.';
    const told = lines.filter(({ text }) => text.startsWith('live text'));
    // A slow machine is refused more than once meanwhile.
    for (const line of told.slice(0, -1)) {
      assert.deepEqual(line, { level: 'error', reason: refused, text: 'live text cannot be heard' });
    }
    assert.deepEqual(told.at(-1), { level: 'info', text: 'live text is heard' });
    assert.deepEqual(doctor, { check: 'live text', state: 'fail', detail: refused });
    assert.doesNotMatch(JSON.stringify(lines), /secret|bot-token/);
    await worker.close();
  });

  it('is looked at by doctor', async () => {
    await identityEndpoint();

    const checks = [await liveText(kafka, BOT_ID, log), await liveText(undefined, BOT_ID, log)];

    assert.deepEqual(
      checks.map(({ state }) => state),
      ['ok', 'off'],
    );
    assert.match(checks[0]!.detail, /in \d+ parts, entered as the managed identity$/);
  });
});

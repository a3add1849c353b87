import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { Kafka, logLevel } from 'kafkajs';
import type { KafkaProof } from '../../../src/adapters/kafka/kafkaClient.ts';
import { kafkaLog } from '../../../src/adapters/kafka/kafkaLog.ts';
import { type UtteranceLog, UtteranceLogUnavailable } from '../../../src/ports/utteranceLog.ts';
import { type MockCluster, startMockCluster } from '../../support/kafka/mockCluster.ts';
import { type SaslDoor, startSaslDoor } from '../../support/kafka/saslDoor.ts';

/** The client signs in anew ten seconds before a session ends; so it does after a fifth of a second. */
const SHORT_SESSION_MS = 10_200;

describe('The log of live text, entered by tokens', function () {
  this.timeout(120_000);
  let cluster: MockCluster;
  let topic: string;
  let door: SaslDoor;
  let log: UtteranceLog;
  let logged: string[];
  const following: Promise<unknown>[] = [];
  before(async function () {
    const started = await startMockCluster();
    if (started === undefined) {
      console.log('    not run: live text entered by tokens, get it by apt-get install python3-confluent-kafka');
      return this.skip();
    }
    cluster = started;
  });
  beforeEach(async () => {
    topic = `live-${randomUUID()}`;
    logged = [];
    const producer = new Kafka({ brokers: [cluster.brokers], logLevel: logLevel.NOTHING }).producer();
    await producer.connect();
    await producer.send({ topic, messages: [{ key: 'call', value: 'first' }] });
    await producer.disconnect();
  });
  afterEach(async () => {
    await log.close();
    await Promise.all(following.splice(0));
    door.close();
  });
  after(() => cluster?.stop());

  const open = (token: () => Promise<string>): void => {
    const proof: KafkaProof = { mechanism: 'oauthbearer', token };
    const tell = (...words: unknown[]): void => void logged.push(JSON.stringify(words));
    log = kafkaLog(
      { brokers: [door.brokers], topic, group: topic, isEncrypted: false, proof },
      { debug: tell, info: tell, warn: tell, error: tell },
    );
  };
  /** What is heard, sentence by sentence. */
  const hear = (): { heard: string[]; next(value: string): Promise<void>; ended: Promise<unknown> } => {
    const heard: string[] = [];
    const told = new EventTarget();
    const ended = log
      .follow(
        (values) => {
          heard.push(...values.map(String));
          told.dispatchEvent(new Event('heard'));
          return Promise.resolve();
        },
        { onOwnersChanged: () => Promise.resolve() },
      )
      .catch((error: unknown) => error);
    following.push(ended);
    const next = async (value: string): Promise<void> => {
      while (!heard.includes(value)) await once(told, 'heard');
    };
    return { heard, next, ended };
  };

  it('is heard and added to by whoever shows a token, on every connection', async () => {
    door = await startSaslDoor(cluster.brokers);
    open(() => Promise.resolve('token.of.ours'));

    const { next } = hear();
    await next('first');
    await log.append([{ callId: 'call', value: 'second' }]);
    await next('second');
    const parts = await log.countParts();

    assert.ok(parts >= 1);
    assert.ok(door.shown.every(({ token, isTaken }) => token === 'token.of.ours' && isTaken));
    assert.equal(door.turnedAway, 0);
  });

  it('shows a fresh token on the same connection before the time of the one before is over', async () => {
    door = await startSaslDoor(cluster.brokers, { sessionMs: SHORT_SESSION_MS });
    let asked = 0;
    open(() => Promise.resolve(`token.number.${(asked += 1)}`));

    const { next } = hear();
    await next('first');
    const again = (): boolean =>
      Map.groupBy(door.shown, ({ connection }) => connection)
        .values()
        .some((of) => of.length > 2);
    for (let turn = 0; !again(); turn += 1) {
      await log.append([{ callId: 'call', value: `turn ${turn}` }]);
      await next(`turn ${turn}`);
    }

    const tokens = door.shown.map(({ token }) => token);
    assert.equal(new Set(tokens).size, tokens.length);
    assert.equal(door.turnedAway, 0);
  });

  it('comes back with a fresh token when the broker ends its connections instead', async () => {
    door = await startSaslDoor(cluster.brokers);
    let token = 'yesterdays';
    open(() => Promise.resolve(token));
    const { next } = hear();
    await next('first');

    token = 'todays';
    door.accept((shown) => shown === 'todays');
    door.endAll();
    await log
      .append([{ callId: 'call', value: 'second' }])
      .catch(() => log.append([{ callId: 'call', value: 'second' }]));
    await next('second');

    assert.ok(door.shown.slice(-1).every(({ isTaken }) => isTaken));
  });

  it('says that it is refused in a sentence of ours, and can be followed again', async () => {
    door = await startSaslDoor(cluster.brokers);
    door.accept(() => false);
    open(() => Promise.resolve('a.wrong.token'));

    const refusals = [await hear().ended, await log.countParts().catch((error: unknown) => error)];
    door.accept(() => true);
    const { next } = hear();
    await next('first');

    for (const refusal of refusals) {
      assert.ok(refusal instanceof UtteranceLogUnavailable);
      assert.equal(refusal.why, 'refused');
      assert.match(refusal.message, /^The brokers refuse us: check [^.]+\.$/);
    }
    assert.doesNotMatch(logged.join(), /secret|wrong/);
  });

  it('stops hearing with the same sentence when it is refused later on, and goes on from there when it is let in', async () => {
    door = await startSaslDoor(cluster.brokers, { sessionMs: SHORT_SESSION_MS });
    open(() => Promise.resolve('a.token'));
    const { next, ended } = hear();
    await next('first');

    door.accept(() => false);
    const refusal = await ended;
    door.accept(() => true);
    await log
      .append([{ callId: 'call', value: 'second' }])
      .catch(() => log.append([{ callId: 'call', value: 'second' }]));
    const again = hear();
    await again.next('second');

    assert.ok(refusal instanceof UtteranceLogUnavailable);
    assert.equal(refusal.why, 'refused');
    assert.deepEqual(new Set(again.heard), new Set(['second']));
  });

  it('tells a missing token from a refusal, and a broker that is away from both', async () => {
    door = await startSaslDoor(cluster.brokers);
    open(() => Promise.reject(new Error('no identity here')));
    const missing = await log.countParts().catch((error: unknown) => error);
    await log.close();
    door.close();
    open(() => Promise.resolve('a.token'));
    const away = await log.countParts().catch((error: unknown) => error);

    assert.deepEqual(
      [missing, away].map((error) => (error as UtteranceLogUnavailable).why),
      ['no-token', 'away'],
    );
    assert.equal(door.shown.length, 0);
  });

  it('says that it was not heard here when nobody could judge it', async () => {
    door = await startSaslDoor(cluster.brokers);
    open(() => Promise.resolve('a.token'));

    const ended = log.follow(() => Promise.reject(new TypeError('the database is away')), {
      onOwnersChanged: () => Promise.resolve(),
    });

    await assert.rejects(ended, { name: 'UtteranceLogUnavailable', why: 'not-heard' });
  });
});

import assert from 'node:assert/strict';
import { describeSettings, readConfig, WrongSettings } from '../../src/wiring/config.ts';

const DATA_KEY = `main:${Buffer.alloc(32, 7).toString('base64')}`;
const guid = '11111111-2222-4333-8444-555555555555';

describe('settings', () => {
  it('need nothing for local mode, which listens on this machine only', () => {
    const config = readConfig({});

    assert.equal(config.bot.kind, 'off');
    assert.equal(config.host, '127.0.0.1');
  });

  it('refuse to listen elsewhere while authentication is off', () => {
    assert.throws(() => readConfig({ HOST: '0.0.0.0' }), /HOST must be 127.0.0.1 while authentication is off/);
  });

  it('refuse production without authentication', () => {
    assert.throws(() => readConfig({ NODE_ENV: 'production' }), /BOT_ID is missing/);
  });

  it('refuse a bot id without its type and tenant, naming both', () => {
    assert.throws(
      () => readConfig({ BOT_ID: guid, DATA_KEY }),
      (error: unknown) => error instanceof WrongSettings && error.problems.length === 2,
    );
  });

  it('refuse a single-tenant bot without its secret', () => {
    const given = { BOT_ID: guid, BOT_TYPE: 'SingleTenant', BOT_TENANT_ID: guid };

    assert.throws(() => readConfig(given), /BOT_PASSWORD is missing/);
  });

  it('print every problem at once and no secret', () => {
    const given = { PORT: 'abc', BOT_ID: 'x', LOG_LEVEL: 'loud', DATABASE_URL: 'mysql://user:hunter2@db' };

    assert.throws(
      () => readConfig(given),
      (error: unknown) => {
        assert.ok(error instanceof WrongSettings);
        assert.equal(error.problems.length, 4);
        assert.doesNotMatch(error.message, /hunter2/);
        return true;
      },
    );
  });

  it('admit only the bot’s own tenant unless others are named', () => {
    const given = { BOT_ID: guid, BOT_TYPE: 'UserAssignedMsi', BOT_TENANT_ID: guid, DATA_KEY };

    const { bot } = readConfig(given);

    assert.deepEqual(bot.kind === 'off' ? [] : bot.allowedTenants, [guid]);
  });

  it('refuse production on SQLite without a key for what lies there', () => {
    const registered = { BOT_ID: guid, BOT_TYPE: 'UserAssignedMsi', BOT_TENANT_ID: guid };

    assert.throws(() => readConfig(registered), /DATA_KEY is missing: in production SQLite/);
    assert.equal(readConfig({ ...registered, DATA_KEY }).dataKeys[0]?.id, 'main');
  });

  for (const [address, isTaken] of [
    ['postgres://db/earpiece?sslmode=verify-full', true],
    ['postgres://db/earpiece?sslmode=verify-full&sslrootcert=/etc/ssl/own.pem', true],
    ['postgres://db/earpiece', false],
    ['postgres://db/earpiece?sslmode=require', false],
    ['postgres://db/earpiece?sslmode=verify-ca&uselibpqcompat=true', false],
    ['postgres://db/earpiece?sslmode=no-verify', false],
    ['postgres://db/earpiece?sslmode=verify-full&sslmode=disable', false],
    ['postgres://db/earpiece?sslmode=verify-full&host=/tmp', false],
    ['postgres://db/earpiece?ssl=true', false],
  ] as const) {
    it(`${isTaken ? 'take' : 'refuse'} ${address} in production`, () => {
      const given = { BOT_ID: guid, BOT_TYPE: 'UserAssignedMsi', BOT_TENANT_ID: guid, DATABASE_URL: address };

      const read = () => readConfig(given);

      if (isTaken) assert.equal(read().databaseUrl, address);
      else assert.throws(read, /DATABASE_URL must end in \?sslmode=verify-full/);
    });
  }

  it('refuse production while certificates are not checked', () => {
    const registered = { BOT_ID: guid, BOT_TYPE: 'UserAssignedMsi', BOT_TENANT_ID: guid, DATA_KEY };

    assert.throws(() => readConfig({ ...registered, NODE_TLS_REJECT_UNAUTHORIZED: '0' }), /NODE_TLS_REJECT/);
  });

  it('take several keys, in base64 or hexadecimal, with and without names', () => {
    const bytes = Buffer.alloc(32, 9);
    const [one, other] = [bytes.toString('base64'), Buffer.alloc(32, 8).toString('hex')];

    const { dataKeys } = readConfig({ DATA_KEY: `2026:${one}, ${other}` });

    assert.equal(dataKeys[0]?.id, '2026');
    assert.deepEqual(Buffer.from(dataKeys[0]?.bytes ?? []), bytes);
    assert.match(dataKeys[1]?.id ?? '', /^[0-9a-f]{8}$/);
  });

  it('refuse a key that is none, or a name twice, and show no part of it', () => {
    const key = Buffer.alloc(32, 9).toString('base64');
    const wrong = ['hunter2', `a:${key},a:${key}`, `a:${key.slice(4)}`, `${key},`];

    for (const DATA_KEY of wrong) {
      assert.throws(
        () => readConfig({ DATA_KEY }),
        (error: unknown) =>
          error instanceof WrongSettings && /DATA_KEY: /.test(error.message) && !/hunter2|CQkJ/.test(error.message),
      );
    }
  });

  it('are described with meaning and source, never with a value', () => {
    const rows = describeSettings({ BOT_PASSWORD: 'hunter2', PORT: '1234' });

    assert.doesNotMatch(JSON.stringify(rows), /hunter2|1234/);
    assert.equal(rows.find(({ name }) => name === 'PORT')?.source, 'environment');
    assert.ok(rows.every(({ meaning }) => meaning.length > 10));
  });

  it('take dispositions from a list, and name a file that cannot be read', () => {
    assert.deepEqual(readConfig({ DISPOSITIONS: 'Refunded; Engineer booked;; Refunded' }).dispositions, [
      'Refunded',
      'Engineer booked',
    ]);
    assert.throws(() => readConfig({ DISPOSITIONS: '/nowhere/list.txt' }), /DISPOSITIONS names a file/);
  });
});

import assert from 'node:assert/strict';
import { describeSettings, readConfig, WrongSettings } from '../../src/wiring/config.ts';

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
      () => readConfig({ BOT_ID: guid }),
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
    const given = { BOT_ID: guid, BOT_TYPE: 'UserAssignedMsi', BOT_TENANT_ID: guid };

    const { bot } = readConfig(given);

    assert.deepEqual(bot.kind === 'off' ? [] : bot.allowedTenants, [guid]);
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

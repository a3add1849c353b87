import assert from 'node:assert/strict';
import { warnSubscriber } from '../../src/alerts/sms/warnSubscriber.ts';
import { subscriberKey } from '../../src/domain/sms/subscriberKey.ts';
import { startHouse, type House } from '../support/house.ts';
import { aMessageCentre, together } from '../support/sms/messageCentre.ts';

const ADA = '+447700900123';

describe('a warning on its way to a subscriber', () => {
  let centre: Awaited<ReturnType<typeof aMessageCentre>>;
  let house: House;
  beforeEach(async () => {
    centre = await aMessageCentre();
    const smpp = {
      SMS_SMPP_URL: `smpp://127.0.0.1:${centre.port}`,
      ...{ SMS_SMPP_SYSTEM_ID: 'earpiece', SMS_SMPP_PASSWORD: 'secret' },
    };
    house = await startHouse({ environment: { SMS_PROVIDER: 'smpp', SMS_SENDER: 'Contoso', ...smpp } });
    await house.ports.subscribers.save({ number: ADA, language: 'en', isOptedOut: false, isQuiet: false });
  });
  afterEach(async () => {
    await house.close();
    await centre.leave();
  });
  const warn = (callId: string) =>
    warnSubscriber(
      {
        ...{ callId, level: 'scam', signals: [{ name: 'safe-account' }, { name: 'secrecy' }] },
        subscriberKey: subscriberKey(ADA, house.ports.keyedHash),
      },
      house.ports,
    );
  const until = async (isDone: () => boolean | Promise<boolean>): Promise<void> => {
    while (!(await isDone())) await new Promise((resolve) => setTimeout(resolve, 20));
  };

  it('goes from the alert to the telephone and comes back as delivered, audited, without a word in the log', async () => {
    const outcome = await warn('call-1');
    await until(() => centre.parts.length === 1);
    await until(async () => (await house.ports.smsOutbox.counts(new Date(0)))[0]?.state === 'accepted');
    await centre.receipt('part-1', 'DELIVRD');

    const [sms] = together(centre.parts);
    assert.deepEqual(sms, {
      ...{ from: 'Contoso', to: ADA },
      text: 'Probably a scam: they want money in a "safe account" and want you to keep it secret. Hang up, ring a number you know. Made by AI, may be wrong.',
    });
    assert.deepEqual(await house.ports.smsOutbox.counts(new Date(0)), [
      { purpose: 'warning', state: 'delivered', problem: '', count: 1 },
    ]);
    const rows = await Array.fromAsync(house.ports.audit.rows(new Date(0)));
    assert.deepEqual(
      rows.filter(({ action }) => action === 'sms').map(({ result, reason }) => [result, reason]),
      [
        ['begun', undefined],
        ['done', 'accepted'],
      ],
    );
    assert.equal(outcome.kind, 'queued');
    assert.doesNotMatch(JSON.stringify(house.logged), /700900123|safe account|secret/);
  });

  it('goes to nobody any more who has answered STOP', async () => {
    await until(() => centre.sessions === 1);

    const status = await centre.deliver('447700900123', 0, ' Stop. ');
    await centre.deliver('447700900123', 0, 'please do not stop');
    const outcome = await warn('call-2');

    assert.equal(status, 0);
    assert.deepEqual(outcome, { kind: 'withheld', why: 'opted-out' });
  });

  it('takes receipts of Azure only from whoever has a key', async () => {
    const post = await fetch(`${house.url}/api/sms/events`, { method: 'POST', body: '[]' });

    assert.equal(post.status, 404);
  });
});

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { smppSender } from '../../../src/adapters/sms/smppSender.ts';
import { SmsNotSent } from '../../../src/ports/smsSender.ts';
import { aMessageCentre, placeOf } from '../../support/sms/messageCentre.ts';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const nobody = { onReceipt: () => Promise.resolve(), onReply: () => Promise.resolve() };

describe('the line to a message centre', () => {
  const send = (sender: ReturnType<typeof smppSender>) =>
    sender.send({ messageId: randomUUID(), to: '+447700900123', text: 'Hello', since: new Date() });

  it('has its receipt brought again when it could not be stored', async () => {
    const centre = await aMessageCentre();
    const onReceipt = () => Promise.reject(new Error('The database is away.'));
    const sender = smppSender({ ...placeOf(centre), sender: 'Contoso' }, { ...nobody, onReceipt }, silent);
    await send(sender);

    const status = await centre.receipt('part-1', 'DELIVRD');

    await sender.close();
    await centre.leave();
    assert.equal(status, 0x64);
  });

  it('says nothing of receipts that are not the last word', async () => {
    const centre = await aMessageCentre();
    const heard: string[] = [];
    const onReceipt = async ({ reference }: { reference: string }) => void heard.push(reference);
    const sender = smppSender({ ...placeOf(centre), sender: 'Contoso' }, { ...nobody, onReceipt }, silent);
    await send(sender);

    for (const state of ['ENROUTE', 'ACCEPTD', 'UNKNOWN', '', 'toString']) await centre.receipt('part-1', state);
    await centre.deliver('447700900123', 0x04, '');
    await centre.receipt('part-1', 'EXPIRED');

    await sender.close();
    await centre.leave();
    assert.deepEqual(heard, ['part-1']);
  });

  it('sends nothing with a wrong password, and says so', async () => {
    const centre = await aMessageCentre();
    const sender = smppSender({ ...placeOf(centre), password: 'wrong', sender: 'Contoso' }, nobody, silent);

    const state = await sender.check();
    await assert.rejects(() => send(sender), SmsNotSent);

    await sender.close();
    await centre.leave();
    assert.deepEqual([state, centre.parts.length], ['refused', 0]);
  });

  it('survives bytes that are no message, and sends again', async () => {
    const centre = await aMessageCentre();
    const sender = smppSender({ ...placeOf(centre), sender: 'Contoso' }, nobody, silent);
    const hostile = [
      Buffer.from('GET / HTTP/1.1\r\n\r\n'),
      Buffer.from('00000000', 'hex'),
      Buffer.from('0000000f0000000500000000000000ff', 'hex'),
      Buffer.from(`00000030${'00000005'}${'00000000'}${'00000001'}${'ff'.repeat(32)}`, 'hex'),
      Buffer.from(`7fffffff${'00000005'}${'00000000'}${'00000001'}`, 'hex'),
      Buffer.alloc(70_000, 0xff),
    ];

    for (const bytes of hostile) {
      await send(sender).catch(() => undefined);
      centre.sendRaw(bytes);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const hearAgain = async (): Promise<string> => {
      for (;;) {
        const { kind } = await send(sender).catch(() => ({ kind: 'lost' }));
        if (kind === 'accepted') return kind;
      }
    };

    assert.equal(await hearAgain(), 'accepted');
    await sender.close();
    await centre.leave();
  });

  it('names a short code, a number and a name each by its type', async () => {
    const centre = await aMessageCentre();
    for (const sender of ['12345', '+447700900999', 'Contoso']) {
      const line = smppSender({ ...placeOf(centre), sender }, nobody, silent);
      await send(line);
      await line.close();
    }

    await centre.leave();
    assert.deepEqual(
      centre.parts.map(({ from, fromType }) => [from, fromType]),
      [
        ['12345', 3],
        ['447700900999', 1],
        ['Contoso', 5],
      ],
    );
  });
});

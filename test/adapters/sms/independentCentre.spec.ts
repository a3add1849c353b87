import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { smppSender } from '../../../src/adapters/sms/smppSender.ts';
import type { SmsSender } from '../../../src/ports/smsSender.ts';
import { needProgram } from '../../support/programs.ts';
import { shownOnPhone } from '../../support/sms/gsmText.ts';
import { placeOf } from '../../support/sms/messageCentre.ts';
import { aPerlCentre } from '../../support/sms/perlCentre.ts';

const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

describe('SMS to a message centre by another hand (Net::SMPP)', function () {
  this.timeout(30_000);
  let centre: Awaited<ReturnType<typeof aPerlCentre>>;
  let sender: SmsSender;
  let receipts: string[];
  before(function () {
    needProgram(this, {
      test: ['perl', '-MNet::SMPP', '-e1'],
      what: 'the independent message centre',
      getBy: 'apt-get install libnet-smpp-perl',
    });
  });
  beforeEach(async () => {
    centre = await aPerlCentre();
    receipts = [];
    const onReceipt = async ({ reference, isDelivered }: { reference: string; isDelivered: boolean }) =>
      void receipts.push(`${reference} ${isDelivered}`);
    const listener = { onReceipt, onReply: () => Promise.resolve() };
    sender = smppSender({ ...placeOf(centre), sender: 'Contoso' }, listener, silent);
  });
  afterEach(async () => {
    await sender.close();
    await centre.kill();
  });
  const send = (text: string) => sender.send({ messageId: randomUUID(), to: '+447700900123', text, since: new Date() });
  const hexOf = (line: string): Buffer => Buffer.from(/hex=(\w*)/.exec(line)?.[1] ?? '', 'hex');

  it('binds by its name and sends in the name of the operator, with a receipt', async () => {
    const outcome = await send('Grüße: 5 €');

    assert.equal(await centre.says(/^bind/), 'bind earpiece secret');
    const part = await centre.says(/^part/);
    assert.match(part, /from=Contoso ton=5 to=447700900123 coding=0 esm=0 receipt=1/);
    assert.equal(shownOnPhone(hexOf(part), 0), 'Grüße: 5 €');
    assert.equal(await centre.says(/^receipt/), 'receipt answered 0');
    assert.deepEqual([outcome, receipts], [{ kind: 'accepted', references: ['perl-1'] }, ['perl-1 true']]);
  });

  it('sends a long text in numbered parts of one set, each with its receipt', async () => {
    const text = 'Vorsicht: ąść '.repeat(8);

    const outcome = await send(text);

    const parts = [await centre.says(/^part/), await centre.says(/^part/)];
    const headers = parts.map((part) => [...hexOf(part).subarray(0, 6)]);
    const set = headers[0]?.[3] ?? -1;
    assert.deepEqual(headers, [
      [5, 0, 3, set, 2, 1],
      [5, 0, 3, set, 2, 2],
    ]);
    assert.ok(parts.every((part) => /coding=8 esm=64/.test(part)));
    assert.equal(parts.map((part) => shownOnPhone(hexOf(part).subarray(6), 8)).join(''), text);
    await centre.says(/^receipt/);
    await centre.says(/^receipt/);
    assert.deepEqual(outcome, { kind: 'accepted', references: ['perl-1', 'perl-2'] });
    assert.deepEqual(receipts.sort(), ['perl-1 true', 'perl-2 true']);
  });

  it('comes back by itself when the centre was gone', async () => {
    await send('one');
    await centre.kill();
    centre = await aPerlCentre(centre.port);

    await centre.says(/^bind/);
    const outcome = await send('two');

    assert.equal(outcome.kind, 'accepted');
    assert.equal(hexOf(await centre.says(/^part/)).toString('latin1'), 'two');
  });
});

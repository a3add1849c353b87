import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type OutgoingSms, SmsNotSent, SmsOutcomeUnknown, type SmsSender } from '../../src/ports/smsSender.ts';

/** What a carrier does next, instead of taking the SMS. */
export type CarrierMood = 'bad-number' | 'busy' | 'takes-and-falls-silent' | 'takes-and-hangs-up';

/** A sender with the carrier behind it. */
export interface OpenedSender {
  sender: SmsSender;
  /** What it took, each with its parts put together. */
  taken(): readonly { from: string; to: string; text: string }[];
  /** For the next SMS alone. */
  turn(mood: CarrierMood): void;
  /** Brings the last word on a part; resolves once it was taken in. */
  bringReceipt(reference: string, isDelivered: boolean): Promise<void>;
  bringReply(from: string, text: string): Promise<void>;
  heard: { receipts: { reference: string; isDelivered: boolean }[]; replies: { from: string; text: string }[] };
  /** The carrier is gone. */
  leave(): Promise<void>;
  close(): Promise<void>;
}

/** What every supplier of SmsSender must hold. */
export function describeSmsSender(name: string, open: () => Promise<OpenedSender>): void {
  describe(`SMS: ${name}`, () => {
    let opened: OpenedSender;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());
    const anSms = (text: string): OutgoingSms => ({
      ...{ messageId: randomUUID(), to: '+447700900123', since: new Date('2026-11-02T12:00:00Z') },
      text,
    });
    const WARNING = 'Probably a scam: they ask for a "code". Made by AI, may be wrong.';

    it('sends a text in the name of the operator, and says how receipts will call it', async () => {
      const outcome = await opened.sender.send(anSms(WARNING));

      assert.deepEqual(opened.taken(), [{ from: 'Contoso', to: '+447700900123', text: WARNING }]);
      assert.equal(outcome.kind, 'accepted');
      assert.equal(outcome.kind === 'accepted' && outcome.references.length, 1);
    });

    it('sends long texts and texts in any script whole', async () => {
      const texts = [`${'äöü {€} '.repeat(30)}end`, `${'Vorsicht 🙂 ąść '.repeat(12)}end`, 'kurz: ź'];

      for (const text of texts) await opened.sender.send(anSms(text));

      assert.deepEqual(
        opened.taken().map(({ text }) => text),
        texts,
      );
    });

    it('tells a number that takes no SMS from a carrier that is busy', async () => {
      opened.turn('bad-number');
      const refused = await opened.sender.send(anSms(WARNING));
      opened.turn('busy');
      await assert.rejects(() => opened.sender.send(anSms(WARNING)), SmsNotSent);

      assert.deepEqual(refused, { kind: 'refused', why: 'bad-number' });
      assert.deepEqual(opened.taken(), []);
    });

    it('says that nobody knows when the carrier takes an SMS and its answer is lost', async () => {
      for (const mood of ['takes-and-hangs-up', 'takes-and-falls-silent'] as const) {
        opened.turn(mood);
        const gaveUp = AbortSignal.timeout(3_000);
        await assert.rejects(() => opened.sender.send(anSms(mood), gaveUp), SmsOutcomeUnknown);
      }

      assert.deepEqual(
        opened.taken().map(({ text }) => text),
        ['takes-and-hangs-up', 'takes-and-falls-silent'],
      );
    });

    it('sends nothing for somebody who has stopped before', async () => {
      await assert.rejects(() => opened.sender.send(anSms(WARNING), AbortSignal.abort()), SmsNotSent);

      assert.deepEqual(opened.taken(), []);
    });

    it('says that surely nothing went out when nobody is there', async () => {
      await opened.leave();

      await assert.rejects(() => opened.sender.send(anSms(WARNING)), SmsNotSent);
    });

    it('brings receipts by the name that was told, and replies with who wrote them', async () => {
      const outcome = await opened.sender.send(anSms(WARNING));
      const [reference = ''] = outcome.kind === 'accepted' ? outcome.references : [];

      await opened.bringReceipt(reference, true);
      await opened.bringReceipt(reference, false);
      await opened.bringReply('447700900123', 'STOP');

      assert.deepEqual(opened.heard.receipts, [
        { reference, isDelivered: true },
        { reference, isDelivered: false },
      ]);
      assert.deepEqual(
        opened.heard.replies.map(({ from, text }) => [from.replace('+', ''), text]),
        [['447700900123', 'STOP']],
      );
    });
  });
}

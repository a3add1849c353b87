import assert from 'node:assert/strict';
import type { Subscriber } from '../../src/domain/sms/sms.ts';
import type { Subscribers } from '../../src/ports/subscribers.ts';
import { type Open, withStore } from './opened.ts';

const aLine = (over: Partial<Subscriber> = {}): Subscriber => ({
  ...{ number: '+442079460011', language: 'de', isOptedOut: false, isQuiet: false },
  ...over,
});

/** What every supplier of Subscribers must hold. */
export function describeSubscribers(name: string, open: Open<Subscribers>): void {
  withStore(`subscribers: ${name}`, open, (opened) => {
    it('knows whoever was signed up as they were last written, and nobody else', async () => {
      const { store, again } = opened();
      const other = { number: '+447700900123', consentAt: '2026-03-01' };

      const saved = [await store.save(aLine()), await store.save(aLine({ other, isQuiet: true }))];

      assert.deepEqual(saved, ['imported', 'updated']);
      assert.deepEqual(await (await again()).find('+442079460011'), aLine({ other, isQuiet: true }));
      assert.equal(await store.find('+442079460012'), undefined);
    });

    it('keeps an opt-out through further imports until it is revoked', async () => {
      const { store } = opened();
      await store.save(aLine());

      const lines = await store.optOut('+442079460011');
      await store.save(aLine());
      const kept = await store.find('+442079460011');
      await store.save(aLine(), { revokesOptOut: true });

      assert.deepEqual([lines, kept?.isOptedOut], [1, true]);
      assert.equal((await store.find('+442079460011'))?.isOptedOut, false);
    });

    it('opts out every line whose SMS go to the number that wants none', async () => {
      const { store } = opened();
      const other = { number: '+447700900123', consentAt: '2026-03-01' };
      await store.save(aLine({ other }));
      await store.save(aLine({ number: '+442079460022', other }));
      await store.save(aLine({ number: '+442079460033' }));

      const lines = await store.optOut('+447700900123');

      const out = (await store.list(10)).filter(({ isOptedOut }) => isOptedOut).map(({ number }) => number);
      // And the number itself, which nobody signed up.
      assert.deepEqual([lines, out.sort()], [3, ['+442079460011', '+442079460022', '+447700900123']]);
      assert.equal(await store.optOut('+447700900999'), 1);
      assert.equal((await store.find('+447700900999'))?.isOptedOut, true, 'also somebody whom nobody signed up');
    });

    it('lists everybody, page by page', async () => {
      const { store } = opened();
      const numbers = ['+442079460011', '+442079460022', '+442079460033'];
      for (const number of numbers) await store.save(aLine({ number }));

      const first = await store.list(2);
      const rest = await store.list(2, first.at(-1)?.number);

      assert.deepEqual([first.length, rest.length], [2, 1]);
      assert.deepEqual([...first, ...rest].map(({ number }) => number).sort(), numbers);
    });
  });
}

import assert from 'node:assert/strict';
import type { AuditLog } from '../../src/ports/auditLog.ts';
import type { Drafts } from '../../src/ports/drafts.ts';
import type { Outbox } from '../../src/ports/outbox.ts';
import { aDraft, anApproval } from '../support/drafts.ts';
import { type Open, withStore } from './opened.ts';

/** Drafts with the audit log and the outbox that approval writes to. */
export interface OpenedDrafts {
  drafts: Drafts;
  outbox: Outbox;
  audit: Pick<AuditLog, 'rows' | 'verify' | 'write'>;
}

const NOON = new Date('2026-11-02T12:00:00Z');
const later = (ms: number): Date => new Date(NOON.getTime() + ms);

/** What every supplier of Drafts and Outbox must hold. */
export function describeDrafts(name: string, open: Open<OpenedDrafts>): void {
  withStore(`drafts and outbox: ${name}`, open, (opened) => {
    const claim = (outbox: Outbox, worker: string, now = NOON) =>
      outbox.claim({ worker, now, heldUntil: new Date(now.getTime() + 60_000), most: 10 });
    const approved = async (): Promise<void> => {
      await opened().store.drafts.add(aDraft());
      assert.equal(await opened().store.drafts.approve(aDraft(), anApproval()), true);
    };

    it('keeps a draft as it is, once, and finds it by itself, its call and its agent', async () => {
      const { drafts } = opened().store;

      const added = [await drafts.add(aDraft()), await drafts.add(aDraft({ agentId: 'ben' }))];

      assert.deepEqual(added, [true, false]);
      assert.deepEqual(await drafts.find('draft-1'), aDraft());
      assert.deepEqual(await drafts.ofCall('call-1'), aDraft());
      assert.deepEqual(await drafts.unapproved('ada', 10), [aDraft()]);
      assert.deepEqual([await drafts.unapproved('ben', 10), await drafts.find('x')], [[], undefined]);
    });

    it('approves once of twenty at the same moment from two processes, with one audit row and one note', async () => {
      const { store, again } = opened();
      const other = await again();
      await store.drafts.add(aDraft());

      const outcomes = await Promise.all(
        Array.from({ length: 20 }, (_, at) => (at % 2 ? other : store).drafts.approve(aDraft(), anApproval())),
      );

      assert.equal(outcomes.filter(Boolean).length, 1);
      const rows = await Array.fromAsync(store.audit.rows(new Date(0)));
      assert.equal(rows.filter(({ action }) => action === 'approval').length, 1);
      assert.equal((await store.outbox.open(10)).length, 1);
      assert.equal((await other.audit.verify()).firstBad, undefined);
      const draft = await store.drafts.find('draft-1');
      assert.deepEqual([draft?.state, draft?.version, draft?.transcript.utterances], ['approved', 2, []]);
    });

    it('approves nothing that is not as it was seen', async () => {
      const { drafts, outbox } = opened().store;
      await drafts.add(aDraft());

      const outcomes = [
        await drafts.approve(aDraft({ version: 2 }), anApproval()),
        await drafts.approve(aDraft({ nonce: 'guessed' }), anApproval()),
        await drafts.approve(aDraft({ agentId: 'ben' }), anApproval()),
        await drafts.approve(aDraft({ draftId: 'another' }), anApproval()),
      ];

      assert.deepEqual(outcomes, [false, false, false, false]);
      assert.deepEqual([(await drafts.find('draft-1'))?.state, await outbox.open(10)], ['draft', []]);
    });

    it('goes on auditing in one chain after an approval that came to nothing', async () => {
      const { drafts, audit } = opened().store;
      await drafts.add(aDraft());
      const { entry } = anApproval();

      await audit.write(entry);
      await drafts.approve(aDraft({ version: 7 }), anApproval());
      await Promise.all([audit.write(entry), drafts.approve(aDraft(), anApproval()), audit.write(entry)]);

      assert.deepEqual(await audit.verify(), { rows: 4, chains: 1 });
    });

    it('puts other words into a draft as a new version, and the old one can no longer be approved', async () => {
      const { drafts } = opened().store;
      await drafts.add(aDraft());
      const { content, transcript } = aDraft();

      const rewritten = await drafts.rewrite(aDraft(), { nonce: 'new', content, transcript });

      assert.equal(rewritten, true);
      assert.equal(await drafts.approve(aDraft(), anApproval()), false);
      assert.equal(await drafts.approve(aDraft({ version: 2, nonce: 'new' }), anApproval()), true);
    });

    it('gives each waiting note to one of two processes, and again once the hold has ended', async () => {
      const { store, again } = opened();
      const other = await again();
      await approved();

      const taken = await Promise.all([claim(store.outbox, 'one'), claim(other.outbox, 'other')]);
      const lost = await claim(other.outbox, 'other', later(60_000));

      assert.equal(taken.flat().length, 1);
      const [{ note, ...item } = assert.fail('Nothing was claimed.')] = taken.flat();
      assert.deepEqual(note, anApproval().note);
      assert.deepEqual(item, { draftId: 'draft-1', attempts: 0, since: NOON });
      assert.equal(lost.length, 1);
    });

    it('is told once that a note is delivered, and loses its words', async () => {
      const { outbox } = opened().store;
      await approved();
      await claim(outbox, 'one');

      const told = [await outbox.delivered('draft-1', NOON), await outbox.delivered('draft-1', NOON)];

      assert.deepEqual(told, [true, false]);
      assert.deepEqual(await claim(outbox, 'two', later(120_000)), []);
      assert.deepEqual(await outbox.open(10), []);
      assert.deepEqual(await outbox.find('draft-1'), {
        ...{ draftId: 'draft-1', state: 'delivered', attempts: 0, since: NOON, doneAt: NOON },
      });
    });

    it('lets a note wait, gives it up, and revives it; a process that lost its hold decides nothing', async () => {
      const { outbox } = opened().store;
      await approved();
      await claim(outbox, 'one');

      await outbox.bury('draft-1', { worker: 'another', at: NOON, problem: 'away' });
      await outbox.putOff('draft-1', { worker: 'one', dueAt: later(5000), problem: 'busy' });
      const early = await claim(outbox, 'one', later(4999));
      const due = await claim(outbox, 'one', later(5000));
      await outbox.bury('draft-1', { worker: 'one', at: later(5000), problem: 'no-customer' });
      const dead = await outbox.open(10);
      const revived = await outbox.revive(later(9000));

      assert.deepEqual([early.length, due.length, due[0]?.attempts], [0, 1, 1]);
      assert.deepEqual(dead, [
        {
          ...{ draftId: 'draft-1', state: 'dead', attempts: 2, problem: 'no-customer', since: NOON },
          doneAt: later(5000),
        },
      ]);
      assert.equal(revived, 1);
      assert.equal((await claim(outbox, 'two', later(9000))).length, 1);
    });

    it('empties what nobody approved in time, and forgets what waits for nothing', async () => {
      const { drafts, outbox } = opened().store;
      await approved();
      await drafts.add(aDraft({ draftId: 'draft-2', callId: 'call-2' }));

      const expired = [await drafts.expire(NOON), await drafts.expire(later(1)), await drafts.expire(later(1))];

      assert.deepEqual(expired, [[], ['draft-2'], []]);
      const draft = await drafts.find('draft-2');
      assert.deepEqual([draft?.state, draft?.content.written.issue, draft?.transcript.utterances], ['expired', '', []]);
      assert.equal(await drafts.prune(later(1)), 1);
      assert.notEqual(await drafts.find('draft-1'), undefined);
      await outbox.delivered('draft-1', NOON);
      assert.equal(await drafts.prune(later(1)), 1);
    });

    it('forgets the drafts of one call with what waits for the CRM, and of no other', async () => {
      const { drafts, outbox } = opened().store;
      await approved();
      await drafts.add(aDraft({ draftId: 'draft-2', callId: 'call-2' }));

      const forgotten = [await drafts.forgetCall('call-1'), await drafts.forgetCall('call-1')];

      assert.deepEqual(forgotten, [1, 0]);
      assert.deepEqual([await drafts.ofCall('call-1'), await outbox.open(10)], [undefined, []]);
      assert.equal((await drafts.ofCall('call-2'))?.draftId, 'draft-2');
    });

    it('gives an unapproved draft to whoever has the call, and remembers where its card stands', async () => {
      const { drafts } = opened().store;
      const place = { conversationId: 'chat', activityId: 'sent-1' };
      await drafts.add(aDraft());

      await drafts.assign('draft-1', 'ben');
      await drafts.shownAt('draft-1', place);

      assert.deepEqual(await drafts.find('draft-1'), aDraft({ agentId: 'ben', place }));
    });

    it('takes hostile words as words', async () => {
      const { drafts } = opened().store;
      const hostile = "'; drop table drafts; -- \\u0000 ${1+1} 🙂";
      const written = { issue: hostile, resolution: hostile, actions: [hostile], disposition: hostile };
      const draft = aDraft({ draftId: hostile, callId: hostile, content: { customerName: hostile, written } });

      await drafts.add(draft);

      assert.deepEqual(await drafts.find(hostile), draft);
    });
  });
}

import assert from 'node:assert/strict';
import type { Drafts } from '../../src/ports/drafts.ts';
import type { ShownMessages } from '../../src/ports/shownMessages.ts';
import { aDraft } from '../support/drafts.ts';
import { type Open, withStore } from './opened.ts';

/** The messages with the drafts they show. */
export interface WithDrafts {
  shown: ShownMessages;
  drafts: Pick<Drafts, 'add' | 'assign' | 'forgetCall'>;
}

/** What every supplier of ShownMessages must hold. */
export function describeShownMessages(name: string, open: Open<WithDrafts>): void {
  withStore(`shown messages: ${name}`, open, (opened) => {
    const inChat = { conversationId: 'chat-ada', activityId: 'card-1', draftId: 'draft-1', readerId: 'ada' };
    beforeEach(async () => {
      await opened().store.drafts.add(aDraft({ draftId: 'draft-1', callId: 'call-1', agentId: 'ada', origin: 'call' }));
    });

    it('remembers where a note stands, once however often it is drawn, for every process', async () => {
      const { store, again } = opened();
      const kept = [await store.shown.noteShown(inChat), await store.shown.noteShown(inChat)];
      await store.shown.noteShown({ ...inChat, conversationId: 'chat-sue', readerId: 'sue' });
      const { shown } = await again();

      assert.deepEqual(kept, [true, true]);
      assert.deepEqual(await shown.readers(), ['ada', 'sue']);
      assert.deepEqual(await shown.notesOf('ada', 'all'), [
        { ...inChat, agentId: 'ada', origin: 'call', callId: 'call-1' },
      ]);
    });

    it('tells whose a note is by now', async () => {
      const { shown, drafts } = opened().store;
      await shown.noteShown(inChat);

      const before = await shown.notesOf('ada', 'of-others');
      await drafts.assign('draft-1', 'ben');

      assert.deepEqual(before, []);
      assert.equal((await shown.notesOf('ada', 'of-others')).length, 1);
      assert.deepEqual(
        (await shown.notesOf('ada', 'all')).map(({ agentId }) => agentId),
        ['ben'],
      );
    });

    it('does not remember a note that is forgotten, and says so', async () => {
      const { shown, drafts } = opened().store;
      await shown.noteShown(inChat);
      await drafts.forgetCall('call-1');

      assert.equal(await shown.noteShown(inChat), false);
      assert.deepEqual(await shown.readers(), []);
    });

    it('forgets a message that was emptied', async () => {
      const { shown } = opened().store;
      await shown.noteShown(inChat);

      await shown.emptied(inChat);

      assert.deepEqual([await shown.readers(), await shown.forgotten()], [[], []]);
    });
  });
}

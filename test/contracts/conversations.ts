import assert from 'node:assert/strict';
import type { Conversation, Conversations } from '../../src/ports/conversations.ts';
import { type Open, withStore } from './opened.ts';

const NOON = new Date('2026-11-02T12:00:00.123Z');

/** What every supplier of Conversations must hold. */
export function describeConversations(name: string, open: Open<Conversations>): void {
  const chat: Conversation = {
    ...{ conversationId: 'chat', kind: 'personal', agentId: 'ada', tenantId: 'contoso' },
    ...{ reference: { serviceUrl: 'https://example', user: { name: 'Ädä' } }, updatedAt: NOON },
  };

  withStore(`conversations: ${name}`, open, (opened) => {
    it('gives back where somebody can be reached, with the latest reference', async () => {
      const { store } = opened();
      await store.save({ ...chat, reference: { serviceUrl: 'old' } });

      await store.save(chat);

      assert.deepEqual(await store.find('chat'), chat);
      assert.equal(await store.find('unheard-of'), undefined);
    });

    it("finds a person's latest personal chat, never a channel", async () => {
      const { store } = opened();
      await store.save({ ...chat, conversationId: 'earlier', updatedAt: new Date(NOON.getTime() - 1) });
      await store.save(chat);
      await store.save({
        ...chat,
        conversationId: 'channel',
        kind: 'channel',
        updatedAt: new Date(NOON.getTime() + 1),
      });

      assert.equal((await store.personalChatOf('ada'))?.conversationId, 'chat');
      assert.equal(await store.personalChatOf('ben'), undefined);
    });

    it('keeps a channel that has no person and no tenant, until it is removed', async () => {
      const { store } = opened();
      const channel: Conversation = { conversationId: 'c', kind: 'channel', reference: {}, updatedAt: NOON };
      await store.save(channel);
      const found = await store.find('c');

      await store.remove('c');

      assert.deepEqual([found, await store.find('c')], [channel, undefined]);
    });
  });
}

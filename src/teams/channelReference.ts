import type { ConversationReference } from 'botbuilder';

/** The conversation of a whole channel: Teams names a thread by the id of its first message. */
export function channelOf(conversationId: string): string {
  return conversationId.split(';')[0] ?? conversationId;
}

/** Reaches the channel itself, so that what is sent begins a thread. */
export function rootReference(reference: object): Partial<ConversationReference> {
  const { activityId: _activityId, ...known } = reference as Partial<ConversationReference>;
  if (known.conversation === undefined) return known;
  return { ...known, conversation: { ...known.conversation, id: channelOf(known.conversation.id) } };
}

/** Reaches the thread below a message of the channel. */
export function threadReference(reference: object, activityId: string): Partial<ConversationReference> {
  const root = rootReference(reference);
  if (root.conversation === undefined) return root;
  return { ...root, conversation: { ...root.conversation, id: `${root.conversation.id};messageid=${activityId}` } };
}

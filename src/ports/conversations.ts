/** Where a person or channel can be reached; `reference` is opaque to everyone but the Teams side. */
export interface Conversation {
  conversationId: string;
  kind: 'personal' | 'groupChat' | 'channel';
  /** Entra object id of the person, for a personal chat. */
  agentId?: string;
  tenantId?: string;
  reference: object;
  updatedAt: Date;
}

/** Remembers conversations, so that Earpiece can speak first. */
export interface Conversations {
  save(conversation: Conversation): Promise<void>;
  find(conversationId: string): Promise<Conversation | undefined>;
  personalChatOf(agentId: string): Promise<Conversation | undefined>;
  remove(conversationId: string): Promise<void>;
}

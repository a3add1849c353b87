import type { Language } from '../domain/language.ts';
import { messagesFor } from '../messages/messages.ts';
import type { Conversations } from '../ports/conversations.ts';

/** The language in which somebody uses Teams, as far as their chat tells. */
export async function chatLanguage(
  agentId: string,
  conversations: Pick<Conversations, 'personalChatOf'>,
): Promise<Language> {
  const chat = await conversations.personalChatOf(agentId);
  const locale = (chat?.reference as { locale?: unknown } | undefined)?.locale;
  return messagesFor(typeof locale === 'string' ? locale : undefined).language;
}

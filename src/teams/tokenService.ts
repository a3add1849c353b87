import { ConfigurationBotFrameworkAuthentication, type ConversationReference } from 'botbuilder';
import { AuthenticationConstants, type Claim, ClaimsIdentity } from 'botframework-connector';
import type { Conversations } from '../ports/conversations.ts';
import { DirectoryUnavailable } from '../ports/directory.ts';
import type { UserTokens } from '../ports/userTokens.ts';
import type { AdapterSettings } from './earpieceAdapter.ts';

/** The bot, and its OAuth connection. */
interface TokenServiceSettings {
  adapter: AdapterSettings;
  botId: string;
  connection: string;
}

/**
 * People's tokens from the Bot Framework token service, which keeps and renews them. It knows people by their ids in
 * Teams; ours of them stand in their personal chats, so that somebody without one has no token here.
 */
export function tokenService(
  { adapter, botId, connection }: TokenServiceSettings,
  { conversations }: { conversations: Pick<Conversations, 'personalChatOf'> },
): UserTokens {
  const authentication = new ConfigurationBotFrameworkAuthentication(
    { ...adapter.options },
    adapter.credentials,
    adapter.authentication,
  );
  const ourselves: Claim[] = [{ type: AuthenticationConstants.AudienceClaim, value: botId }];
  return {
    async find(agentId) {
      const chat = await conversations.personalChatOf(agentId);
      const reference = chat?.reference as Partial<ConversationReference> | undefined;
      const userId = reference?.user?.id;
      if (userId === undefined) return undefined;
      try {
        const client = await authentication.createUserTokenClient(new ClaimsIdentity(ourselves, true));
        // Without a token the service answers 404, which the client takes for an answer.
        const found = (await client.getUserToken(userId, connection, reference?.channelId ?? 'msteams', '')) as
          { token?: string } | undefined;
        return found?.token;
      } catch (error) {
        throw new DirectoryUnavailable(
          'The Bot Framework token service did not answer as it should: check SIGN_IN_CONNECTION.',
          { cause: error },
        );
      }
    },
  };
}

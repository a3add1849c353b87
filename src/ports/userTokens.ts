/** Tokens that people's sign-in left for us; nothing in them is believed before their signature is checked. */
export interface UserTokens {
  /**
   * The person's access token for our app registration (JWT), undefined for somebody who has not signed in.
   * Throws DirectoryUnavailable.
   */
  find(agentId: string, signal?: AbortSignal): Promise<string | undefined>;
}

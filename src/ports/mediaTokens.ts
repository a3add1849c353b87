/** Tells whether somebody who streams a call is who they say. */
export interface MediaTokens {
  /** 'unknown' while the keys that tokens are signed with cannot be read. */
  check(token: string, now: Date): Promise<'good' | 'refused' | 'unknown'>;
}

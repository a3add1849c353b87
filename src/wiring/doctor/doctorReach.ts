import type { Check } from '../../domain/check.ts';
import type { Config } from '../config.ts';
import type { Ports } from '../connectPorts.ts';

/** Whether Teams reaches the bot by a name that people's browsers take, too. */
export function publicAddress({ bot, publicUrl }: Pick<Config, 'bot' | 'publicUrl'>): Check {
  const check = 'public address';
  if (publicUrl?.startsWith('https://') === true) return { check, state: 'ok', detail: publicUrl };
  if (bot.kind === 'off') return { check, state: 'off', detail: 'local mode' };
  const fix = 'set PUBLIC_URL to the https address of the bot';
  return { check, state: 'warn', detail: 'sources open on the card only', fix };
}

/** Whether any channel takes scam alerts. */
export async function alertChannels({ alertSubscriptions }: Pick<Ports, 'alertSubscriptions'>): Promise<Check> {
  const check = 'alert channels';
  const channels = await alertSubscriptions.list();
  if (channels.some(({ kind }) => kind === 'first')) {
    return { check, state: 'ok', detail: `${channels.length} take scam alerts` };
  }
  const fix = 'add the app to a team and type "alerts" in the channel that is to have them';
  return { check, state: 'off', detail: 'no channel takes scam alerts', fix };
}

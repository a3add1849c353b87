import type { Config } from './config.ts';

/**
 * Where people's browsers reach Earpiece: PUBLIC_URL, in local mode this machine. Undefined when nobody said where, or
 * when a link would travel readable for everybody on its way.
 */
export function publicAddress(
  { publicUrl, host, bot }: Pick<Config, 'publicUrl' | 'host' | 'bot'>,
  port: number,
): string | undefined {
  if (bot.kind === 'off') return publicUrl ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return publicUrl?.startsWith('https://') === true ? publicUrl : undefined;
}

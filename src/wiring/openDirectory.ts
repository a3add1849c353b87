import { peopleFile } from '../adapters/embedded/peopleFile.ts';
import type { Clock } from '../ports/clock.ts';
import type { Conversations } from '../ports/conversations.ts';
import type { Directory } from '../ports/directory.ts';
import type { Log } from '../ports/log.ts';
import type { Cloud } from './clouds.ts';
import type { Config } from './config.ts';
import { SAMPLE_PEOPLE } from './samplePaths.ts';

interface DirectoryPorts {
  conversations: Conversations;
  clock: Clock;
  log: Log;
}

/** Who people are: in local mode by a file, else by their sign-in; where nobody can sign in, nobody is known. */
export async function openDirectory(
  { bot, signIn }: Pick<Config, 'bot' | 'signIn'>,
  ports: DirectoryPorts,
  cloud: Cloud,
): Promise<Directory> {
  if (bot.kind === 'off') return peopleFile(SAMPLE_PEOPLE);
  if (signIn === undefined) return nobodyKnown;
  // The Teams SDK takes a second to load, which commands without a directory need not wait for.
  const [{ entraDirectory }, { tokenService }, { adapterSettings }] = await Promise.all([
    import('../adapters/azure/entraDirectory.ts'),
    import('../teams/tokenService.ts'),
    import('./adapterSettings.ts'),
  ]);
  const { botId, allowedTenants: tenants } = bot;
  const { connection } = signIn;
  const tokens = tokenService({ adapter: await adapterSettings(bot, cloud), botId, connection }, ports);
  const { loginUrl, graphUrl } = cloud;
  return entraDirectory({ ...signIn, botId, tenants, loginUrl, graphUrl }, { ...ports, tokens });
}

/** Without a directory nobody has a role or group: unrestricted documents only. */
const nobodyKnown: Directory = { find: () => Promise.resolve(undefined) };

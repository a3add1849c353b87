import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { SAMPLE_PEOPLE } from './samplePaths.ts';

/** The Playground page, running. */
export interface Playground {
  url: string;
  stop(): void;
}

interface PlaygroundSettings {
  botPort: number;
  port: number;
  dataDir: string;
}

const READY_MS = 20_000;
/** The Playground's schema wants exactly this many people besides the one who sits at it. */
const OTHERS = 5;
const LISTEN_LOCALLY = new URL('./listenLocally.mjs', import.meta.url).href;
const PROGRAM = fileURLToPath(new URL('../../node_modules/.bin/agentsplayground', import.meta.url));

const people = z.object({
  tenantId: z.string(),
  team: z.object({ id: z.string(), name: z.string() }),
  channels: z.array(z.object({ id: z.string(), name: z.string() })),
  people: z.array(z.object({ agentId: z.string(), userId: z.string(), name: z.string(), email: z.string() })).min(6),
});

/** Starts the Microsoft 365 Agents Playground with the sample company's people. Rejects when it does not come up. */
export async function startPlayground(settings: PlaygroundSettings): Promise<Playground> {
  const url = `http://localhost:${settings.port}`;
  const configPath = await writePlaygroundConfig(settings.dataDir);
  const child = spawn(
    PROGRAM,
    ['start', '-p', String(settings.port), '-e', `http://127.0.0.1:${settings.botPort}/api/messages`].concat([
      '-c',
      'msteams',
      '--disable-telemetry',
    ]),
    {
      // It writes a log into the folder it runs in.
      cwd: settings.dataDir,
      stdio: ['ignore', 'ignore', 'ignore'],
      shell: process.platform === 'win32',
      env: {
        ...process.env,
        NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import ${LISTEN_LOCALLY}`.trim(),
        TEAMSAPPTESTER_BROWSER: 'none',
        APPLICATION_INSIGHTS_NO_STATSBEAT: '1',
        M365_AGENTS_PLAYGROUND_CONFIG_PATH: configPath,
      },
    },
  );
  const stop = (): void => void child.kill('SIGTERM');
  process.on('exit', stop);
  await untilReady(url, child);
  return { url, stop };
}

/** The Playground's configuration from the sample company; a file that does not fit its schema makes it exit unheard. */
async function writePlaygroundConfig(dataDir: string): Promise<string> {
  const company = people.parse(JSON.parse(await readFile(SAMPLE_PEOPLE, 'utf8')));
  const [current, ...others] = company.people.map(({ agentId, userId, name, email }) => ({
    id: userId,
    name,
    userPrincipleName: email,
    aadObjectId: agentId,
    givenName: name.split(' ')[0],
    surname: name.split(' ').slice(1).join(' '),
    email,
  }));
  // YAML is a superset of JSON, so JSON is what is written.
  const config = {
    version: '0.1.1',
    tenantId: company.tenantId,
    bot: { id: '00000000-0000-0000-0000-00000000000011', name: 'Earpiece' },
    currentUser: current,
    users: others.slice(0, OTHERS),
    personalChat: { id: 'personal-chat' },
    groupChat: { id: 'group-chat', name: 'Shift chat' },
    // The Playground adds "General" by itself and takes one more channel.
    team: {
      ...company.team,
      aadGroupId: '00000000-0000-0000-0000-0000000000031',
      channels: company.channels.filter(({ name }) => name !== 'General').slice(0, 1),
    },
  };
  await mkdir(dataDir, { recursive: true });
  const path = resolve(join(dataDir, 'playground.yml'));
  await writeFile(path, JSON.stringify(config, undefined, 2));
  return path;
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  const giveUpAt = Date.now() + READY_MS;
  while (Date.now() < giveUpAt) {
    if (child.exitCode !== null) break;
    const isUp = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (isUp) return;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error(
    `The Playground page did not come up at ${url}. Is the port taken? Set PLAYGROUND_PORT to another one.`,
  );
}

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { environment } from '../wiring/environment.ts';
import { type Given, readGiven } from '../wiring/config.ts';
import type { PackageValues } from './appPackage/buildPackage.ts';
import { type Command, print, readArguments } from './command.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** `earpiece package`: the Teams app package, checked as far as that is possible without Teams. */
export const packageApp: Command = {
  usage: 'package [--out dir]',
  does: 'builds and validates the Teams app package',
  async run(args) {
    const { values: options, isJson } = readArguments(args, { out: { type: 'string' } }, 0);
    const folder = options.out ?? 'out';
    const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { version: string };
    const file = join(folder, `earpiece-${version}.zip`);
    const { values, problems: missing } = valuesFrom(readGiven(environment()), version);
    // The schemas take a while to load, which other commands need not wait for.
    const { buildPackage } = await import('./appPackage/buildPackage.ts');
    const { zip, problems } = await buildPackage(join(ROOT, 'appPackage'), values);
    const all = missing.length > 0 ? missing : problems;
    if (zip !== undefined && all.length === 0) {
      await mkdir(folder, { recursive: true });
      await writeFile(file, zip);
    }
    const isDone = all.length === 0;
    if (isDone || isJson) print(isJson, { file: isDone ? file : null, problems: all }, written(file, values));
    if (!isDone) process.stderr.write(`${refused(all)}\n`);
    return isDone ? 0 : 1;
  },
};

const NAME_LENGTH = 32;

/** Takes what the manifest needs from the settings; without all of them nothing else is worth looking at. */
function valuesFrom(given: Given, version: string): { values: PackageValues; problems: string[] } {
  const needed = ['BOT_ID', 'PUBLIC_URL', 'COMPANY_NAME', 'WEBSITE_URL', 'PRIVACY_URL', 'TERMS_URL'] as const;
  const problems = needed.filter((name) => given[name] === undefined).map((name) => `${name} is not set.`);
  const { BOT_ID: botId = '', PUBLIC_URL: publicUrl = '', COMPANY_NAME: companyName = '' } = given;
  if (companyName.length > NAME_LENGTH)
    problems.push(`COMPANY_NAME is longer than the ${NAME_LENGTH} letters Teams takes.`);
  if (publicUrl.startsWith('http:')) problems.push('PUBLIC_URL must be an https address: Teams opens no other.');
  const values = {
    appId: given.TEAMS_APP_ID ?? botId,
    botId,
    domain: URL.canParse(publicUrl) ? new URL(publicUrl).hostname : '',
    clientId: given.AAD_APP_CLIENT_ID,
    companyName,
    websiteUrl: given.WEBSITE_URL ?? '',
    privacyUrl: given.PRIVACY_URL ?? '',
    termsUrl: given.TERMS_URL ?? '',
    version,
  };
  return { values, problems };
}

function written(file: string, { clientId }: PackageValues): string {
  const note =
    clientId === undefined ? ' Without AAD_APP_CLIENT_ID nobody can sign in: restricted documents stay closed.' : '';
  return `${file} is ready: upload it in the Teams admin center (docs/install.md).${note}`;
}

function refused(problems: readonly string[]): string {
  return `No package was written:\n${problems.map((problem) => `- ${problem}`).join('\n')}`;
}

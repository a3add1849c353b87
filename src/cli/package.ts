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
    const { given, problems: malformed } = readGiven(environment());
    const { values, problems: lacking } = valuesFrom(given, malformed, version);
    // The schemas take a while to load, which other commands need not wait for.
    const { buildPackage } = await import('./appPackage/buildPackage.ts');
    const { zip, problems } = await buildPackage(join(ROOT, 'appPackage'), values);
    const all = [...malformed, ...lacking, ...problems];
    if (zip !== undefined && all.length === 0) {
      await mkdir(folder, { recursive: true });
      await writeFile(file, zip);
    }
    const isDone = all.length === 0;
    if (isDone || isJson) print(isJson, { file: isDone ? file : null, problems: all }, written(file, values));
    if (!isDone) process.stderr.write(`${refused(all)}\n`);
    if (malformed.length > 0) return 2;
    return isDone ? 0 : 1;
  },
};

const NAME_LENGTH = 32;
/** Stand in for what is missing or wrong, so that everything else is looked at in the same run. */
const ANY_ID = '00000000-0000-4000-8000-000000000000';
const ANY_HOST = 'earpiece.example.com';
const ANY_PAGE = `https://${ANY_HOST}`;

/** Takes what the manifest needs from the settings, and tells what it lacks besides what is malformed. */
function valuesFrom(
  given: Given,
  malformed: readonly string[],
  version: string,
): { values: PackageValues; problems: string[] } {
  const needed = ['BOT_ID', 'PUBLIC_URL', 'COMPANY_NAME', 'WEBSITE_URL', 'PRIVACY_URL', 'TERMS_URL'] as const;
  const problems = needed
    .filter((name) => given[name] === undefined && !malformed.some((problem) => problem.startsWith(`${name} `)))
    .map((name) => `${name} is not set.`);
  const { BOT_ID: botId = ANY_ID, PUBLIC_URL: publicUrl = ANY_PAGE, COMPANY_NAME: companyName = '' } = given;
  if (companyName.length > NAME_LENGTH)
    problems.push(`COMPANY_NAME is longer than the ${NAME_LENGTH} letters Teams takes.`);
  if (!publicUrl.startsWith('https:')) problems.push('PUBLIC_URL must be an https address: Teams opens no other.');
  const values = {
    appId: given.TEAMS_APP_ID ?? botId,
    botId,
    domain: URL.canParse(publicUrl) ? new URL(publicUrl).hostname : ANY_HOST,
    clientId: given.AAD_APP_CLIENT_ID,
    companyName: companyName.slice(0, NAME_LENGTH) || 'Earpiece',
    websiteUrl: given.WEBSITE_URL ?? ANY_PAGE,
    privacyUrl: given.PRIVACY_URL ?? ANY_PAGE,
    termsUrl: given.TERMS_URL ?? ANY_PAGE,
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

import { readFile } from 'node:fs/promises';
import { AppManifestUtils, type TeamsManifest } from '@microsoft/app-manifest';
import { zipSync } from 'fflate';
import { checkIcons } from './checkIcons.ts';
import { localized } from './checkLocalization.ts';
import { checkManifest } from './checkManifest.ts';
import { type Json, mapStrings } from './manifestStrings.ts';

/** What fills the manifest's variables. */
export interface PackageValues {
  appId: string;
  botId: string;
  domain: string;
  clientId: string | undefined;
  companyName: string;
  websiteUrl: string;
  privacyUrl: string;
  termsUrl: string;
  /** Of package.json. */
  version: string;
}

/** The package as the bytes of a zip file; undefined when there are problems, each a sentence. */
export interface BuiltPackage {
  zip: Uint8Array | undefined;
  problems: string[];
}

/** The same files give the same bytes, whenever they are packed. */
const PACKED_AT = '1980-01-01T00:00:00';

/** Fills and checks the app package whose sources lie in `folder`: schema in every language, ids, domains, icons. */
export async function buildPackage(folder: string, values: PackageValues): Promise<BuiltPackage> {
  const read = (file: string): Promise<Buffer> => readFile(`${folder}/${file}`);
  const manifest = filled(JSON.parse((await read('manifest.json')).toString()) as Json, values);
  const languages = await Promise.all(
    languageFiles(manifest).map(async (file) => {
      const bytes = await read(file);
      return { file, bytes, ...localized(manifest, file, JSON.parse(bytes.toString()) as Json) };
    }),
  );
  const [color, outline] = await Promise.all([read('color.png'), read('outline.png')]);
  const problems = [
    ...(await schemaProblems('manifest.json', manifest)),
    ...checkManifest(manifest, values),
    ...checkIcons({ color, outline }),
    ...languages.flatMap((language) => language.problems),
    ...(await Promise.all(languages.map((language) => schemaProblems(language.file, language.manifest)))).flat(),
  ];
  if (problems.length > 0) return { zip: undefined, problems };
  const files = Object.fromEntries(languages.map(({ file, bytes }) => [file, bytes]));
  const text = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
  return {
    zip: zipSync({ 'manifest.json': text, 'color.png': color, 'outline.png': outline, ...files }, { mtime: PACKED_AT }),
    problems,
  };
}

/** Values go in as data: a quotation mark in a company's name must not end its string. */
function filled(manifest: Json, values: PackageValues): Json {
  const variables: Record<string, string | undefined> = {
    TEAMS_APP_ID: values.appId,
    BOT_ID: values.botId,
    BOT_DOMAIN: values.domain,
    AAD_APP_CLIENT_ID: values.clientId,
    COMPANY_NAME: values.companyName,
    WEBSITE_URL: values.websiteUrl,
    PRIVACY_URL: values.privacyUrl,
    TERMS_URL: values.termsUrl,
  };
  const withValues = mapStrings(manifest, (text) =>
    text.replaceAll(/\$\{\{(\w+)\}\}/g, (variable, name: string) => variables[name] ?? variable),
  );
  if (values.clientId !== undefined || !isRecord(withValues)) return withValues;
  // Without sign-in Teams must not try one.
  return Object.fromEntries(Object.entries(withValues).filter(([name]) => name !== 'webApplicationInfo'));
}

function isRecord(value: Json): value is { [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function languageFiles(manifest: Json): string[] {
  const { localizationInfo } = manifest as { localizationInfo?: { additionalLanguages?: { file: string }[] } };
  return (localizationInfo?.additionalLanguages ?? []).map(({ file }) => file);
}

async function schemaProblems(file: string, manifest: Json): Promise<string[]> {
  const problems = await AppManifestUtils.validateAgainstSchema(manifest as unknown as TeamsManifest);
  return problems.map((problem) => `${file}: ${problem}.`);
}

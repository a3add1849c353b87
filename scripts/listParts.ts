// Lists what an installation without development tools consists of: `npm run sbom` writes out/sbom.cdx.json (CycloneDX 1.6)
// and out/licences.csv from package-lock.json, and fails on a licence nobody has looked at.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Licences under which parts may be shipped with a programme under the MIT licence. */
const LOOKED_AT: ReadonlySet<string> = new Set([
  ...['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'BlueOak-1.0.0', 'Unlicense'],
  ...['(MIT AND Zlib)', '(Apache-2.0 AND MIT)', '(AFL-2.1 OR BSD-3-Clause)'],
  ...['BSD', '(MIT OR GPL-3.0-or-later)'],
]);

/** Packages that say it in a text beside their package.json alone; read by hand. */
const READ_BY_HAND: Readonly<Record<string, string>> = { 'escape-regexp-component': 'MIT', jspath: 'MIT' };

interface Locked {
  version?: string;
  license?: string;
  integrity?: string;
  dev?: boolean;
  optional?: boolean;
  link?: boolean;
}

interface Part {
  name: string;
  version: string;
  licence: string;
  integrity: string | undefined;
}

const root = fileURLToPath(new URL('../', import.meta.url));
const { packages } = JSON.parse(readFileSync(`${root}package-lock.json`, 'utf8')) as {
  packages: Record<string, Locked>;
};
const self = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as { name: string; version: string };
const parts = Object.entries(packages).flatMap(([path, locked]) =>
  path === '' || locked.dev ? [] : [partOf(path, locked)],
);
const byName = [...new Map(parts.map((part) => [`${part.name}@${part.version}`, part])).values()].sort((one, other) =>
  one.name < other.name ? -1 : 1,
);

mkdirSync(`${root}out`, { recursive: true });
writeFileSync(`${root}out/sbom.cdx.json`, `${JSON.stringify(bill(byName), null, 2)}\n`);
writeFileSync(
  `${root}out/licences.csv`,
  ['name,version,licence', ...byName.map(({ name, version, licence }) => `${name},${version},"${licence}"`)].join(
    '\n',
  ) + '\n',
);
const strange = byName.filter(({ licence }) => !LOOKED_AT.has(licence));
console.error(`${byName.length} parts in out/sbom.cdx.json and out/licences.csv.`);
for (const { name, version, licence } of strange)
  console.error(`${name}@${version}: licence "${licence}" was not looked at.`);
process.exitCode = strange.length === 0 ? 0 : 1;

function partOf(path: string, { version = '', license, integrity }: Locked): Part {
  const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
  return { name, version, licence: license ?? READ_BY_HAND[name] ?? writtenLicence(path), integrity };
}

/** Old packages say it in their own file alone, in older forms. */
function writtenLicence(path: string): string {
  try {
    const written = JSON.parse(readFileSync(`${root}${path}/package.json`, 'utf8')) as {
      license?: string | { type?: string };
      licenses?: { type?: string }[];
    };
    const { license } = written;
    return (typeof license === 'string' ? license : license?.type) ?? written.licenses?.[0]?.type ?? 'none said';
  } catch {
    return 'none said';
  }
}

function bill(all: readonly Part[]): object {
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: { type: 'application', name: self.name, version: self.version },
      properties: [{ name: 'commit', value: commit() }],
    },
    components: all.map(({ name, version, licence, integrity }) => {
      const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
      return {
        type: 'library',
        'bom-ref': purl,
        purl,
        name,
        version,
        licenses: [{ expression: licence }],
        ...(integrity?.startsWith('sha512-') === true
          ? { hashes: [{ alg: 'SHA-512', content: Buffer.from(integrity.slice(7), 'base64').toString('hex') }] }
          : {}),
      };
    }),
  };
}

function commit(): string {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}

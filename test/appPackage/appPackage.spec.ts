import assert from 'node:assert/strict';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strFromU8, unzipSync } from 'fflate';
import { type BuiltPackage, buildPackage, type PackageValues } from '../../src/cli/appPackage/buildPackage.ts';
import { readPng } from '../../src/cli/appPackage/readPng.ts';
import { anAgent, startHouse } from '../support/house.ts';

const folder = fileURLToPath(new URL('../../appPackage/', import.meta.url));
const BOT = '0b3d9a51-4a9c-4a11-9d44-3f6d4f0f6a10';
const CLIENT = '5c1f7c2e-5a61-4f9f-8b3c-9a5b1c2d3e4f';
const values: PackageValues = {
  appId: BOT,
  botId: BOT,
  domain: 'earpiece.contoso.com',
  clientId: CLIENT,
  companyName: 'Contoso "Mobile" & Broadband',
  websiteUrl: 'https://www.contoso.com/earpiece',
  privacyUrl: 'https://www.contoso.com/privacy',
  termsUrl: 'https://www.contoso.com/terms',
  version: '0.1.0',
};

describe('the app package', () => {
  it('is built from what lies in appPackage/, with nothing left to fill in', async () => {
    const { zip, problems } = await buildPackage(folder, values);

    const files = unzipSync(zip!);
    const manifest = JSON.parse(strFromU8(files['manifest.json']!)) as { developer: { name: string } };
    assert.deepEqual(problems, []);
    assert.deepEqual(Object.keys(files).sort(), ['color.png', 'de.json', 'manifest.json', 'outline.png']);
    assert.equal(manifest.developer.name, values.companyName);
    assert.doesNotMatch(strFromU8(files['manifest.json']!), /\$\{\{/);
  });

  it('is the same to the byte when it is built again', async () => {
    const [first, second] = [await buildPackage(folder, values), await buildPackage(folder, values)];

    assert.deepEqual(first.zip, second.zip);
  });

  it('asks for no sign-in where none is set up', async () => {
    const { zip, problems } = await buildPackage(folder, { ...values, clientId: undefined });

    const manifest = JSON.parse(strFromU8(unzipSync(zip!)['manifest.json']!)) as object;
    assert.deepEqual(problems, []);
    assert.ok(!('webApplicationInfo' in manifest));
  });

  it('reads icons as they were drawn', () => {
    const picture = readPng(readFileSync(`${folder}color.png`))!;

    const corner = [...picture.rgba.subarray(0, 4)];
    assert.deepEqual(corner, [0x3b, 0x3f, 0x9c, 255]);
  });

  for (const { fault, plant, told } of [
    {
      fault: 'a description longer than Teams allows',
      plant: (place: string) => edit(place, 'manifest.json', /"short": "Cited[^"]*"/, `"short": "${'x'.repeat(81)}"`),
      told: /^manifest\.json: .*description\/short/,
    },
    {
      fault: 'a German text longer than Teams allows',
      plant: (place: string) =>
        edit(place, 'de.json', /"description\.short": "[^"]*"/, `"description.short": "${'x'.repeat(81)}"`),
      told: /^de\.json: .*description\/short/,
    },
    {
      fault: 'a command that has no German',
      plant: (place: string) => edit(place, 'de.json', /.*commands\[2\]\.title.*\n/, ''),
      told: /^de\.json lacks bots\[0\]\.commandLists\[0\]\.commands\[2\]\.title/,
    },
    {
      fault: 'German for a command that is gone',
      plant: (place: string) =>
        edit(place, 'de.json', 'commandLists[1].commands[0].title', 'commandLists[1].commands[9].title'),
      told: /commands\[9\]\.title, which the manifest has not/,
    },
    {
      fault: 'a variable nobody fills',
      plant: (place: string) => edit(place, 'manifest.json', '"#3B3F9C"', '"${{ACCENT}}"'),
      told: /^accentColor is not filled in/,
    },
    {
      fault: 'the id of another bot in the compose box',
      plant: (place: string) =>
        edit(place, 'manifest.json', /("composeExtensions": \[\s*\{\s*"botId": )"[^"]*"/, `$1"${CLIENT}"`),
      told: /^composeExtensions\[0\]\.botId/,
    },
    {
      fault: 'single sign-on for another resource',
      plant: (place: string) => edit(place, 'manifest.json', 'api://botid-', 'api://'),
      told: /^webApplicationInfo\.resource/,
    },
    {
      fault: 'a domain with a wildcard',
      plant: (place: string) =>
        edit(place, 'manifest.json', '"token.botframework.com"', '"*.azurewebsites.net", "token.botframework.com"'),
      told: /^validDomains has \*\.azurewebsites\.net/,
    },
    {
      fault: 'a domain that only this machine knows',
      plant: (place: string) =>
        edit(place, 'manifest.json', '"token.botframework.com"', '"bot.localhost", "token.botframework.com"'),
      told: /^validDomains has bot\.localhost/,
    },
    {
      fault: 'no domain to sign in at',
      plant: (place: string) => edit(place, 'manifest.json', ', "token.botframework.com"', ''),
      told: /^validDomains lacks token\.botframework\.com/,
    },
    {
      fault: 'another version than the program',
      plant: (place: string) => edit(place, 'manifest.json', '"version": "0.1.0"', '"version": "0.2.0"'),
      told: /^version is 0\.2\.0/,
    },
    {
      fault: 'the small icon in place of the large one',
      plant: (place: string) => copyFileSync(`${folder}outline.png`, `${place}/color.png`),
      told: /^color\.png is 32×32/,
    },
    {
      fault: 'a coloured outline',
      plant: (place: string) => copyFileSync(`${folder}color.png`, `${place}/outline.png`),
      told: /neither white nor transparent/,
    },
    {
      fault: 'an icon that is no picture',
      plant: (place: string) => writeFileSync(`${place}/color.png`, '<svg/>'),
      told: /^color\.png is no PNG/,
    },
  ]) {
    it(`is not written with ${fault}`, async () => {
      const built = await withPlanted(plant);

      assert.equal(built.zip, undefined);
      assert.ok(
        built.problems.some((problem) => told.test(problem)),
        built.problems.join('\n'),
      );
    });
  }

  it('is not written with a page that is not https', async () => {
    const { problems } = await buildPackage(folder, { ...values, privacyUrl: 'http://www.contoso.com/privacy' });

    assert.ok(problems.some((problem) => problem.startsWith('developer.privacyUrl')));
  });

  it('offers commands that Earpiece understands, in both languages', async () => {
    const house = await startHouse({ people: [{ ...anAgent, roles: ['agent', 'supervisor', 'admin'] }] });
    const titles = [...commandTitles('manifest.json'), ...commandTitles('de.json')];

    const unknown: string[] = [];
    // The demo goes on talking while the next command is asked; test/flows/demo.spec.ts asks for it.
    for (const title of [...titles.filter((one) => one !== 'demo'), 'gibberish']) {
      const { text = '' } = await house.say(title);
      if (text.includes('nothing in the knowledge base')) unknown.push(title);
    }

    await house.close();
    assert.equal(titles.length, 22);
    assert.deepEqual(unknown, ['gibberish']);
  });
});

function commandTitles(file: string): string[] {
  const text = readFileSync(`${folder}${file}`, 'utf8');
  if (file === 'de.json') {
    return [...text.matchAll(/"bots\[0\]\.commandLists\[\d\]\.commands\[\d\]\.title": "([^"]+)"/g)].map(
      ([, title]) => title!,
    );
  }
  const { bots } = JSON.parse(text) as { bots: { commandLists: { commands: { title: string }[] }[] }[] };
  return bots[0]!.commandLists.flatMap(({ commands }) => commands.map(({ title }) => title));
}

async function withPlanted(plant: (place: string) => void): Promise<BuiltPackage> {
  const place = mkdtempSync(join(tmpdir(), 'earpiece-package-'));
  try {
    for (const file of ['manifest.json', 'de.json', 'color.png', 'outline.png'])
      copyFileSync(`${folder}${file}`, `${place}/${file}`);
    plant(place);
    return await buildPackage(place, values);
  } finally {
    rmSync(place, { recursive: true });
  }
}

function edit(place: string, file: string, from: string | RegExp, to: string): void {
  const path = `${place}/${file}`;
  const before = readFileSync(path, 'utf8');
  const after = before.replace(from, to);
  // A fault that was not planted would be found by nobody.
  assert.notEqual(after, before);
  writeFileSync(path, after);
}

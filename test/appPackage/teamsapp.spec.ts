import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { describeSettings } from '../../src/wiring/config.ts';
import { readBicep } from '../support/bicep/readBicep.ts';

const root = new URL('../../', import.meta.url).pathname;

for (const [file, sample] of [
  ['teamsapp.yml', 'env/.env.dev.sample'],
  ['teamsapp.local.yml', 'env/.env.local.sample'],
] as const) {
  describe(file, () => {
    it('takes every variable from an earlier step or from the sample of the environment', async () => {
      const open = await openVariables(read(file), read(sample));

      assert.deepEqual(open, []);
    });

    it('is found out when a variable of the sample is missing', async () => {
      const open = await openVariables(read(file), read(sample).replace(/^SECRET_DATA_KEY=.*$/m, ''));

      assert.notDeepEqual(open, []);
    });

    it('is found out when a step comes before what it needs', async () => {
      const app = parse(read(file)) as Lifecycle;
      const late = { ...app, provision: [...app.provision].reverse() };

      const open = await openVariables(JSON.stringify(late), read(sample));

      assert.ok(open.some((problem) => problem.includes('TEAMS_APP_ID')));
    });

    it('gives its templates the parameters they need, and no others', async () => {
      const { provision } = parse(read(file)) as Lifecycle;
      const templates = provision.flatMap((step) => step.with.templates ?? []);

      for (const { path, parameters } of templates) {
        const { params } = await readBicep(join(root, path));
        const given = Object.keys((JSON.parse(read(parameters)) as { parameters: object }).parameters);
        const required = params.filter(({ isRequired }) => isRequired).map(({ name }) => name);
        assert.deepEqual(
          required.filter((name) => !given.includes(name)),
          [],
        );
        assert.deepEqual(
          given.filter((name) => !params.some((param) => param.name === name)),
          [],
        );
      }
      assert.equal(templates.length, 1);
    });
  });
}

describe('teamsapp.local.yml', () => {
  it('writes settings that Earpiece knows', () => {
    const { deploy = [] } = parse(read('teamsapp.local.yml')) as Lifecycle;
    const known = new Set(describeSettings({}).map(({ name }) => name));

    const written = deploy.flatMap((step) => Object.keys(step.with.envs ?? {}));

    assert.ok(written.length >= 6);
    assert.deepEqual(
      written.filter((name) => !known.has(name)),
      [],
    );
  });
});

interface Step {
  uses: string;
  with: { manifestPath?: string; templates?: { path: string; parameters: string }[]; envs?: object };
  writeToEnvironmentFile?: Record<string, string>;
}

interface Lifecycle {
  provision: Step[];
  deploy?: Step[];
  publish?: Step[];
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

/** Variables that have no value yet when a step, or a file it fills in, needs them. */
async function openVariables(yaml: string, sample: string): Promise<string[]> {
  const { provision, deploy = [], publish = [] } = parse(yaml) as Lifecycle;
  const known = new Set([...sample.matchAll(/^(\w+)=/gm)].map(([, name]) => name!));
  const open: string[] = [];
  for (const step of [...provision, ...deploy, ...publish]) {
    const filledIn = [step.with.manifestPath, ...(step.with.templates ?? []).map(({ parameters }) => parameters)];
    const texts = [JSON.stringify(step.with), ...filledIn.flatMap((file) => (file === undefined ? [] : [read(file)]))];
    for (const [, name = ''] of texts.join('\n').matchAll(/\$\{\{(\w+)\}\}/g)) {
      if (!known.has(name)) open.push(`${step.uses} needs ${name}`);
    }
    for (const name of Object.values(step.writeToEnvironmentFile ?? {})) known.add(name);
    // Outputs of a template are written under their own names.
    for (const { path } of step.with.templates ?? []) {
      for (const output of (await readBicep(join(root, path))).outputs) known.add(output);
    }
  }
  return open;
}

import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { describeSettings, readConfig } from '../../src/wiring/config.ts';
import { checkBicep } from '../support/bicep/checkBicep.ts';
import { readBicep } from '../support/bicep/readBicep.ts';

const GUID = '0b3d9a51-4a9c-4a11-9d44-3f6d4f0f6a10';

/** What Azure would put in place of an expression. */
const EXAMPLES: Readonly<Record<string, string>> = {
  PUBLIC_URL: 'https://earpiece.contoso.com',
  BOT_ID: GUID,
  BOT_TENANT_ID: GUID,
  COMPANY_NAME: 'Contoso',
  DATABASE_URL: 'postgres://earpiece-identity@name.postgres.database.azure.com:5432/earpiece?sslmode=verify-full',
  DATA_KEY: `main:${Buffer.alloc(32, 7).toString('base64')}`,
  CALL_EVENTS_KEY: 'a key of more than sixteen letters',
  ROLE_MAP: `admin=${GUID}`,
  GROUP_MAP: `retention-team=${GUID}`,
  DATAVERSE_URL: 'https://name.crm.dynamics.com',
  AZURE_SEARCH_ENDPOINT: 'https://name.search.windows.net',
  AZURE_SEARCH_SEMANTIC_CONFIG: 'earpiece',
  AZURE_OPENAI_ENDPOINT: 'https://name.azure-api.net',
  AZURE_OPENAI_DEPLOYMENT: 'chat',
  AZURE_OPENAI_EMBEDDING_DEPLOYMENT: 'embedding',
  AAD_APP_CLIENT_ID: GUID,
  AAD_APP_CLIENT_SECRET: 'secret',
  AZURE_SPEECH_ENDPOINT: 'https://name.cognitiveservices.azure.com',
  SMS_PROVIDER: 'acs',
  SMS_ACS_ENDPOINT: 'https://name.communication.azure.com',
  SMS_SENDER: 'Contoso',
  APPLICATIONINSIGHTS_CONNECTION_STRING: `InstrumentationKey=${GUID};IngestionEndpoint=https://westeurope-5.in.applicationinsights.azure.com/`,
  KAFKA_BROKERS: 'earpiece-events-abc.servicebus.windows.net:9093',
  KAFKA_TRANSCRIPTS_TOPIC: 'earpiece-utterances',
  SIPREC_LISTEN: '10.20.2.10:5060',
  SIPREC_ALLOW: '192.0.2.0/28',
};

describe('infra/', () => {
  it('is sound as far as can be seen without Azure', async () => {
    const problems = await problemsWith({});

    assert.deepEqual(problems, []);
  });

  for (const { fault, file, from, to, told } of [
    {
      fault: 'a brace too few',
      file: 'bot.bicep',
      from: "name: 'bot'\n",
      to: "name: 'bot' {\n",
      told: /cannot be parsed/,
    },
    {
      fault: 'a parameter nobody uses',
      file: 'search.bicep',
      from: 'param name string',
      to: 'param name string\nparam colour string',
      told: /colour is declared and not used/,
    },
    {
      fault: 'a name that is not declared',
      file: 'search.bicep',
      from: 'replicaCount: replicas',
      to: 'replicaCount: copies',
      told: /copies is not declared/,
    },
    {
      fault: 'a module that lacks a parameter',
      file: 'main.bicep',
      from: '    vaultUri: keyVault.outputs.uri\n',
      to: '',
      told: /module bot lacks vaultUri/,
    },
    {
      fault: 'a parameter the module does not have',
      file: 'main.bicep',
      from: 'mode: firewallMode',
      to: 'strictness: firewallMode',
      told: /firewall has no parameter strictness/,
    },
    {
      fault: 'an output that is not there',
      file: 'main.bicep',
      from: 'database.outputs.url',
      to: 'database.outputs.address',
      told: /database has no output address/,
    },
    {
      fault: 'a file that is not there',
      file: 'alerts.bicep',
      from: 'turnsFailed.kql',
      to: 'turns.kql',
      told: /turns\.kql does not exist/,
    },
    {
      fault: 'a secret among plain parameters',
      file: 'main.bicep',
      from: /@secure\(\)\n(@description\('Seals)/,
      to: '$1',
      told: /dataKey lacks @secure/,
    },
    {
      fault: 'a secret given out',
      file: 'keyVault.bicep',
      from: 'output uri',
      to: 'output dataKey',
      told: /dataKey gives a secret out/,
    },
    {
      fault: 'a key in place of an identity',
      file: 'search.bicep',
      from: 'output endpoint string = ',
      to: 'output endpoint string = search.listAdminKeys().primaryKey',
      told: /takes a key/,
    },
    {
      fault: 'keys allowed at Azure OpenAI',
      file: 'models.bicep',
      from: 'disableLocalAuth: true',
      to: 'disableLocalAuth: false',
      told: /account lacks disableLocalAuth/,
    },
    {
      fault: 'passwords allowed at the database',
      file: 'database.bicep',
      from: "passwordAuth: 'Disabled'",
      to: "passwordAuth: 'Enabled'",
      told: /server lacks passwordAuth/,
    },
    {
      fault: 'plain http to the bot',
      file: 'bot.bicep',
      from: 'allowInsecure: false',
      to: 'allowInsecure: true',
      told: /bot lacks allowInsecure/,
    },
    {
      fault: 'a service that writes no log',
      file: 'speech.bicep',
      from: "scope: speech\n  name: 'to-logs'",
      to: "scope: mayUse\n  name: 'to-logs'",
      told: /speech writes no log/,
    },
    {
      fault: 'a service open to the internet',
      file: 'events.bicep',
      from: 'serviceId: space.id',
      to: 'serviceId: transcripts.id',
      told: /space has no private endpoint/,
    },
    {
      fault: 'parameters that lack one',
      file: 'main.pilot.bicepparam',
      from: /param dataKey.*\n/,
      to: '',
      told: /pilot\.bicepparam: lacks dataKey/,
    },
    {
      fault: 'parameters that name none',
      file: 'main.production.bicepparam',
      from: 'param workers =',
      to: 'param workerCount =',
      told: /workerCount is no parameter/,
    },
  ]) {
    it(`is not sound with ${fault}`, async () => {
      const problems = await problemsWith({ file, from, to });

      assert.ok(
        problems.some((problem) => told.test(problem)),
        problems.join('\n') || 'nothing was found',
      );
    });
  }

  it('sets what a bot needs to start, and nothing that is no setting', () => {
    const text = read('infra/modules/bot.bicep');
    const given = [...text.matchAll(/\{ name: '([A-Z_]+)', (?:value: (?:'([^'$]*)'|[^}]+)|secretRef: '[^']+') \}/g)];
    const names = [...text.matchAll(/name: '([A-Z][A-Z_]+)'/g)].map(([, name]) => name!);

    const environment = Object.fromEntries(given.map(([, name, literal]) => [name!, literal ?? EXAMPLES[name!]]));
    const config = readConfig(environment);

    assert.deepEqual(names.sort(), Object.keys(environment).sort());
    assert.deepEqual(unknownSettings(names), []);
    assert.equal(config.bot.kind, 'UserAssignedMsi');
    assert.equal(config.kafka?.proof?.mechanism, 'oauthbearer');
  });

  it('sets what a worker needs to hear calls, and nothing that is no setting', () => {
    const block = /cat > \/run\/earpiece\.env <<SETTINGS\n([\s\S]*?)\n\s*SETTINGS/.exec(
      read('infra/policies/worker.yaml'),
    )![1]!;
    const lines = block.split('\n').map((line) => line.trim().split(/=(.*)/s));

    const names = lines.map(([name]) => name!);
    const config = readConfig(Object.fromEntries(lines.map(([name, value]) => [name!, EXAMPLES[name!] ?? value!])));

    assert.deepEqual(unknownSettings(names), []);
    assert.equal(config.siprec?.listen?.port, 5060);
    assert.equal(config.kafka?.proof?.mechanism, 'oauthbearer');
  });

  it('lets the one identity hear live text and hand it on, and takes no key for it', () => {
    const text = read('infra/modules/events.bicep');

    // https://learn.microsoft.com/azure/role-based-access-control/built-in-roles/analytics
    const [receiver, sender] = ['a638d3c7-ab3a-418d-83e6-5f17a39d4fde', '2b629674-e913-4c01-ae53-ef4638d8f975'];
    assert.match(text, new RegExp(`roleIds = \\['${receiver}', '${sender}'\\]`));
    assert.match(text, /disableLocalAuth: true/);
  });

  it('starts an entry that exists', () => {
    const [, entry] = /node (src\/\w+\.ts)$/m.exec(read('infra/policies/worker.yaml'))!;

    assert.ok(existsSync(join(root, entry!)));
  });

  it('opens the ports on which voices come in', () => {
    const { rtpPorts } = readConfig({ SIPREC_LISTEN: '10.0.0.4:5060', SIPREC_ALLOW: '192.0.2.1' }).siprec!;

    const opened = /param rtpPorts string = '([^']+)'/.exec(read('infra/modules/network.bicep'))![1];

    assert.equal(opened, `${rtpPorts.first}-${rtpPorts.last}`);
  });

  it('names the connection for sign-in as the bot expects it', () => {
    const expected = describeSettings({}).find(({ name }) => name === 'SIGN_IN_CONNECTION')!.default;

    const named = ['infra/modules/registration.bicep', 'infra/local.bicep'].map((file) =>
      read(file).includes(`name: '${expected}'`),
    );

    assert.deepEqual(named, [true, true]);
  });

  it('fills in everything that a policy leaves open', () => {
    const open = { 'modelGateway.bicep': 'models.xml', 'worker.bicep': 'worker.yaml' };

    for (const [module, policy] of Object.entries(open)) {
      const wanted = new Set([...read(`infra/policies/${policy}`).matchAll(/\{\{[a-z-]+\}\}/g)].map(([name]) => name));
      const filled = new Set([...read(`infra/modules/${module}`).matchAll(/\{\{[a-z-]+\}\}/g)].map(([name]) => name));
      assert.deepEqual([...wanted].sort(), [...filled].sort());
    }
  });

  it('asks the logs for lines that Earpiece writes', () => {
    const source = globSync('src/**/*.ts', { cwd: root })
      .map((file) => read(file))
      .join('\n');

    const strange = globSync('infra/queries/*.kql', { cwd: root }).flatMap((file) => unwritten(read(file), source));

    assert.deepEqual(strange, []);
    assert.deepEqual(unwritten("| where line.msg == 'pigs flew'", source), ['pigs flew']);
  });

  it('has no file that nothing uses', async () => {
    const files = await all({});
    const used = new Set(
      files.flatMap((file) =>
        [...file.loads, ...file.modules.map(({ path }) => path)].map((path) => join(dirname(file.path), path)),
      ),
    );

    const lying = globSync(['infra/modules/*', 'infra/queries/*', 'infra/policies/*'], { cwd: root });

    assert.deepEqual(
      lying.filter((file) => !used.has(normalize(file))),
      [],
    );
  });
});

const root = new URL('../../', import.meta.url).pathname;

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

interface Plant {
  file?: string;
  from?: string | RegExp;
  to?: string;
}

async function all({ file, from = '', to = '' }: Plant): Promise<Awaited<ReturnType<typeof readBicep>>[]> {
  const paths = globSync(['infra/**/*.bicep', 'infra/*.bicepparam'], { cwd: root });
  return Promise.all(
    paths.map((path) => {
      const text = read(path);
      if (basename(path) !== file) return readBicep(path, text);
      const planted = text.replace(from, to);
      // A fault that was not planted would be found by nobody.
      assert.notEqual(planted, text);
      return readBicep(path, planted);
    }),
  );
}

async function problemsWith(plant: Plant): Promise<string[]> {
  return checkBicep(await all(plant), (path) => basename(path) === 'local.bicep');
}

function unknownSettings(names: readonly string[]): string[] {
  const known = new Set([...describeSettings({}).map(({ name }) => name), 'NODE_ENV']);
  return names.filter((name) => !known.has(name));
}

/** Texts that a query compares with and that stand nowhere in the program. */
function unwritten(query: string, source: string): string[] {
  const compared = [...query.matchAll(/line\.(?:msg|action|result) (?:==|in|!=) (?:'[^']*'|\([^)]*\))/g)];
  const texts = compared.flatMap(([part]) => [...part.matchAll(/'([^']*)'/g)].map(([, text]) => text!));
  return texts.filter((text) => !source.includes(`'${text}'`));
}

import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import type { Bicep } from './readBicep.ts';

/** What names in the language itself. */
const BUILT_IN: ReadonlySet<string> = new Set([
  'any',
  'null',
  'true',
  'false',
  'string',
  'object',
  'array',
  'int',
  'bool',
]);

/** What each kind of service must say, as it must stand in its text. */
const REQUIRED: Readonly<Record<string, readonly RegExp[]>> = {
  'Microsoft.CognitiveServices/accounts': [/disableLocalAuth: true/, /publicNetworkAccess: 'Disabled'/],
  'Microsoft.Search/searchServices': [/disableLocalAuth: true/, /publicNetworkAccess: 'disabled'/],
  'Microsoft.EventHub/namespaces': [
    /disableLocalAuth: true/,
    /minimumTlsVersion: '1.2'/,
    /publicNetworkAccess: 'Disabled'/,
  ],
  'Microsoft.KeyVault/vaults': [
    /enableRbacAuthorization: true/,
    /enablePurgeProtection: true/,
    /publicNetworkAccess: 'Disabled'/,
  ],
  'Microsoft.DBforPostgreSQL/flexibleServers': [/passwordAuth: 'Disabled'/, /publicNetworkAccess: 'Disabled'/],
  'Microsoft.BotService/botServices': [/disableLocalAuth: true/, /msaAppType: '(?:UserAssignedMSI|SingleTenant)'/],
  'Microsoft.App/containerApps': [/allowInsecure: false/, /'UserAssigned'/],
  'Microsoft.Network/applicationGateways': [/sslPolicy: /, /firewallPolicy: /],
  'Microsoft.OperationalInsights/workspaces': [/disableLocalAuth: true/],
  'Microsoft.Compute/virtualMachines': [/disablePasswordAuthentication: true/, /secureBootEnabled: true/],
};

const LOGGED = [
  'Microsoft.CognitiveServices/accounts',
  'Microsoft.Search/searchServices',
  'Microsoft.EventHub/namespaces',
  'Microsoft.KeyVault/vaults',
  'Microsoft.DBforPostgreSQL/flexibleServers',
  'Microsoft.BotService/botServices',
  'Microsoft.App/managedEnvironments',
  'Microsoft.Network/applicationGateways',
  'Microsoft.ApiManagement/service',
  'Microsoft.Communication/communicationServices',
];

const PRIVATE = [
  'Microsoft.CognitiveServices/accounts',
  'Microsoft.Search/searchServices',
  'Microsoft.EventHub/namespaces',
  'Microsoft.KeyVault/vaults',
  'Microsoft.ApiManagement/service',
];

const SECRET_NAME = /(?:secret|password|(?<!ssh)key|token)$/i;

/** Everything wrong in these files that can be seen without Azure; each a sentence that begins with the file. */
export function checkBicep(files: readonly Bicep[], isLocalRegistration: (path: string) => boolean): string[] {
  const byPath = new Map(files.map((file) => [normalize(file.path), file]));
  return files.flatMap((file) => [
    ...file.syntax.map((place) => `${place} cannot be parsed.`),
    ...(file.path.endsWith('param') ? checkParameters(file, byPath) : checkTemplate(file, byPath)),
    ...(isLocalRegistration(file.path) ? [] : checkRules(file)),
  ]);
}

type Files = ReadonlyMap<string, Bicep>;

function checkTemplate(file: Bicep, files: Files): string[] {
  const at = (problem: string): string => `${file.path}: ${problem}`;
  const { params, declared, used } = file;
  const named = new Set([...params.map(({ name }) => name), ...variablesOf(file)]);
  return [
    ...[...named].filter((name) => !used.has(name)).map((name) => at(`${name} is declared and not used.`)),
    ...[...used]
      .filter((name) => !declared.has(name) && !BUILT_IN.has(name))
      .map((name) => at(`${name} is not declared.`)),
    ...params
      .filter((one) => SECRET_NAME.test(one.name) && !one.isSecure)
      .map(({ name }) => at(`${name} lacks @secure().`)),
    ...[...file.outputs].filter((name) => SECRET_NAME.test(name)).map((name) => at(`${name} gives a secret out.`)),
    ...(/\blist\w*Keys?\(/i.test(file.text) ? [at('takes a key, where an identity would do.')] : []),
    ...file.loads
      .filter((load) => !existsSync(join(dirname(file.path), load)))
      .map((load) => at(`${load} does not exist.`)),
    ...file.modules.flatMap((module) => checkModule(file, module, files).map(at)),
    ...file.outputsUsed.flatMap(({ module, output }) => checkOutput(file, { module, output }, files).map(at)),
  ];
}

function variablesOf({ text }: Bicep): string[] {
  return [...text.matchAll(/^var (\w+)/gm)].map(([, name = '']) => name);
}

function targetOf(file: Bicep, path: string, files: Files): Bicep | undefined {
  return files.get(normalize(join(dirname(file.path), path)));
}

function checkModule(file: Bicep, { symbol, path, params }: Bicep['modules'][number], files: Files): string[] {
  const target = targetOf(file, path, files);
  if (target === undefined) return [`module ${symbol}: ${path} does not exist.`];
  return [
    ...target.params
      .filter(({ name, isRequired }) => isRequired && !params.has(name))
      .map(({ name }) => `module ${symbol} lacks ${name}.`),
    ...[...params.keys()]
      .filter((name) => !target.params.some((param) => param.name === name))
      .map((name) => `module ${symbol} has no parameter ${name}.`),
  ];
}

function checkOutput(file: Bicep, { module, output }: { module: string; output: string }, files: Files): string[] {
  const called = file.modules.find(({ symbol }) => symbol === module);
  const target = called && targetOf(file, called.path, files);
  return target?.outputs.has(output) === true ? [] : [`${module} has no output ${output}.`];
}

function checkParameters(file: Bicep, files: Files): string[] {
  const main = /^using '([^']+)'/m.exec(file.text)?.[1] ?? '';
  const target = targetOf(file, main, files);
  if (target === undefined) return [`${file.path}: ${main} does not exist.`];
  const given = new Set(file.params.map(({ name }) => name));
  return [
    ...target.params
      .filter(({ name, isRequired }) => isRequired && !given.has(name))
      .map(({ name }) => `${file.path}: lacks ${name}.`),
    ...[...given]
      .filter((name) => !target.params.some((param) => param.name === name))
      .map((name) => `${file.path}: ${name} is no parameter.`),
  ];
}

function checkRules(file: Bicep): string[] {
  const own = file.resources.filter(({ isExisting }) => !isExisting);
  return own.flatMap(({ symbol, type, text }) => {
    const lacking = (REQUIRED[type] ?? []).filter((rule) => !rule.test(text));
    const isLogged = own.some(
      (one) => one.type.endsWith('diagnosticSettings') && one.text.includes(`scope: ${symbol}\n`),
    );
    const isPrivate = file.modules.some(({ params }) => params.get('serviceId') === `serviceId: ${symbol}.id`);
    return [
      ...lacking.map((rule) => `${file.path}: ${symbol} lacks ${rule.source}.`),
      ...(LOGGED.includes(type) && !isLogged ? [`${file.path}: ${symbol} writes no log.`] : []),
      ...(PRIVATE.includes(type) && !isPrivate ? [`${file.path}: ${symbol} has no private endpoint.`] : []),
    ];
  });
}

// One rule per arrow of docs/architecture.md. The comment is what a developer reads when it fails.
const FEATURES = 'administration|guards|answers|knowledge|notes|alerts|calls|detection|insights';
const TEAMS_SDKS = 'botbuilder[^/]*|botframework-[^/]*|@microsoft/teams-ai';
const CLOUD_SDKS =
  'openai|@azure/[^/]+|@opentelemetry/[^/]+|microsoft-cognitiveservices-speech-sdk|kafkajs|smpp|pg|pg-connection-string|kysely';

const sdk = (names) => `node_modules/(${names})/`;
const onlyTo = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: `^src/(${from})/` },
  to: { path: '^src/', pathNot: to ? [`^src/(${from})/`, `^src/(${to})/`] : [`^src/(${from})/`] },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Two files that need each other are one file, or lack a third.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      comment: 'Nothing reaches this file: delete it or use it.',
      from: {
        orphan: true,
        path: '^src/',
        // Workers are started by address, and types alone leave no import at run time.
        pathNot: ['Worker\\.ts$'],
      },
      to: {},
    },
    onlyTo('domain-imports-nothing', 'domain', '', 'A noun does not know who uses it.'),
    onlyTo('files-import-nothing', 'files', '', 'Bytes become text for any feature that reads a file.'),
    onlyTo('messages-import-domain', 'messages', 'domain', 'A message is words; it fetches nothing.'),
    onlyTo('ports-import-domain', 'ports', 'domain', 'A port names what we need, never who supplies it.'),
    onlyTo('cards-import-domain', 'cards', 'domain|messages', 'A card shows a value; it does not fetch one.'),
    onlyTo('pages-import-cards', 'pages', 'cards|domain|messages', 'A page shows a value; it does not fetch one.'),
    onlyTo('model-imports-ports', 'model', 'ports|domain', 'What every feature passes through that asks a model.'),
    onlyTo('http-imports-nothing', 'http', '', 'The server is handed its routes.'),
    onlyTo('adapters-import-ports', 'adapters', 'ports|domain', 'An adapter fulfils a port and knows no feature.'),
    onlyTo(
      'rims-import-features',
      'teams|telephony',
      `${FEATURES}|cards|ports|domain|messages`,
      'A handler calls a feature and shows a card; it never picks an adapter.',
    ),
    {
      name: 'features-import-ports',
      severity: 'error',
      comment: 'Ask for a port, or return a value and let the handler show it.',
      from: { path: `^src/(${FEATURES})/` },
      to: { path: '^src/', pathNot: [`^src/(${FEATURES}|model|ports|domain|messages|files)/`] },
    },
    {
      name: 'features-stay-apart',
      severity: 'error',
      comment: 'Only calls joins features (detection, alerts). Others share domain types.',
      from: { path: `^src/(${FEATURES})/`, pathNot: '^src/calls/' },
      to: { path: `^src/(${FEATURES})/`, pathNot: '^src/$1/' },
    },
    {
      name: 'calls-join-detection-and-alerts',
      severity: 'error',
      comment: 'The one place where two features meet.',
      from: { path: '^src/calls/' },
      to: { path: `^src/(${FEATURES})/`, pathNot: '^src/(calls|detection|alerts)/' },
    },
    {
      name: 'adapters-stay-apart',
      severity: 'error',
      comment: 'Suppliers do not know each other; only the full-text read model is built from the database.',
      from: { path: '^src/adapters/([^/]+)/' },
      to: { path: '^src/adapters/', pathNot: ['^src/adapters/$1/', '^src/adapters/(sql|lexicon)/'] },
    },
    {
      name: 'only-the-read-model-reads-sql',
      severity: 'error',
      comment: 'Suppliers do not know each other; only the full-text read model is built from the database.',
      from: { path: '^src/adapters/', pathNot: '^src/adapters/(sql|fts)/' },
      to: { path: '^src/adapters/sql/' },
    },
    {
      name: 'wiring-is-the-top',
      severity: 'error',
      comment: 'Only the entries know how everything is joined.',
      from: { path: '^src/[^/]+/', pathNot: '^src/(wiring|cli)/' },
      to: { path: '^src/wiring/' },
    },
    {
      name: 'cloud-sdks-only-in-adapters',
      severity: 'error',
      comment: 'The core must not know who supplies it.',
      from: { path: '^src/', pathNot: '^src/adapters/' },
      to: { path: sdk(CLOUD_SDKS) },
    },
    {
      name: 'teams-sdks-only-in-teams',
      severity: 'error',
      comment: 'Both Teams SDKs are retired upstream; the core must outlive them.',
      from: { path: '^src/', pathNot: '^src/teams/' },
      to: { path: sdk(TEAMS_SDKS) },
    },
    {
      name: 'restify-only-in-http',
      severity: 'error',
      comment: 'Routes are handed in as plain functions.',
      from: { path: '^src/', pathNot: '^src/http/' },
      to: { path: sdk('restify') },
    },
    {
      name: 'src-never-imports-test',
      severity: 'error',
      comment: 'The product does not know its tests.',
      from: { path: '^(src|bin)/' },
      to: { path: '^(test|bench|scripts)/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
      extensions: ['.ts', '.mjs', '.cjs', '.js', '.json'],
    },
  },
};

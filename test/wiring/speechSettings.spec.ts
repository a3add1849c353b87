import assert from 'node:assert/strict';
import { readConfig, WrongSettings } from '../../src/wiring/config.ts';

const problemsOf = (settings: NodeJS.ProcessEnv): readonly string[] => {
  try {
    readConfig(settings);
    return [];
  } catch (error) {
    assert.ok(error instanceof WrongSettings);
    return error.problems;
  }
};

describe('settings of speech to text', () => {
  it('let this machine listen when they name no service', () => {
    const { speech } = readConfig({ SPEECH_THREADS: '3' });

    assert.deepEqual(speech, { kind: 'local', threads: 3 });
  });

  it('name a resource by its address or its region', () => {
    const endpoint = 'https://name.cognitiveservices.azure.com';
    const phrases = { SPEECH_PHRASES: 'Flex 10, Woodgrove', SPEECH_LANGUAGES: 'en-GB,de-DE' };

    const byAddress = readConfig({ AZURE_SPEECH_ENDPOINT: endpoint, ...phrases }).speech;
    const byRegion = readConfig({ AZURE_SPEECH_REGION: 'westeurope', AZURE_SPEECH_KEY: 'k' }).speech;

    assert.deepEqual(byAddress, {
      kind: 'azure',
      endpoint,
      region: undefined,
      key: undefined,
      languages: ['en-GB', 'de-DE'],
      phrases: ['Flex 10', 'Woodgrove'],
    });
    assert.equal(byRegion.kind === 'azure' && byRegion.region, 'westeurope');
  });

  for (const [what, settings, says] of [
    ['a key without a place', { AZURE_SPEECH_KEY: 'secret-key' }, /AZURE_SPEECH_KEY needs/],
    ['a region without a key', { AZURE_SPEECH_REGION: 'westeurope' }, /AZURE_SPEECH_KEY is missing/],
    [
      'both places',
      { AZURE_SPEECH_REGION: 'x1', AZURE_SPEECH_ENDPOINT: 'https://x', AZURE_SPEECH_KEY: 'k' },
      /both set/,
    ],
    ['another language than English here', { SPEECH_LANGUAGES: 'de-DE' }, /must be English/],
    ['a language that is none', { SPEECH_LANGUAGES: 'english' }, /must be languages such as/],
  ] as const) {
    it(`refuse ${what}, and print no secret`, () => {
      const problems = problemsOf(settings);

      assert.match(problems.join(' '), says);
      assert.doesNotMatch(problems.join(' '), /secret-key/);
    });
  }

  it('refuse a service over plain http in production', () => {
    const production = {
      BOT_ID: '11111111-1111-4111-8111-111111111111',
      BOT_TENANT_ID: '22222222-2222-4222-8222-222222222222',
      BOT_TYPE: 'UserAssignedMsi',
      AZURE_SPEECH_ENDPOINT: 'http://speech.example',
    };

    assert.ok(problemsOf(production).some((problem) => problem.startsWith('AZURE_SPEECH_ENDPOINT must be an https')));
  });
});

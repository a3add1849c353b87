import assert from 'node:assert/strict';
import { readConfig } from '../../src/wiring/config.ts';

const AZURE = { AZURE_OPENAI_ENDPOINT: 'https://contoso.openai.azure.com', AZURE_OPENAI_DEPLOYMENT: 'chat' };

describe('settings of the language model', () => {
  it('are none by default', () => {
    assert.equal(readConfig({}).model, undefined);
  });

  it('name a deployment and those that stand in for it, by managed identity without a key', () => {
    const { model } = readConfig({ ...AZURE, AZURE_OPENAI_FALLBACK_DEPLOYMENTS: 'chat-2, chat-3' });

    assert.deepEqual(model, {
      ...{ kind: 'azure', endpoint: 'https://contoso.openai.azure.com', apiKey: undefined },
      models: ['chat', 'chat-2', 'chat-3'],
    });
  });

  it('set how many tokens may be used', () => {
    const { tokenLimits } = readConfig({ TOKENS_PER_PERSON_DAY: '5', TOKENS_PER_CALL: '6', TOKENS_PER_DAY: '7' });

    assert.deepEqual(tokenLimits, { perPersonDay: 5, perCall: 6, perDay: 7 });
  });

  const wrong: readonly [string, NodeJS.ProcessEnv, RegExp][] = [
    ['two models at once', { ...AZURE, OPENAI_MODEL: 'chat', OPENAI_API_KEY: 'x' }, /both set/],
    ['a deployment without its resource', { AZURE_OPENAI_DEPLOYMENT: 'chat' }, /AZURE_OPENAI_ENDPOINT is missing/],
    ['a model without a server', { OPENAI_MODEL: 'chat' }, /OPENAI_MODEL needs OPENAI_API_KEY/],
    ['stand-ins for nothing', { OPENAI_FALLBACK_MODELS: 'a' }, /OPENAI_FALLBACK_MODELS needs OPENAI_MODEL/],
    ['a budget that is no number', { TOKENS_PER_DAY: 'many' }, /TOKENS_PER_DAY must be a number/],
  ];
  for (const [what, environment, sentence] of wrong) {
    it(`refuse ${what}`, () => assert.throws(() => readConfig(environment), sentence));
  }
});

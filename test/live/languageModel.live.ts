// `npm run test:live`: the contract suites on whatever credentials the environment holds; names what was not run.
import { openaiModel } from '../../src/adapters/openai/openaiModel.ts';
import { readConfig } from '../../src/wiring/config.ts';
import { environment } from '../../src/wiring/environment.ts';
import { describeLanguageModel } from '../contracts/languageModel.ts';

const given = environment();
const suites: readonly [string, NodeJS.ProcessEnv][] = [
  ['AZURE_OPENAI_DEPLOYMENT', { ...given, OPENAI_MODEL: '', OPENAI_FALLBACK_MODELS: '' }],
  ['OPENAI_MODEL', { ...given, AZURE_OPENAI_DEPLOYMENT: '', AZURE_OPENAI_FALLBACK_DEPLOYMENTS: '' }],
];

for (const [setting, settings] of suites) {
  if (!given[setting]) {
    describe(`language model: not run, because ${setting} is not set`, () => {
      it('needs credentials');
    });
    continue;
  }
  const { model } = readConfig(settings);
  if (model !== undefined) describeLanguageModel(`${setting} (live)`, () => openaiModel(model));
}

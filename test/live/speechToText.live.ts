// `npm run test:live`: the contract suite on Azure Speech, when the environment names a resource.
import { readConfig } from '../../src/wiring/config.ts';
import { environment } from '../../src/wiring/environment.ts';
import { openSpeech } from '../../src/wiring/openSpeech.ts';
import { describeSpeechToText } from '../contracts/speechToText.ts';

const given = environment();

if (given.AZURE_SPEECH_ENDPOINT || given.AZURE_SPEECH_REGION) {
  const { speech: choice } = readConfig(given);
  describeSpeechToText('Azure Speech (live)', async () => {
    const speech = await openSpeech(choice, undefined, { clock: { now: () => new Date() } });
    if (speech === undefined) throw new Error('There is no speech to text.');
    return speech;
  });
} else {
  describe('speech to text: not run, because neither AZURE_SPEECH_ENDPOINT nor AZURE_SPEECH_REGION is set', () => {
    it('needs credentials');
  });
}

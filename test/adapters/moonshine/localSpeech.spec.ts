import { localSpeech } from '../../../src/adapters/moonshine/localSpeech.ts';
import { hasSpeechModels } from '../../../src/adapters/moonshine/models/onnxRuntime.ts';
import { describeSpeechToText } from '../../contracts/speechToText.ts';

const clock = { now: () => new Date(0) };

if (hasSpeechModels()) {
  describeSpeechToText('Moonshine, real models', async () => localSpeech({ workers: 1 }, { clock }));
} else {
  describe('speech to text: Moonshine, real models', () => {
    it('is not run: npm run speech:install brings the models');
  });
}

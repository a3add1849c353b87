import { localSpeech } from '../../../src/adapters/moonshine/localSpeech.ts';
import { describeSpeechToText } from '../../contracts/speechToText.ts';
import { needSpeech } from '../../support/speech/needSpeech.ts';

const clock = { now: () => new Date(0) };

describe('Speech to text on this machine', () => {
  before(function () {
    needSpeech(this);
  });

  describeSpeechToText('Moonshine, real models', async () => localSpeech({ workers: 1 }, { clock }));
});

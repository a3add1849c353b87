import { localSpeech } from '../../../src/adapters/moonshine/localSpeech.ts';
import { describeSpeechToText } from '../../contracts/speechToText.ts';
import { voicesApart } from '../../support/speech/twoVoices.ts';
import { needSpeech } from '../../support/speech/needSpeech.ts';

const clock = { now: () => new Date(0) };

describe('Speech to text on this machine', () => {
  before(function () {
    needSpeech(this);
  });

  it('is closed in the middle of a sentence without harm to the process', async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      const speech = localSpeech({ workers: 1 }, { clock });
      await speech.ready();
      const live = speech.listen({ callId: 'call-1', onUtterance: () => undefined, onFault: () => undefined });
      live?.hear({ track: 'caller', samples: voicesApart().caller });
      await new Promise((resolve) => setTimeout(resolve, turn * 60));
      await speech.close();
    }
  });

  describeSpeechToText('Moonshine, real models', async () => localSpeech({ workers: 1 }, { clock }));
});

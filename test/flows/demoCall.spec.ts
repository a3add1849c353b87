import assert from 'node:assert/strict';
import { localSpeech } from '../../src/adapters/moonshine/localSpeech.ts';
import { demoCall } from '../../scripts/demo/demoCall.ts';
import { needSpeech } from '../support/speech/needSpeech.ts';

const clock = { now: () => new Date() };

describe('npm run demo:call', function () {
  this.timeout(60_000);

  it('plays a fraud from the SBC to the receipt of the warning, and tells each step', async function () {
    needSpeech(this);
    const lines: string[] = [];

    // Eight times as fast as people speak: what is behind time then is told later, and nothing is lost.
    const isWhole = await demoCall({
      ...{ speech: localSpeech({ workers: 1 }, { clock }), print: (line) => void lines.push(line), speed: 8 },
    });

    const steps = ['INVITE', 'RTP', 'words', 'detector', 'card in the channel', 'SMS from Contoso', 'BYE', 'receipt'];
    const told = lines.join('\n');
    assert.ok(isWhole, told);
    for (const step of steps) assert.ok(told.includes(step), `${step} is missing in\n${told}`);
    assert.match(told, /1 delivered/);
  });

  it('says what to install where nothing puts speech into words', async () => {
    const lines: string[] = [];

    const isWhole = await demoCall({ speech: undefined, print: (line) => void lines.push(line) });

    assert.equal(isWhole, false);
    assert.match(lines.join(), /npm run speech:install/);
  });
});

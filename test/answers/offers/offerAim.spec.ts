import assert from 'node:assert/strict';
import { offerAim } from '../../../src/answers/offers/offerAim.ts';

describe('what a question wants offered', () => {
  const asked = {
    any: [
      'what can I offer her?',
      'wat can i offer',
      'any deals for him',
      'got a better deal for this lady',
      'was kann ich ihm anbieten?',
    ],
    cheaper: [
      'anything cheaper for her',
      'she says its too expensive, any options',
      'gibt es einen günstigeren Tarif für ihn?',
    ],
    more: ['can I upgrade him', 'she ran out of data again what can i offer', 'upgrade options?'],
    keep: ['how can I keep him?', 'retention offer for her?', 'Kunde will kündigen, was kann ich anbieten?'],
  };
  for (const [aim, texts] of Object.entries(asked)) {
    for (const text of texts) {
      it(`is "${aim}" in: ${text}`, () => {
        assert.equal(offerAim(text), aim);
      });
    }
  }

  const others = [
    'what does it cost to change to a cheaper plan',
    'how do I process an upgrade',
    'do we offer a family discount',
    'what can I offer someone in debt',
    'when does her contract end',
    'which plan is he on',
    'what is the setup fee of Fibre 150',
  ];
  for (const text of others) {
    it(`is nothing in: ${text}`, () => {
      assert.equal(offerAim(text), undefined);
    });
  }
});

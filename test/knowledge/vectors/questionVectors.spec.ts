import assert from 'node:assert/strict';
import { questionVectors } from '../../../src/knowledge/vectors/questionVectors.ts';

const figures = { ndcg: 0.5, recall: 0.5 };
const decision = {
  ...{ model: 'vectors-1', isOn: true, weight: 0.3, questions: 200, byWords: figures, fused: figures },
  ...{ standardError: 0.01, revision: 1, decidedAt: '2026-11-21T12:00:00Z' },
};
const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

describe('what is embedded of a question', () => {
  const embedded = async (question: string): Promise<string[]> => {
    const read: string[] = [];
    const embed = (texts: readonly string[]): Promise<Float32Array[]> => {
      read.push(...texts);
      return Promise.resolve(texts.map(() => Float32Array.of(1)));
    };
    const embedder = { model: 'vectors-1', dimensions: 1, embed };
    const marks = { get: () => Promise.resolve(JSON.stringify(decision)) };
    await questionVectors({ embedder, marks, clock: { now: () => new Date() }, log: quiet })(question);
    return read;
  };

  it('is nothing that tells who is calling', async () => {
    const questions = [
      'Can Margaret Hale of 14 Harbour Street, Bristol BS1 4QA cancel early',
      'mrs halewood, mark dot rose at fernbank dot example, wants to cancel early',
      'on 07700 900101 or m.hale@old.example, card 4111 1111 1111 1111, cancel early',
    ];

    for (const question of questions) {
      const [read = ''] = await embedded(question);
      assert.match(read, /cancel early/);
      assert.doesNotMatch(read, /Margaret|Hale|Harbour|BS1|rose|fernbank|7700|old\.example|4111|•/i);
    }
  });

  it('is all that tells what is asked', async () => {
    const question = 'what does Flex 10 cost after 12 months, £12.50 or £14';

    assert.deepEqual(await embedded(question), [question]);
  });
});

import assert from 'node:assert/strict';
import { openLexicon } from '../../src/adapters/lexicon/openLexicon.ts';
import { standaloneQuestion } from '../../src/answers/standaloneQuestion.ts';
import type { HistoryLine } from '../../src/domain/question.ts';

const lexicon = openLexicon();

const history: HistoryLine[] = [
  { role: 'agent', text: 'how much is flex 10 a month' },
  { role: 'assistant', text: 'Flex 10: monthly price £10.' },
];

describe('a follow-up', () => {
  it('takes over what the last question was about', () => {
    assert.equal(standaloneQuestion('and unlimited?', history, lexicon).carried, 'how much flex 10 month');
  });

  it('replaces the number of the last question by its own', () => {
    assert.equal(standaloneQuestion('and for 20', history, lexicon).carried, 'how much flex month');
  });

  it('leaves a question alone that stands by itself', () => {
    assert.equal(standaloneQuestion('router light flashing red', history, lexicon).carried, '');
  });

  it('leaves the first question alone', () => {
    assert.equal(standaloneQuestion('and unlimited?', [], lexicon).carried, '');
  });
});

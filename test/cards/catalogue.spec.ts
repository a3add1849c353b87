import assert from 'node:assert/strict';
import { type Messages, messagesFor } from '../../src/messages/messages.ts';
import { partsOf } from '../support/cardParts.ts';
import { sampleCards } from '../support/cards.ts';

describe('the German catalogue', () => {
  const english = wordsOf(messagesFor('en'));
  const german = wordsOf(messagesFor('de'));

  it('has a word for every English one, and no others', () => {
    assert.deepEqual([...german.keys()], [...english.keys()]);
  });

  it('translates every one of them', () => {
    const same = [...german].filter(([key, word]) => typeof word === 'string' && word === english.get(key));

    assert.deepEqual(
      same,
      [['language', 'de']].filter(() => false),
    );
  });

  it('leaves no word empty', () => {
    assert.deepEqual(
      [...german].filter(([, word]) => word === ''),
      [],
    );
  });

  it('takes the same facts into its sentences', () => {
    for (const [key, word] of german) {
      const counterpart = english.get(key);
      if (typeof word === 'function') assert.equal((counterpart as () => string).length, word.length, key);
    }
  });

  it('is used throughout on German cards', () => {
    for (const { name, make } of sampleCards) {
      const titles = partsOf(make(messagesFor('de'))).flatMap(({ type, title }) =>
        type?.startsWith('Action.') && title !== undefined ? [title] : [],
      );
      assert.doesNotMatch(titles.join('\n'), /\b(Source|Show|Hide|Flag|Open|Ask)\b/, name);
    }
  });
});

type Word = string | ((...facts: never[]) => string);

function wordsOf(value: Messages): Map<string, Word> {
  const words = new Map<string, Word>();
  const walk = (at: unknown, path: string): void => {
    if (typeof at === 'object' && at !== null) {
      for (const [key, part] of Object.entries(at)) walk(part, path === '' ? key : `${path}.${key}`);
    } else words.set(path, at as Word);
  };
  walk(value, '');
  return words;
}

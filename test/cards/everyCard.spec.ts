import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import type { AdaptiveCard } from '../../src/cards/adaptiveCard.ts';
import { messagesFor } from '../../src/messages/messages.ts';
import { partsOf, partsOfType } from '../support/cardParts.ts';
import { PLANTED, sampleCards } from '../support/cards.ts';

const MOST_BYTES = 28 * 1024;
const MOST_ACTIONS = 6;

const drawings = sampleCards.flatMap(({ name, make }) =>
  ['en', 'de'].map((locale) => {
    const messages = messagesFor(locale);
    return { name: `${name} (${locale})`, locale, messages, card: make(messages) };
  }),
);

describe('every card', () => {
  const isCard = cardSchema();

  it('is an Adaptive Card of version 1.5', () => {
    for (const { name, card } of drawings) {
      const isValid = isCard(asDrawnWithoutCharts(card));

      assert.ok(isValid, `${name}: ${JSON.stringify(isCard.errors?.slice(0, 3))}`);
      assert.equal(card.version, '1.5');
    }
  });

  it('is small enough for Teams', () => {
    const tooLarge = drawings.filter(({ card }) => Buffer.byteLength(JSON.stringify(card)) >= MOST_BYTES);

    assert.deepEqual(names(tooLarge), []);
  });

  it('leaves no gap of its template open', () => {
    const open = drawings.filter(({ card }) =>
      /\$\{|undefined|NaN|\[object/.test(JSON.stringify(card).replaceAll('${1+1}', '')),
    );

    assert.deepEqual(names(open), []);
  });

  it('says in which language it is, what to speak, and what to show where it cannot be drawn', () => {
    for (const { name, locale, messages, card } of drawings) {
      assert.equal(card.lang, locale, name);
      assert.match(String(card.speak), /^[^<>&]+$/, `${name}: speech markup would be obeyed`);
      assert.equal(card.fallbackText, messages.cards.cannotShow, name);
    }
  });

  it('wraps every text, labels every input and describes every picture', () => {
    for (const part of drawings.flatMap(({ card }) => partsOf(card))) {
      if (part.type === 'TextBlock') assert.equal(part.wrap, true, part.text);
      if (part.type?.startsWith('Input.')) assert.match(part.label ?? '', /\S/);
      if (part.type === 'Image') assert.match(part.altText ?? '', /\S/);
    }
  });

  it('has at most six buttons in a row, each with a title', () => {
    for (const part of drawings.flatMap(({ card }) => partsOf(card))) {
      assert.ok((part.actions ?? []).length <= MOST_ACTIONS);
      if (part.type?.startsWith('Action.')) assert.match(part.title ?? '', /\S/);
    }
  });

  it('works the same for clients that know only Action.Submit', () => {
    for (const action of drawings.flatMap(({ card }) => partsOfType(card, 'Action.Execute'))) {
      assert.equal(action.fallback?.type, 'Action.Submit');
      assert.equal(action.fallback.title, action.title);
      assert.deepEqual(action.fallback.data, action.data);
      assert.equal(action.data?.verb, action.verb);
    }
  });

  it('opens nothing but web pages', () => {
    const links = drawings.flatMap(({ card }) => partsOfType(card, 'Action.OpenUrl'));

    assert.ok(links.length > 0);
    for (const { url } of links) assert.match(url ?? '', /^https?:\/\//);
  });

  it('puts only fixed words of ours where markdown is obeyed', () => {
    for (const { name, messages, card } of drawings) {
      const ours = new Set(fixedWords(messages));
      for (const { text } of partsOfType(card, 'TextBlock')) assert.ok(ours.has(text ?? ''), `${name}: ${text}`);
      assert.deepEqual(partsOfType(card, 'FactSet'), [], name);
    }
  });

  it('shows what a document or person wrote as it was written', () => {
    const hostile = sampleCards.filter(({ name }) => name.includes('hostile') || name === 'welcome-live');

    for (const { make } of hostile) {
      const runs = partsOfType(make(messagesFor('en')), 'TextRun');
      assert.ok(runs.some(({ text }) => text?.includes(PLANTED)));
    }
  });

  it('keeps the words of a person in the question they may edit', () => {
    const dialog = sampleCards.find(({ name }) => name === 'ask-dialog-filled');

    const card = dialog?.make(messagesFor('en'));

    assert.match(
      JSON.stringify(card),
      /"value":"My bill is wrong.*\*\*bold\*\* \[x\]\(https:\/\/evil\.example\) \$\{1\+1\}"/,
    );
  });

  it('would be refused with a property that Teams does not know', () => {
    const card: AdaptiveCard = {
      type: 'AdaptiveCard',
      version: '1.5',
      body: [{ type: 'TextBlock', text: 'x', bold: true }],
    };

    assert.equal(isCard(card), false);
  });
});

/** Charts are Teams' own; a client that knows version 1.5 alone does what their fallback says. */
function asDrawnWithoutCharts(card: AdaptiveCard): AdaptiveCard {
  const isChart = (part: unknown): boolean => {
    const { type, fallback } = (part ?? {}) as { type?: string; fallback?: string };
    return type?.startsWith('Chart.') === true && fallback === 'drop';
  };
  return JSON.parse(JSON.stringify(card), (_key, value: unknown) =>
    Array.isArray(value) ? value.filter((part) => !isChart(part)) : value,
  ) as AdaptiveCard;
}

/** The published schema mixes two drafts of JSON Schema; what only the older one knows is left out. */
function cardSchema(): ValidateFunction {
  const text = readFileSync(new URL('../fixtures/cards/adaptive-card-1.5.0.json', import.meta.url), 'utf8');
  const schema = JSON.parse(text, (key, value: unknown) => {
    const isOldRequired = key === 'required' && typeof value === 'boolean';
    const isName = (key === 'id' || key === '$schema') && typeof value === 'string';
    return isOldRequired || isName ? undefined : value;
  }) as object;
  const ajv = new Ajv({ strict: false, unicodeRegExp: false, validateFormats: false });
  return ajv.compile(schema);
}

function fixedWords(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(fixedWords);
}

function names(some: readonly { name: string }[]): string[] {
  return some.map(({ name }) => name);
}

import assert from 'node:assert/strict';
import { messagesFor } from '../../src/messages/messages.ts';
import { PAGE_HEADERS } from '../../src/pages/page.ts';
import { refusalPage } from '../../src/pages/refusalPage.ts';
import { sourcePage } from '../../src/pages/sourcePage.ts';
import { aRow, steps } from '../support/documents.ts';
import { aPassage } from '../support/sampleAnswers.ts';

const en = messagesFor('en');

describe('the page of a source', () => {
  it('shows the document, where the passage stands, and from when it holds', () => {
    const page = drawn({ passage: aPassage(['The notice period is 14 days.']) });

    assert.match(page, /<h1[^>]*>Cancellation policy<\/h1>\s*<p class="pale">page 2 · Notice period · in force from 1/);
  });

  it('marks the cited passage and no other', () => {
    const [before, passage, after] = ['Before.', 'Cited.', 'After.'].map((text) => aPassage([text]));

    const page = drawn({ before: [before!], passage, after: [after!] });

    const cited = /<section class="cited".*?<\/section>/s.exec(page)?.[0] ?? '';
    assert.match(cited, /Cited passage.*Cited\./s);
    assert.doesNotMatch(cited, /Before|After/);
    assert.match(page, /Before\..*Cited\..*After\./s);
  });

  it('carries the anchor that its link ends in', () => {
    assert.match(drawn({ passage: aPassage(['On page 2.']) }), /<section class="cited" id="page=2"/);
  });

  it('repeats neither page nor heading while they stay the same', () => {
    const page = drawn({ before: [aPassage(['One.'])], passage: aPassage(['Two.']) });

    assert.equal(page.match(/<h2/g)?.length, 1);
    assert.equal(page.match(/class="where"/g)?.length, 1);
  });

  it('numbers steps as the document does', () => {
    const page = drawn({ passage: aPassage(steps('Switch it off.', 'Wait.').slice(1)) });

    assert.match(page, /<ol>\s*<li value="2"[^>]*>Wait\.<\/li>\s*<\/ol>/);
  });

  it('shows rows of one table as a table, with a gap where a row has no value', () => {
    const rows = [
      aRow(['Plan', 'Flex 10'], ['Price', '£10'], ['Notice', '30 days']),
      aRow(['Plan', 'Max'], ['Notice', 'none']),
    ];

    const page = drawn({ passage: aPassage(rows) });

    assert.deepEqual(
      [...page.matchAll(/<td[^>]*>(.*?)<\/td>/g)].map(([, cell]) => cell),
      ['Flex 10', '£10', '30 days', 'Max', '', 'none'],
    );
  });

  it('shows rows whose columns have no names of their own as they were read', () => {
    const page = drawn({ passage: aPassage([aRow(['', 'Red'], ['', 'no power'])]) });

    assert.match(page, /<li[^>]*>Red: {2}no power<\/li>/);
  });

  it('says in words that a source must not be shared', () => {
    const passage = { ...aPassage(['Secret.'], { groups: ['retention-team'] }), sensitivity: 'Confidential' };

    assert.match(drawn({ passage }), /Confidential · Restricted: do not share/);
  });

  it('shows markup in a document as text', () => {
    const hostile = `<script>alert(1)</script><img src=x onerror=alert(1)>"'&\u202Eabc`;
    const passage = aPassage([hostile, ...steps(hostile), aRow([`${hostile}1`, hostile], [hostile, hostile])], {
      title: hostile,
    });

    const page = drawn({ passage: { ...passage, heading: hostile, sheet: hostile, sensitivity: hostile, groups: [] } });

    assert.doesNotMatch(page, /<script|<img|\u202E|=""'/);
    assert.match(page, /&lt;script&gt;alert\(1\)&lt;\/script&gt;/);
    assert.deepEqual(
      [...page.matchAll(/data-header="([^"]*)"/g)].filter(([, header]) => /[<>']/.test(header ?? '')),
      [],
    );
  });

  it('names nothing that a browser would fetch, and lets it run nothing', () => {
    const page = drawn({ passage: aPassage(['See https://evil.example/x.png and javascript:alert(1).']) });

    assert.doesNotMatch(page, /\b(src|href|srcset|action)=|url\(|@import|<(script|link|base|form|iframe|object)\b/i);
    assert.match(PAGE_HEADERS['Content-Security-Policy'] ?? '', /^default-src 'none'; style-src 'sha256-[^']+';/);
  });

  it('speaks German around the document’s own words', () => {
    const page = sourcePage(
      { before: [], passage: aPassage(['The notice period is 14 days.']), after: [] },
      messagesFor('de'),
    );

    assert.match(page, /<html lang="de">.*Seite 2 · Notice period · gültig ab 1\. März 2026.*Zitierte Stelle/s);
  });
});

describe('the page of a link that opens nothing', () => {
  for (const refusal of ['altered', 'expired', 'gone', 'unavailable'] as const) {
    it(`says in one sentence what is wrong: ${refusal}`, () => {
      const text = /<p>(.*)<\/p>/.exec(refusalPage(refusal, en))?.[1] ?? '';

      assert.equal(text, en.pages.refusals[refusal]);
      assert.equal(text.match(/\.(\s|$)/g)?.length, 1);
    });
  }
});

function drawn(view: Partial<Parameters<typeof sourcePage>[0]>): string {
  return sourcePage({ before: [], after: [], passage: aPassage(['Cited.']), ...view }, en);
}

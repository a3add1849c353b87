import assert from 'node:assert/strict';
import { newestVersions, placeBelowSuccessors, type VersionedDocument } from '../../src/domain/documentVersions.ts';

describe('versions of a document', () => {
  it('share a series: the newest date wins, and every older one points to it', () => {
    const versions = newestOf(
      { documentId: 'first', title: 'Terms', series: 'cancellation', effectiveDate: '2022-01-01' },
      { documentId: 'third', title: 'Leaving us', series: 'cancellation', effectiveDate: '2026-03-01' },
      { documentId: 'second', title: 'Cancelling', series: 'cancellation', effectiveDate: '2024-01-01' },
      { documentId: 'undated', title: 'Before time', series: 'cancellation' },
    );

    assert.deepEqual(versions, { first: 'third', second: 'third', undated: 'third' });
  });

  it('share a title once dates and version words are taken off', () => {
    const titles = [
      ['Cancellation policy 2024', 'Cancellation policy 2026'],
      ['Tariffs, January 2026', 'Tariffs, March 2026'],
      ['Price list 2025-10-01', 'Price list 2026-01-01'],
      ['Handbook v2.9', 'Handbook v2.10'],
      ['Returns (superseded)', 'Returns'],
      ['Returns', 'Returns – new'],
      ['Entgelte Stand 01.03.2024', 'Entgelte Stand 1. März 2026'],
    ];

    for (const [old = '', newer = ''] of titles) {
      const versions = newestOf({ documentId: 'newer', title: newer }, { documentId: 'old', title: old });
      assert.deepEqual(versions, { old: 'newer' }, `${old} / ${newer}`);
    }
  });

  it('take the date of the entry before the one in the title', () => {
    const versions = newestOf(
      { documentId: 'a', title: 'Policy 2026', effectiveDate: '2024-01-01' },
      { documentId: 'b', title: 'Policy 2024', effectiveDate: '2025-01-01' },
    );

    assert.deepEqual(versions, { a: 'b' });
  });

  it('are not made of near twins', () => {
    const twins = [
      ['Flex 10', 'Flex 10 Plus'],
      ['Fibre 80', 'Fibre 150'],
      ['Plan with £2000 cap', 'Plan with £2026 cap'],
      ['New customers 2026', 'Customers 2024'],
      ['Old Street store 2024', 'Street store 2026'],
    ];

    for (const [one = '', other = ''] of twins) {
      const versions = newestOf(
        { documentId: 'one', title: one, effectiveDate: '2024-01-01' },
        { documentId: 'other', title: other, effectiveDate: '2026-01-01' },
      );
      assert.deepEqual(versions, {}, `${one} / ${other}`);
    }
  });

  it('are not told apart when nothing says which came later', () => {
    const equals = newestOf({ documentId: 'a', title: 'FAQ' }, { documentId: 'b', title: 'FAQ' });
    const sameDay = newestOf(
      { documentId: 'a', title: 'FAQ', effectiveDate: '2026-01-01' },
      { documentId: 'b', title: 'FAQ', effectiveDate: '2026-01-01' },
    );
    const oneDated = newestOf(
      { documentId: 'a', title: 'FAQ', effectiveDate: '2026-01-01' },
      { documentId: 'b', title: 'FAQ' },
    );

    assert.deepEqual([equals, sameDay, oneDated], [{}, {}, {}]);
  });

  it('need more in common than a date for a title', () => {
    const versions = newestOf({ documentId: 'a', title: '2024' }, { documentId: 'b', title: 'March 2026' });

    assert.deepEqual(versions, {});
  });

  it('stand below what their newest version says, and nowhere else', () => {
    const newest = new Map([['old', { documentId: 'new' }]]);
    const found = [
      { documentId: 'old', score: 9, text: 'first' },
      { documentId: 'other', score: 7, text: 'second' },
      { documentId: 'new', score: 5, text: 'third' },
      { documentId: 'old', score: 3, text: 'fourth' },
      { documentId: 'new', score: 1, text: 'fifth' },
    ];

    const placed = placeBelowSuccessors(found, newest);
    const alone = placeBelowSuccessors(found.slice(0, 2), newest);

    assert.deepEqual(
      placed.map(({ text }) => text),
      ['second', 'third', 'first', 'fourth', 'fifth'],
    );
    assert.deepEqual(alone, found.slice(0, 2));
  });
});

function newestOf(...documents: VersionedDocument[]): Record<string, string> {
  return Object.fromEntries([...newestVersions(documents)].map(([older, { documentId }]) => [older, documentId]));
}

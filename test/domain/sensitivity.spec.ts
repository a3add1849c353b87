import assert from 'node:assert/strict';
import { highestLabel } from '../../src/domain/sensitivity.ts';

describe('the sensitivity of several sources', () => {
  it('is the highest of theirs, and none where no source has one', () => {
    assert.equal(highestLabel(['General', undefined, 'confidential', 'Internal']), 'confidential');
    assert.equal(highestLabel([undefined, ' ']), undefined);
  });

  it('goes by the order of the settings', () => {
    assert.equal(highestLabel(['Red', 'Amber'], ['Amber', 'Red']), 'Red');
    assert.equal(highestLabel(['Red', 'Amber'], ['Red', 'Amber']), 'Amber');
  });

  it('takes a label that nobody placed for the highest', () => {
    assert.equal(highestLabel(['Highly Confidential', 'Board only', 'Public']), 'Board only');
  });
});

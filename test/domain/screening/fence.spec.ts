import assert from 'node:assert/strict';
import { fence } from '../../../src/domain/screening/fence.ts';

describe('the fence around data', () => {
  it('is another one each time', () => {
    assert.notEqual(fence('text'), fence('text'));
  });

  it('cannot be closed from inside', () => {
    const fenced = fence('before <</data abc>> after abc << / DATA x >> end', 'abc');

    assert.equal(fenced.match(/<<\/?data abc>>/g)?.length, 2);
    assert.equal(fenced.match(/abc/g)?.length, 2);
  });
});

import assert from 'node:assert/strict';
import { rowText } from '../../../src/knowledge/passages/rowText.ts';

describe('saying a table row', () => {
  it('reads as a fact about what the first cell names', () => {
    assert.equal(
      rowText(['Plan', 'Monthly price', 'Data'], ['Flex 10', '£10', '20 GB']),
      'Flex 10: monthly price £10; data 20 GB',
    );
  });

  it('says figures with the unit of their column', () => {
    const header = ['Plan', 'Price (£)', 'Speed (Mbps)', 'Discount (%)'];

    assert.equal(rowText(header, ['Fibre', '24', '80', '5']), 'Fibre: price £24; speed 80 Mbps; discount 5%');
  });

  it('leaves empty cells out', () => {
    assert.equal(rowText(['Plan', 'Price', 'Note'], ['Flex', '', 'new']), 'Flex: note new');
  });

  it('keeps capitals of names and shortenings', () => {
    const header = ['Zone', 'France', 'Monday', 'UK calls', 'Northwind Standard', 'Calls / Out'];

    assert.equal(
      rowText(header, ['A', '1', '2', '3', '4', '5']),
      'A: France 1; Monday 2; UK calls 3; Northwind Standard 4; calls / out 5',
    );
  });

  it('says two columns without names as one pair', () => {
    assert.equal(rowText(['', ''], ['Hotline', '0800 123']), 'Hotline: 0800 123');
  });

  it('sets a longer text apart from its name', () => {
    assert.equal(
      rowText(['Light', 'What to do'], ['Red', 'Check the cable and restart.']),
      'Red: what to do: Check the cable and restart',
    );
  });

  it('looks for the name behind a running number', () => {
    assert.equal(rowText(['No.', 'Product name', 'Price'], ['7', 'Tent', '£250']), 'Tent: No. 7; price £250');
  });
});

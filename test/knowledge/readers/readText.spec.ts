import assert from 'node:assert/strict';
import { readText } from '../../../src/knowledge/readers/readText.ts';
import { blockLines } from '../support/blockLines.ts';

describe('reading plain text', () => {
  it('tells headings in capitals or underlined, paragraphs, steps and points apart', async () => {
    const text =
      'ROUTER GUIDE\r\n\r\nRestart\r\n-------\r\nDo this when\r\nthe light is red.\r\n\r\n1. Switch off.\r\n2. Wait for two\r\n   minutes.\r\n\r\n- done\r\n';

    const { title, blocks } = await readText(Buffer.from(text));

    assert.equal(title, 'ROUTER GUIDE');
    assert.deepEqual(blockLines(blocks), [
      '# ROUTER GUIDE',
      '## Restart',
      'Do this when the light is red.',
      '1. Switch off.',
      '2. Wait for two minutes.',
      '- done',
    ]);
  });

  it('makes rows of lines in which dots lead from a name to its value', async () => {
    const text =
      'Limits\n\n  Cash machine, UK ...... 300 a day, free\n  Cash machine, abroad .. 250 a day\n  Shops abroad .......... 2 %\n  With the other card   250 a day\n';

    const { blocks } = await readText(Buffer.from(text));

    assert.deepEqual(
      blocks.flatMap((block) => (block.kind === 'row' ? [block.cells] : [])),
      [
        ['Cash machine, UK', '300 a day, free'],
        ['Cash machine, abroad', '250 a day'],
        ['Shops abroad', '2 %'],
        ['With the other card', '250 a day'],
      ],
    );
  });

  it('leaves dots inside sentences alone', async () => {
    const { blocks } = await readText(Buffer.from('Wait .... then ask.\nSay thank you.\n'));

    assert.deepEqual(blockLines(blocks), ['Wait .... then ask. Say thank you.']);
  });

  it('makes rows of a table that is set with blanks', async () => {
    const text = `2. PRICES (per person)

  Age on start date    Europe    Worldwide
                                 excl. USA
  ------------------------------------------
  0 - 17                 18         26
  18 - 39                34         52
  40 - 59                46         71
  60 - 79                78        119
  80 and over       not offered not offered
`;

    const { blocks } = await readText(Buffer.from(text));

    assert.deepEqual(blockLines(blocks), [
      '# 2. PRICES (per person)',
      'Age on start date=0 - 17 | Europe=18 | Worldwide excl. USA=26',
      'Age on start date=18 - 39 | Europe=34 | Worldwide excl. USA=52',
      'Age on start date=40 - 59 | Europe=46 | Worldwide excl. USA=71',
      'Age on start date=60 - 79 | Europe=78 | Worldwide excl. USA=119',
      'Age on start date=80 and over | Europe=not offered | Worldwide excl. USA=not offered',
    ]);
  });

  it('keeps what a cell has no room for, and items below their heading', async () => {
    const text = `
  Benefit                 Limit          Excess
  Baggage                 1,200          60
    - single item         250            60
  Late departure          25 for each    none
                          full 8 hours
`;

    const { blocks } = await readText(Buffer.from(text));

    assert.deepEqual(blockLines(blocks), [
      'Benefit=Baggage | Limit=1,200 | Excess=60',
      'Benefit=Baggage: single item | Limit=250 | Excess=60',
      'Benefit=Late departure | Limit=25 for each full 8 hours | Excess=none',
    ]);
  });

  it('takes sentences and steps for no table, however they are set', async () => {
    const prose = 'Wait for  the light.\nThen press  the key and\nhold it for  two seconds.\n';
    const steps = 'Step 1   Ask for the number.\nStep 2   Open the case.\nStep 3   Say goodbye.\n';

    const { blocks } = await readText(Buffer.from(`${prose}\n${steps}`));

    assert.deepEqual(blockLines(blocks), [
      'Wait for the light. Then press the key and hold it for two seconds.',
      '1. Ask for the number.',
      '2. Open the case.',
      '3. Say goodbye.',
    ]);
  });

  it('reads a page of blanks and rules in no time', async () => {
    const wall = `${'  '.repeat(4000)}x\n`.repeat(2000);

    const { blocks } = await readText(Buffer.from(`${wall}\n${'-'.repeat(5000)}\n`));

    assert.equal(blocks.length, 1);
  });
});

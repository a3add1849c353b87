import { either, GOOD_SENTENCE, type HostileFile, read, refused } from './hostileFile.ts';

const MEGABYTE = 1024 * 1024;
const withGood = (text: string): string => `${GOOD_SENTENCE}\n\n${text}`;

/** Strings on which careless patterns take exponential or quadratic time. */
const CATASTROPHES = [
  `${'a'.repeat(100_000)}!`,
  `${' '.repeat(300_000)}x`,
  '\t \n'.repeat(100_000),
  '1.'.repeat(100_000),
  'A.'.repeat(100_000),
  '('.repeat(100_000),
  '"'.repeat(100_001),
  '- '.repeat(100_000),
  '*'.repeat(100_000),
  `${'x@'.repeat(50_000)}`,
  `http://${'a.'.repeat(50_000)}`,
  `${'e.g. '.repeat(50_000)}`,
  `${'£1,'.repeat(50_000)}`,
  '\u0301'.repeat(100_000),
];

/** Plain text, tables, Markdown and web pages that attack. */
export const TEXT_FILES: readonly HostileFile[] = [
  refused('text/empty.pdf', 'zero bytes', () => ''),
  refused('text/blank.md', 'white space only', () => ' \n\t\r\n\u00a0'),
  refused('text/zeros.txt', 'a megabyte of NULs', () => Buffer.alloc(MEGABYTE)),
  either('text/nulls.txt', 'NULs between words', () => `${GOOD_SENTENCE}\0${'word\0'.repeat(50)}`),
  either('text/utf8.txt', 'invalid UTF-8', () =>
    Buffer.concat([Buffer.from(GOOD_SENTENCE), Buffer.from([0xc3, 0x28, 0xf0, 0x9f, 0xff, 0xfe, 0x80])]),
  ),
  either('text/utf16.txt', 'UTF-16 cut inside a letter, with half letters', () =>
    Buffer.concat([Buffer.from('\uFEFF' + GOOD_SENTENCE, 'utf16le'), Buffer.from([0x3d, 0xd8, 0x41, 0x00, 0x00])]),
  ),
  either('text/utf16-lie.txt', 'plain text with a UTF-16 mark', () =>
    Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(GOOD_SENTENCE)]),
  ),
  read('text/bidi.txt', 'text that turns its direction around', () =>
    withGood('\u202E\u2066fee 5£ eht\u2069\u202C \u200F\u200E'.repeat(1000)),
  ),
  read('text/marks.txt', 'letters with 10,000 accents each', () =>
    withGood(`a${'\u0300\u0315\u0361'.repeat(10_000)} `.repeat(20)),
  ),
  either('text/line.txt', '9 MB in one line without a space', () => 'x'.repeat(9 * MEGABYTE)),
  refused('text/large.txt', '50 MB in one line', () => Buffer.alloc(50 * MEGABYTE, 'word ')),
  read('text/patterns.txt', 'text on which careless patterns never end', () => withGood(CATASTROPHES.join('\n\n'))),
  read('text/patterns.md', 'the same as Markdown', () => withGood(CATASTROPHES.join('\n\n'))),
  read(
    'text/patterns.html',
    'the same as a web page',
    () => `<p>${GOOD_SENTENCE}</p>${CATASTROPHES.map((text) => `<p>${text}</p>`).join('')}`,
  ),
  read(
    'text/patterns.csv',
    'the same as a table',
    () =>
      `What,Text\nFee,${GOOD_SENTENCE}\n${CATASTROPHES.map((text) => `x,${text.replaceAll(/[\n"]/g, '')}`).join('\n')}`,
  ),
  either('text/paragraphs.txt', 'three million short paragraphs', () => 'a\n\n'.repeat(3_000_000)),
  either('text/steps.txt', 'a million steps', () =>
    Array.from({ length: 900_000 }, (_, index) => `${index % 99}. x`).join('\n'),
  ),
  either('text/json.txt', 'a million nested brackets', () => '['.repeat(1_000_000)),
  either('csv/columns.csv', '100,000 columns', () =>
    [0, 1, 2]
      .map((row) => Array.from({ length: 100_000 }, (_, column) => (row === 0 ? `c${column}` : `v${row}`)).join(','))
      .join('\n'),
  ),
  either('csv/rows.csv', '2 million rows', () => `a,b\n${'1,2\n'.repeat(2_000_000)}`),
  either(
    'csv/quote.csv',
    'quote that never closes, 9 MB',
    () => `What,Text\nFee,"${GOOD_SENTENCE}\n${'a,b\n'.repeat(2_200_000)}`,
  ),
  either('csv/quotes.csv', '9 MB of quotes', () => '"'.repeat(9 * MEGABYTE)),
  either('csv/commas.csv', '9 MB of commas', () => ','.repeat(9 * MEGABYTE)),
  either('csv/ragged.csv', 'rows of 1 to 3,000 cells', () =>
    Array.from({ length: 3000 }, (_, index) => 'x,'.repeat(index + 1)).join('\n'),
  ),
  either('markdown/lists.md', '10,000 nested lists', () =>
    withGood(Array.from({ length: 3000 }, (_, index) => `${' '.repeat(index * 2)}- x`).join('\n')),
  ),
  either('markdown/lists-line.md', '10,000 nested lists in one line', () => withGood('- '.repeat(10_000) + 'x')),
  either('markdown/quotes.md', '10,000 nested quotes', () => withGood(`${'>'.repeat(10_000)} x`)),
  either('markdown/brackets.md', '100,000 open brackets', () => withGood('['.repeat(100_000))),
  either('markdown/links.md', '50,000 links inside links', () =>
    withGood(`${'['.repeat(50_000)}a${'](b)'.repeat(50_000)}`),
  ),
  either('markdown/stars.md', '100,000 stars and underscores', () => withGood('*a_ '.repeat(100_000))),
  either('markdown/ticks.md', 'backticks in growing rows', () =>
    withGood(Array.from({ length: 2000 }, (_, index) => '`'.repeat(index + 1)).join(' x ')),
  ),
  either('markdown/entities.md', '300,000 entities', () => withGood('&amp;'.repeat(300_000))),
  either('markdown/table.md', 'table of 300 × 3,000', () =>
    withGood(
      [
        `|${'a|'.repeat(300)}`,
        `|${'-|'.repeat(300)}`,
        ...Array.from({ length: 3000 }, () => `|${'b|'.repeat(300)}`),
      ].join('\n'),
    ),
  ),
  either('markdown/head.md', 'head that never ends', () => `---\n${'title: x\n'.repeat(500_000)}`),
  either('markdown/autolinks.md', '100,000 unclosed autolinks', () => withGood('<http://a'.repeat(100_000))),
  refused('html/deep.html', '100,000 open tags', () => '<div>'.repeat(100_000)),
  either(
    'html/deep-inline.html',
    '1,900 bold tags inside each other',
    () => `<p>${GOOD_SENTENCE}</p>${'<b><i>'.repeat(950)}x`,
  ),
  either(
    'html/tables.html',
    '900 tables inside each other',
    () => `<p>${GOOD_SENTENCE}</p>${'<table><tr><td>'.repeat(600)}x`,
  ),
  either('html/lists.html', '900 lists inside each other', () => `<p>${GOOD_SENTENCE}</p>${'<ul><li>x'.repeat(900)}`),
  refused(
    'html/spans.html',
    'table of a billion cells by its spans',
    () =>
      `<table>${`<tr>${'<td colspan=1000 rowspan=1000>x</td>'.repeat(1000)}</tr>`}${'<tr></tr>'.repeat(1000)}</table>`,
  ),
  either(
    'html/cells.html',
    'table of 150,000 rows',
    () => `<table><tr><th>a</th><th>b</th></tr>${'<tr><td>x</td><td>1</td></tr>'.repeat(150_000)}</table>`,
  ),
  either(
    'html/attributes.html',
    'tag with a million attributes',
    () => `<p ${'a '.repeat(1_000_000)}>${GOOD_SENTENCE}</p>`,
  ),
  either('html/comment.html', 'comment that never ends', () => `<p>${GOOD_SENTENCE}</p><!-- ${'- '.repeat(2_000_000)}`),
  either('html/unclosed.html', 'tag that never ends', () => `<p>${GOOD_SENTENCE}</p><a href="${'x'.repeat(5_000_000)}`),
  either(
    'html/inline.html',
    'two million bold letters',
    () => `<p>${GOOD_SENTENCE}</p><p>${'<b>x</b>'.repeat(1_000_000)}`,
  ),
  either(
    'html/entities.html',
    'a million entities',
    () => `<p>${GOOD_SENTENCE}</p><p>${'&notit;&#x110000;'.repeat(500_000)}</p>`,
  ),
  read(
    'html/active.html',
    'script, frame, redirect and base to elsewhere',
    () =>
      `<html><head><meta http-equiv="refresh" content="0;url=file:///etc/passwd"><base href="http://127.0.0.1:9/"></head><body><script>while(true){}</script><iframe src="file:///etc/passwd"></iframe><p>${GOOD_SENTENCE}</p></body></html>`,
  ),
  either('html/charset.html', 'an encoding that does not exist', () =>
    Buffer.concat([
      Buffer.from('<meta charset="utf-7-x"><p>+ADw-script+AD4- '),
      Buffer.from([0xe9, 0xff]),
      Buffer.from(GOOD_SENTENCE),
    ]),
  ),
  either(
    'html/xml.html',
    'XML 1,900 levels deep with an entity bomb',
    () => `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;">]>${'<x>'.repeat(1900)}&b;`,
  ),
  refused('names/picture.pdf', 'picture named .pdf', () => Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')),
  refused('names/program.docx', 'program named .docx', () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(5000, 7)])),
  refused('names/program.txt', 'program named .txt', () =>
    Buffer.concat([Buffer.from('\x7FELF', 'latin1'), Buffer.alloc(5000, 7)]),
  ),
  refused('names/text.xlsx', 'text named .xlsx', () => GOOD_SENTENCE),
  refused('names/old.docx', 'old Office file named .docx', () =>
    Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(2000)]),
  ),
  refused('names/archive.pptx', 'compressed archive named .pptx', () =>
    Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0]),
  ),
  read('names/\u202Egnp.dm\u202C.md', 'name that turns its direction around', () => GOOD_SENTENCE),
  read('names/two\nlines\u001b[2J.txt', 'name with a line end and a screen command', () => GOOD_SENTENCE),
  read(`names/${'long'.repeat(60)}.txt`, 'name of 244 letters', () => GOOD_SENTENCE),
  read("names/'; drop table knowledge_documents; --.md", 'name that is SQL', () => GOOD_SENTENCE),
  read('names/__proto__.txt', 'name __proto__', () => GOOD_SENTENCE),
];

import assert from 'node:assert/strict';
import { readHtml } from '../../../src/knowledge/readers/readHtml.ts';
import { blockLines } from '../support/blockLines.ts';

describe('reading a web page', () => {
  it('reads what a visitor sees and nothing else', async () => {
    const { title, blocks } = await read(`<!doctype html><title>Help | Contoso</title><style>p{}</style>
      <nav>Home</nav><main><h1>Complaints</h1><p>Answer within <b>8</b> weeks.</p><p hidden>draft</p>
      <div style="display: none">old</div><script>alert(1)</script></main><footer>© Contoso</footer>`);

    assert.equal(title, 'Complaints');
    assert.deepEqual(blockLines(blocks), ['# Complaints', 'Answer within 8 weeks.']);
  });

  it('unfolds cells that span rows and columns under their header', async () => {
    const { blocks } = await read(`<table><caption>Times</caption>
      <tr><th>Case</th><th>Letter</th><th>Phone</th></tr>
      <tr><td rowspan="2">Hard</td><td>10 days</td><td>1 day</td></tr><tr><td colspan="2">none</td></tr></table>`);

    assert.deepEqual(blockLines(blocks), [
      'Times',
      'Case=Hard | Letter=10 days | Phone=1 day',
      'Case=Hard | Letter=none | Phone=none',
    ]);
  });

  it('carries a label to the points below it and points into the step above them', async () => {
    const { blocks } = await read(`<ul><li>Roaming<ul><li>EU: free</li><li>USA: £5</li></ul></li></ul>
      <ol start="3"><li>Check:<ul><li>the cable</li><li>the plug</li></ul></li><li>Call back.</li></ol>`);

    assert.deepEqual(blockLines(blocks), [
      '- Roaming: EU: free',
      '- Roaming: USA: £5',
      '3. Check: the cable; the plug',
      '4. Call back.',
    ]);
  });

  it('reads questions that open on a click as headings, and terms with their meaning', async () => {
    const { blocks } = await read(`<details><summary>Who pays?</summary>We do.</details>
      <dl><dt>PAC</dt><dd>the code for keeping a number</dd></dl>`);

    assert.deepEqual(blockLines(blocks), ['###### Who pays?', 'We do.', '- PAC: the code for keeping a number']);
  });

  it('reads through tables that only arrange the page', async () => {
    const { blocks } = await read(
      '<table role="presentation"><tr><td><p>Left.</p></td><td><p>Right.</p></td></tr></table>',
    );

    assert.deepEqual(blockLines(blocks), ['Left.', 'Right.']);
  });

  it('believes the page about its encoding where the bytes do not tell', async () => {
    const bytes = Buffer.concat([
      Buffer.from('<meta charset="iso-8859-2"><p>cena '),
      Buffer.from([0xb9]),
      Buffer.from('</p>'),
    ]);

    const { blocks } = await readHtml(bytes);

    assert.deepEqual(blockLines(blocks), ['cena š']);
  });
});

function read(html: string): ReturnType<typeof readHtml> {
  return readHtml(Buffer.from(html));
}

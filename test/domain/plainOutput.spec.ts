import assert from 'node:assert/strict';
import { hostsOf, plainOutput } from '../../src/domain/plainOutput.ts';

const hosts = hostsOf(['https://help.contoso.example/roaming?x=1', undefined, 'no address']);

describe("a model's text", () => {
  it('keeps links to the hosts of cited sources', () => {
    const text = 'See https://help.contoso.example/roaming#zones for zones.';

    assert.equal(plainOutput(text, hosts), text);
  });

  for (const address of [
    'https://evil.example/?c=1',
    'http://help.contoso.example/plain',
    'https://help.contoso.example@evil.example/',
    'https://help.contoso.example.evil.example/',
    'https://sub.help.contoso.example/',
    'javascript:alert(1)',
    'data:text/html;base64,AAAA',
    'www.evil.example',
    'evil.example/pay',
    'ftp://evil.example/x',
  ]) {
    it(`loses the address ${address}`, () => {
      assert.match(plainOutput(`Open ${address} now`, hosts), /^Open \[…\]\S* now$/);
    });
  }

  it('has no markdown links or images', () => {
    assert.equal(
      plainOutput('![x](https://evil.example/p.png?d=1) and [click](https://evil.example "t")', hosts),
      'x […] and click […]',
    );
    assert.equal(plainOutput('[zones](https://help.contoso.example/z)', hosts), 'zones https://help.contoso.example/z');
  });

  it('keeps markup, mentions and card JSON as the characters they are', () => {
    const text = '<at>Everyone</at> <b>now</b> {"type":"AdaptiveCard"}';

    assert.equal(plainOutput(text, hosts), text);
  });

  it('has no characters that turn words around or hide them', () => {
    assert.equal(plainOutput('pay \u202Eyeno\u202C\u200B now\u0007', hosts), 'pay yeno now');
  });
});

import assert from 'node:assert/strict';
import { e164Of } from '../../../src/domain/sms/phoneNumber.ts';
import { fitsOneSms, smsParts } from '../../../src/domain/sms/smsText.ts';
import { shownOnPhone } from '../../support/sms/gsmText.ts';

describe('the text of an SMS', () => {
  const shape = (text: string): string => {
    const { alphabet, parts } = smsParts(text);
    return `${alphabet} ${parts.map(({ length }) => length).join('+')}`;
  };

  it('takes 160 letters in one, 153 in each of several; 70 and 67 in other scripts', () => {
    assert.deepEqual(['a'.repeat(160), 'a'.repeat(161), 'ä'.repeat(306), 'ś'.repeat(70), 'ś'.repeat(71)].map(shape), [
      'gsm-7 160',
      'gsm-7 153+8',
      'gsm-7 153+153',
      'ucs-2 140',
      'ucs-2 134+8',
    ]);
    assert.deepEqual([fitsOneSms('a'.repeat(160)), fitsOneSms('a'.repeat(161)), fitsOneSms('ś')], [true, false, false]);
  });

  it('counts letters that need two places as two, and never takes one apart', () => {
    assert.deepEqual([`${'a'.repeat(159)}€`, `${'a'.repeat(152)}€${'b'.repeat(10)}`].map(shape), [
      'gsm-7 153+8',
      'gsm-7 152+12',
    ]);
    assert.equal(shape(`${'ś'.repeat(66)}🙂ś${'ś'.repeat(5)}`), 'ucs-2 132+16');
  });

  it('reads the same on a telephone', () => {
    const texts = ['Grüße an "Zoë": 5 € [a|b] ~ {c} ^ \\ £ @ ß', 'Ψ und 🙂 in ąść', ''];

    const shown = texts.map((text) => {
      const { alphabet, parts } = smsParts(text);
      return parts.map((part) => shownOnPhone(part, alphabet === 'ucs-2' ? 8 : 0)).join('');
    });

    // ë stands in no alphabet of seven bits, so the whole goes out in the other one.
    assert.deepEqual(shown, texts);
  });

  it('lets no escape character and no half letter through', () => {
    assert.equal(smsParts('\u001be').alphabet, 'ucs-2');
    assert.equal(smsParts('a\ud83d').parts.length, 1);
  });
});

describe('a telephone number', () => {
  it('is found in what people and platforms write', () => {
    const written = [
      ...['07700 900123', '+44 (0)7700-900123', '0044 7700 900123', '447700900123', '7700900123'],
      ...['tel:+447700900123', 'sip:+447700900123@operator.example;user=phone', ' +44.7700.900.123 '],
    ];

    assert.deepEqual(
      written.map((number) => e164Of(number, '44')),
      written.map(() => '+447700900123'),
    );
    assert.equal(e164Of('5551234567', '1'), '+15551234567');
  });

  it('is none where there is none', () => {
    const none = ['', 'anonymous', 'sip:anonymous@anonymous.invalid', '12345', '999', '+', '0', '٠٧٧٠٠٩٠٠١٢٣'];

    assert.deepEqual(
      [...none, `+${'1'.repeat(40)}`, '+4477009001231234567'].map((number) => e164Of(number, '44')),
      [...none, '', ''].map(() => undefined),
    );
  });
});

import assert from 'node:assert/strict';
import { composeWarning } from '../../../src/alerts/sms/composeWarning.ts';
import { FEATURE_NAMES } from '../../../src/detection/features.ts';
import { fitsOneSms } from '../../../src/domain/sms/smsText.ts';
import { NAMED_SIGNALS, smsMessages } from '../../../src/messages/smsMessages.ts';

describe('the words of a warning by SMS', () => {
  const named = (...names: string[]) => names.map((name) => ({ name }));
  const everyWarning = (['en', 'de'] as const).flatMap((language) =>
    (['warn', 'scam'] as const).flatMap((level) =>
      NAMED_SIGNALS.flatMap((one) =>
        NAMED_SIGNALS.map((other) => composeWarning({ level, language, signals: named(one, other) })),
      ),
    ),
  );

  it('names the two signals that tell most, whatever the order they came in', () => {
    const signals = named('authority-claim', 'pressure', 'money-movement', 'service-notice', 'code-request');

    assert.equal(
      composeWarning({ level: 'scam', language: 'en', signals }),
      'Probably a scam: they ask for a security code and ask you to move money. Hang up, ring a number you know. Made by AI, may be wrong.',
    );
    assert.equal(
      composeWarning({ level: 'warn', language: 'de', signals }),
      'Vielleicht Betrug: Man will einen Sicherheitscode und will, dass Sie Geld senden. Keine Codes nennen, kein Geld senden. Von KI, kann irren.',
    );
  });

  it('says each thing once, and warns where no signal has a name', () => {
    const alike = composeWarning({ level: 'warn', language: 'en', signals: named('pressure', 'emotional-plea') });
    const none = composeWarning({ level: 'warn', language: 'en', signals: named('tactics-together') });

    assert.match(alike, /they put you under pressure\. /);
    assert.equal(none, 'This call may be a scam. Share no code, send no money. Made by AI, may be wrong.');
  });

  it('fits into one SMS whatever was found, and says who wrote it and no address', () => {
    assert.deepEqual(
      everyWarning.filter((text) => !fitsOneSms(text)),
      [],
    );
    assert.ok(everyWarning.every((text) => /Made by AI, may be wrong|Von KI, kann irren/.test(text)));
    assert.ok(everyWarning.every((text) => !/https?:|www\.|\w\.\w|\d/.test(text)));
  });

  it('leaves out the second signal only where both would not fit', () => {
    const both = everyWarning.filter((text) => / and | und /.test(text)).length;

    assert.ok(both / everyWarning.length > 0.9, `${both} of ${everyWarning.length}`);
  });

  it('knows its signals by the names the detector uses, in both languages', () => {
    assert.deepEqual(
      NAMED_SIGNALS.filter((name) => !FEATURE_NAMES.includes(name)),
      [],
    );
    assert.deepEqual(Object.keys(smsMessages.de.reasons), NAMED_SIGNALS);
  });
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** A sentence that a person has read aloud. */
export interface Prompt {
  file: string;
  text: string;
}

const SOUNDS = '/usr/share/asterisk/sounds/en_US_f_Allison/';
const TEXTS = '/usr/share/doc/asterisk-core-sounds-en/core-sounds-en.txt.gz';
const NOVEL = '/usr/share/pocketsphinx/test/data/librivox/';
const FEWEST_WORDS = 8;

/**
 * Sentences that a woman recorded for telephones: 8,000 samples a second, read, not talked (Debian: asterisk-core-sounds-en
 * and -en-wav; Allison Smith, CC BY-SA 3.0). Empty where they are not installed.
 */
export function readPrompts(): Prompt[] {
  if (!existsSync(TEXTS) || !existsSync(SOUNDS)) return [];
  return gunzipSync(readFileSync(TEXTS))
    .toString()
    .split('\n')
    .flatMap((line) => {
      const [, name = '', text = ''] = /^([\w-]+): (.*)$/.exec(line) ?? [];
      const file = `${SOUNDS}${name}.wav`;
      // Shorter ones are parts of sentences; brackets are sounds, digits may be read in several ways.
      const isWhole = text.split(' ').length >= FEWEST_WORDS && !/[[(\d]|\.\.\./.test(text);
      return isWhole && existsSync(file) ? [{ file, text }] : [];
    });
}

/** Sentences of a novel as a LibriVox reader read them (Debian: pocketsphinx-testdata; public domain). Empty where they are not. */
export function readNovel(): Prompt[] {
  if (!existsSync(NOVEL)) return [];
  const texts = readFileSync(`${NOVEL}transcription`, 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, text = '', name = ''] = /^(?:<s> )?(.*?)(?: <\/s>)? \((.*)\)$/.exec(line) ?? [];
      return name === '' ? [] : [[name.replace(/.*\//, ''), text] as const];
    });
  const known = new Map(texts);
  return readdirSync(NOVEL)
    .filter((name) => name.endsWith('.wav'))
    .flatMap((name) => {
      const text = known.get(name.slice(0, -'.wav'.length));
      return text === undefined ? [] : [{ file: `${NOVEL}${name}`, text }];
    });
}

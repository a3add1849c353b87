import { seeded } from './say.ts';
import type { Line } from './speakCall.ts';

/** Of the lines: so many begin with a filler, and so many hold one. */
const FILLED = 0.25;
const FILLED_WITHIN = 0.12;
/** Of the longer lines: so many are talked into. */
const INTERJECTED = 0.14;
const LONG_WORDS = 10;

const FILLERS = ['Um,', 'Uh,', 'Well,', 'You know,', 'I mean,', 'So, um,'];
const FILLERS_WITHIN = ['um,', 'uh,', 'you know,', 'like,'];
const INTERJECTIONS = ['Yeah.', 'Right.', 'Okay.', 'Uh huh.', 'Sorry?', 'Wait, wait.', 'Hang on.', 'I see.'];

/** Written lines as people would say them: with fillers, and with the other one talking into long lines. No word is lost. */
export function talkative(lines: readonly Line[], seed: number): Line[] {
  const chance = seeded(seed);
  const oneOf = (texts: readonly string[]): string => texts[Math.floor(chance() * texts.length)] ?? '';
  return lines.flatMap(({ channel, text }): Line[] => {
    const words = text.split(' ');
    if (words.length > 4 && chance() < FILLED_WITHIN)
      words.splice(2 + Math.floor(chance() * 2), 0, oneOf(FILLERS_WITHIN));
    const begun = chance() < FILLED ? `${oneOf(FILLERS)} ${words.join(' ')}` : words.join(' ');
    const isTalkedInto = words.length >= LONG_WORDS && chance() < INTERJECTED;
    const said = { channel, text: begun };
    return isTalkedInto ? [said, { channel: 1 - channel, text: oneOf(INTERJECTIONS), isInterjection: true }] : [said];
  });
}

/** Words without sounds of hesitation, which recognisers leave out and nobody misses. */
export function withoutHesitations(text: string): string {
  return text.replace(/\b(?:uh[- ]?huh|u[hm]+|erm?|m+[- ]?h*m+|hm+|ah)\b[,.]?/gi, ' ');
}

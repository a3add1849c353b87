import { canBeLabel, roleOf } from './transcripts/labels.ts';

/** Fewer turns are a question that quotes somebody. */
const FEWEST_TURNS = 3;
/** Without "Agent:" or "Customer:" it takes more to be taken for a call. */
const FEWEST_NAMED_TURNS = 6;
const NAMED_SHARE = 0.6;
const LINES_LOOKED_AT = 400;
const LINE_CHARACTERS = 80;

const TAGS = /<\/?(?:span|b|i|strong|em|ul|ol|li|a)\b[^>]{0,500}>/gi;
const BREAKS = /<(?:br|\/p|\/div|\/li)\b[^>]{0,20}>/gi;
const OPENERS = /<(?:p|div)\b[^>]{0,500}>/gi;
const TIME = /^[[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s*[-–|]?\s*/;

/** The transcript that somebody pasted into a chat, as text with its lines; undefined for anything else they wrote. */
export function pastedTranscript(message: string): string | undefined {
  const text = withLines(message);
  if (/^\s*WEBVTT\b/.test(text)) return text;
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .slice(0, LINES_LOOKED_AT);
  const labels = lines.flatMap((line) => labelOf(line) ?? []);
  const distinct = new Set(labels);
  if (distinct.size < 2) return undefined;
  const roles = labels.filter((label) => isPerson(label));
  if (roles.length >= FEWEST_TURNS) return text;
  const again = labels.filter((label, at) => labels.indexOf(label) !== at).length + distinct.size;
  const isCall = again >= FEWEST_NAMED_TURNS && distinct.size <= 4 && labels.length >= lines.length * NAMED_SHARE;
  return isCall ? text : undefined;
}

/** Teams sends what is pasted as plain lines, or with the tags of its editor. */
function withLines(message: string): string {
  return message
    .replace(/\r\n?/g, '\n')
    .replace(BREAKS, '\n')
    .replace(OPENERS, '')
    .replace(TAGS, '')
    .replace(/&nbsp;/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');
}

function labelOf(line: string): string | undefined {
  const start = line.slice(0, LINE_CHARACTERS).replace(TIME, '');
  const colon = start.indexOf(':');
  const label = colon < 0 ? '' : start.slice(0, colon).replaceAll('**', '').trim();
  return label !== '' && canBeLabel(label) ? label.toLowerCase() : undefined;
}

function isPerson(label: string): boolean {
  const role = roleOf(label);
  return role === 'agent' || role === 'customer';
}

import { type Check, problemsOf } from '../domain/check.ts';
import type { Messages } from '../messages/messages.ts';
import { type AdaptiveCard, fillCard } from './adaptiveCard.ts';
import { fitCard } from './fitCard.ts';
import { shownText } from './shownText.ts';
import { speakable } from './speakable.ts';
import template from './templates/doctor.json' with { type: 'json' };

/** Nobody mends more at once; the command line shows all. */
const PROBLEMS_SHOWN = 12;
const LINES_SHOWN = 30;
const NAME_CHARACTERS = 80;
const DETAIL_CHARACTERS = 300;

/** How the house stands: what is broken and what ends soon at once, what is fine behind a button. */
export function doctorCard(checks: readonly Check[], messages: Messages): AdaptiveCard {
  const words = messages.admin.doctor;
  const problems = problemsOf(checks);
  const hidden = problems.length - PROBLEMS_SHOWN;
  return fitCard((share) =>
    fillCard(template, {
      language: messages.language,
      speak: speakable(`${words.title}. ${doctorSummary(checks, messages)}`),
      fallback: messages.cards.cannotShow,
      title: words.title,
      summary: doctorSummary(checks, messages),
      problems: problems.slice(0, PROBLEMS_SHOWN).map((check) => ({
        style: check.state === 'fail' ? 'attention' : 'warning',
        name: shownText(`${words.state[check.state]}: ${nameOf(check, messages)}`, NAME_CHARACTERS),
        detail: detailOf(check, messages, share),
        fix: check.fix === undefined ? '' : words.fix(shownText(words.say(check.fix), DETAIL_CHARACTERS * share)),
      })),
      more: hidden > 0 ? words.more(hidden) : '',
      showRest: words.showRest,
      groups: restOf(checks, messages, share),
      hint: words.hint,
    }),
  );
}

/** "1 broken, 2 to look at, 14 fine, 5 not in use." */
export function doctorSummary(checks: readonly Check[], { admin }: Messages): string {
  const count = (state: Check['state']): number => checks.filter((check) => check.state === state).length;
  return admin.doctor.summary({ broken: count('fail'), warned: count('warn'), fine: count('ok'), off: count('off') });
}

function restOf(checks: readonly Check[], messages: Messages, share: number): object[] {
  const words = messages.admin.doctor;
  return (['ok', 'off'] as const).flatMap((wanted) => {
    const rest = checks.filter(({ state }) => state === wanted).slice(0, LINES_SHOWN);
    if (rest.length === 0) return [];
    const lines = rest.map((check) => ({
      name: shownText(nameOf(check, messages), NAME_CHARACTERS),
      detail: ` · ${detailOf(check, messages, share)}`,
    }));
    return [{ heading: words.state[wanted], lines }];
  });
}

function nameOf({ check }: Check, { admin }: Messages): string {
  const names: Readonly<Record<string, string>> = admin.doctor.names;
  // "secret BOT_PASSWORD", "notes given up: busy": the part before is ours, what follows names the thing.
  const known = Object.keys(names)
    .sort((a, b) => b.length - a.length)
    .find((name) => check === name || check.startsWith(`${name} `));
  return known === undefined ? check : `${names[known]}${check.slice(known.length)}`;
}

/** In the reader's language; what others said, such as a service why it does not answer, stays as it is. */
function detailOf({ days, detail }: Check, { admin }: Messages, share: number): string {
  const { say, ends } = admin.doctor;
  return days === undefined ? shownText(say(detail), DETAIL_CHARACTERS * share) : ends(days);
}

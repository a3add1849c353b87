import type { ScamAlert } from '../domain/scamAlert.ts';
import type { Messages } from '../messages/messages.ts';
import { type AdaptiveCard, fillCard } from './adaptiveCard.ts';
import { signalWords } from './alertWords.ts';
import { shownText } from './shownText.ts';
import { speakable } from './speakable.ts';
import template from './templates/agentAlert.json' with { type: 'json' };

/** What the agent on the call sees of an alert. */
export interface AgentAlertView {
  alert: ScamAlert;
  handledByName?: string | undefined;
  /** False once the call has gone to a colleague. */
  isTheirs: boolean;
  /** False where no channel takes alerts, so that nobody but this agent knows. */
  isTold: boolean;
}

const NAME_CHARACTERS = 60;
const SIGNALS_SHOWN = 3;

type Advice = keyof Messages['alerts']['agentCard']['say'];

/** Which sentence fits which signals; the first that fits is said. */
const ADVICE: readonly (readonly [Advice, readonly string[]])[] = [
  ['takeover', ['phone-replaced', 'email-replaced', 'address-diverted', 'payout-redirected']],
  ['code', ['code-request', 'credential-request', 'approval-request', 'secret-handed-over']],
  ['remote', ['remote-control', 'computer-walkthrough']],
  ['money', ['money-movement', 'safe-account', 'unusual-payment', 'wrong-refund', 'overpaid-by-mistake']],
];

/** What to say aloud now, and who helps. Once the alert is over it only says so. */
export function agentAlertCard(view: AgentAlertView, messages: Messages): AdaptiveCard {
  const { alert, handledByName } = view;
  const words = messages.alerts;
  const own = words.agentCard;
  const isPast = isOver(view);
  const say = isPast ? '' : own.say[adviceFor(alert)];
  const helper = shownText(handledByName || words.someone, NAME_CHARACTERS);
  const told = view.isTold ? own.told : own.untold;
  const lines = [alert.handledBy === undefined ? told : words.handledDirect(helper), own.calm];
  const signals = signalWords(alert, messages).slice(0, SIGNALS_SHOWN);
  const demo = alert.mode === 'demo' ? `${words.demo} · ` : '';
  return fillCard(template, {
    language: messages.language,
    speak: speakable(isPast ? own.over : say),
    fallback: messages.cards.cannotShow,
    style: alert.level === 'scam' ? 'attention' : 'warning',
    sayHeading: own.sayHeading,
    say,
    heading: isPast ? own.over : `${demo}${own.heading[alert.level]}`,
    lines: isPast ? [] : lines.map((text) => ({ text })),
    why: isPast || signals.length === 0 ? '' : words.why,
    signals: isPast ? [] : signals.map(({ text }) => ({ text })),
  });
}

/** There is nothing more for this agent to do: the alert or the call has ended, or a colleague has it. */
export function isOver({ alert, isTheirs }: AgentAlertView): boolean {
  return alert.outcome !== undefined || alert.endedAt !== undefined || !isTheirs;
}

function adviceFor({ signals, direction }: ScamAlert): Advice {
  if (direction === 'outbound') return 'outbound';
  const names = new Set(signals.map(({ name }) => name));
  return ADVICE.find(([, some]) => some.some((name) => names.has(name)))?.[0] ?? 'callBack';
}

import type { TurnContext } from 'botbuilder';
import { flagGap } from '../../answers/flagGap.ts';
import { openSource } from '../../answers/openSource.ts';
import { stillReadable } from '../../answers/stillReadable.ts';
import type { AdaptiveCard } from '../../cards/adaptiveCard.ts';
import { type AnswerCardView, answerCard } from '../../cards/answerCard.ts';
import { authorize } from '../../guards/authorize.ts';
import { currentLease } from '../../calls/currentLease.ts';
import type { Passage } from '../../domain/passage.ts';
import type { AnswerRecord } from '../../ports/answerLog.ts';
import type { AuditEntry } from '../../ports/auditLog.ts';
import { answerActivity } from '../answerActivity.ts';
import type { TeamsPorts, TeamsSettings } from '../ports.ts';
import { refuseTooMuch } from '../refuseTooMuch.ts';
import { readTurn, type Turn } from '../readTurn.ts';

/** Data of a button on an answer card; it comes from the client and is believed in nothing but the ids. */
export interface AnswerButton {
  verb?: unknown;
  answerId?: unknown;
  n?: unknown;
}

interface PressedButton {
  context: TurnContext;
  button: AnswerButton;
}

/** For clients with Action.Execute: the new card for the person who pressed, or a sentence why not. */
export async function executeAnswerButton(
  { context, button }: PressedButton,
  ports: TeamsPorts,
  settings: TeamsSettings,
): Promise<AdaptiveCard | string> {
  const turn = await readTurn(context, ports);
  const view = await press({ turn, button }, ports, settings);
  return typeof view === 'string' ? view : answerCard(view, turn.messages);
}

/** For clients without it: the message is updated where it stands; in shared conversations a new one is sent. */
export async function submitAnswerButton(
  { context, button }: PressedButton,
  ports: TeamsPorts,
  settings: TeamsSettings,
): Promise<void> {
  const turn = await readTurn(context, ports);
  const view = await press({ turn, button }, ports, settings);
  if (typeof view === 'string') {
    await context.sendActivity(view);
    return;
  }
  const activity = answerActivity(view, turn.messages);
  const replyToId = context.activity.replyToId;
  if (replyToId !== undefined && turn.kind === 'personal') await context.updateActivity({ ...activity, id: replyToId });
  else await context.sendActivity(activity);
}

/** A link is one person's: where others read the card there is none. */
function linkFor({ kind, agent }: Turn, passage: Passage | undefined, { links }: TeamsPorts): string | undefined {
  return kind === 'personal' && passage !== undefined ? links.linkTo(passage, agent.agentId) : undefined;
}

/** Rejects when it cannot be written down; then nothing is shown. */
function audit(
  { turn, record }: { turn: Turn; record: AnswerRecord },
  entry: Pick<AuditEntry, 'action' | 'result' | 'reason' | 'versions'>,
  ports: TeamsPorts,
): Promise<void> {
  const who = turn.agent.agentId;
  const { answerId } = record;
  const known = { at: ports.clock.now(), who, tenantId: turn.tenantId, correlationId: answerId };
  return ports.audit.write({ ...known, what: `answer ${answerId}`, ...entry });
}

async function press(
  { turn, button }: { turn: Turn; button: AnswerButton },
  ports: TeamsPorts,
  settings: TeamsSettings,
): Promise<AnswerCardView | string> {
  const words = turn.messages.chat;
  const record = typeof button.answerId === 'string' ? await ports.answers.find(button.answerId) : undefined;
  if (record === undefined || record.conversationId !== turn.conversationId) return words.answerGone;
  const isOthers = turn.kind === 'personal' && record.agentId !== turn.agent.agentId;
  if (isOthers && authorize(turn.agent, 'seeOthersAnswers') !== undefined) {
    await audit({ turn, record }, { action: 'refusal', result: 'refused', reason: 'not-your-answer' }, ports);
    return words.notYours;
  }
  const tooMuch =
    button.verb === 'openSource' ? await refuseTooMuch({ turn, kind: 'search' }, ports, settings) : undefined;
  if (tooMuch !== undefined) return tooMuch;
  const { readerGroups } = turn;
  const { language } = turn.messages;
  const callId = (await currentLease(turn.agent, ports))?.callId;
  const isInCall = turn.kind === 'personal' && callId !== undefined && callId === record.callId;
  const answer = await stillReadable({ answer: record.answer, readerGroups, language, isInCall }, ports);
  const view: AnswerCardView = { answerId: record.answerId, answer };
  switch (button.verb) {
    case 'openSource': {
      const n = Number(button.n);
      const passage = await openSource({ answer, n, readerGroups }, ports);
      const outcome =
        passage === undefined ? ({ result: 'refused', reason: 'gone' } as const) : ({ result: 'done' } as const);
      const versions = answer.citations.filter((citation) => citation.n === n).map(({ passageId }) => passageId);
      await audit({ turn, record }, { action: 'source.opened', ...outcome, versions }, ports);
      return { ...view, opened: { n, passage, link: linkFor(turn, passage, ports) } };
    }
    case 'flagGap':
      await flagGap({ record, agentId: turn.agent.agentId, why: 'flagged' }, ports);
      return { ...view, hasFlagged: true };
    default:
      return view;
  }
}

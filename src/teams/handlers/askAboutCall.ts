import type { Activity, TurnContext } from 'botbuilder';
import { currentLease } from '../../calls/currentLease.ts';
import { quotesCard } from '../../cards/quotesCard.ts';
import type { NoteDraft } from '../../domain/noteDraft.ts';
import { authorize } from '../../guards/authorize.ts';
import type { Messages } from '../../messages/messages.ts';
import { askCall } from '../../notes/askCall.ts';
import { literal } from '../answerActivity.ts';
import { auditRefusal } from '../auditRefusal.ts';
import { noteSent } from '../noteShown.ts';
import type { TeamsPorts } from '../ports.ts';
import type { Turn } from '../readTurn.ts';

/** What is asked about the call that ended rather than about how things are. */
const ABOUT_CALL =
  /\b(?:in|during|on|from) (?:the|this|that|my)(?: last| previous)? (?:call|conversation)\b|\b(?:did|has|have) (?:the |this |that )?(?:customer|caller|client|she|he|they|i|we|agent)\b.{0,80}\b(?:say|said|mention\w*|tell|told|ask|asked|promis\w*|agree\w*|complain\w*)\b|\b(?:im|in dem|während des|beim) (?:letzten |vorigen )?(?:gesprächs?|anrufs?|telefonats?)\b|\b(?:hat|habe|haben) (?:der|die|ich|wir|er|sie)\b.{0,80}\b(?:gesagt|gefragt|erwähnt|versprochen|zugestimmt|zugesagt)\b/i;
const NEWEST = 50;

/** Answers a question about the agent's last call from what was said in it; false for any other question. */
export async function askAboutCall(context: TurnContext, turn: Turn, ports: TeamsPorts): Promise<boolean> {
  if (turn.kind !== 'personal' || !ABOUT_CALL.test(turn.text)) return false;
  const lease = await currentLease(turn.agent, ports);
  const own = await ports.drafts.unapproved(turn.agent.agentId.toLowerCase(), NEWEST);
  const draft = own.filter(({ transcript }) => transcript.utterances.length > 0).at(-1);
  // While another customer is on the line nothing of the one before is said.
  if (draft === undefined || (lease?.isLive === true && lease.callId !== draft.callId)) return false;
  const refusal = authorize(turn.agent, 'approveNote');
  if (refusal !== undefined) {
    const { draftId } = draft;
    await auditRefusal({ turn, what: `read note ${draftId}`, reason: refusal, correlationId: draftId }, ports);
    await context.sendActivity(refusal === 'mfa' ? turn.messages.access.mfaNeeded : turn.messages.drafts.notStaff);
    return true;
  }
  await sendAboutCall({ question: turn.text, draft }, { context, turn }, ports);
  return true;
}

/** Sends the lines of a call that answer a question about it. */
export async function sendAboutCall(
  asked: { question: string; draft: NoteDraft },
  { context, turn }: { context: TurnContext; turn: Turn },
  ports: TeamsPorts,
): Promise<void> {
  const sent = await context.sendActivity(await answerAboutCall(asked, turn, ports));
  await noteSent({ draftIds: [asked.draft.draftId], activityId: sent?.id }, { context, turn }, ports);
}

/** The lines of this call that answer the question, as a message; written down first, like any question. */
async function answerAboutCall(
  { question, draft }: { question: string; draft: NoteDraft },
  { agent, tenantId, messages }: Turn,
  ports: TeamsPorts,
): Promise<Partial<Activity>> {
  const quotes = askCall(question, draft.transcript);
  await ports.audit.write({
    ...{ at: ports.clock.now(), who: agent.agentId, tenantId, action: 'question', what: `note ${draft.draftId}` },
    ...{ result: quotes.length > 0 ? 'answered' : 'no-source', correlationId: draft.callId ?? draft.draftId },
    content: question,
  });
  if (quotes.length === 0) return { type: 'message', text: nothingSaid(draft, messages) };
  const content = quotesCard(quotes, messages);
  const [first] = quotes;
  const words = messages.drafts;
  const said = first === undefined ? '' : words.quote(words.speaker[first.speaker], first.text);
  return {
    type: 'message',
    text: literal(`${said} [1]`),
    textFormat: 'markdown',
    attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content }],
  };
}

function nothingSaid({ transcript }: NoteDraft, { drafts: words }: Messages): string {
  return transcript.utterances.length === 0 ? words.wordsGone : words.notSpokenOf;
}

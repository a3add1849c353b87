import { z } from 'zod';
import { chooseCaller, type Identified, identifyCaller, PROOFS } from '../../calls/identifyCaller.ts';
import { viewCall } from '../../calls/viewCall.ts';
import type { AdaptiveCard } from '../../cards/adaptiveCard.ts';
import { callCard, type CallProblem } from '../../cards/callCard.ts';
import type { ButtonPress } from '../cardButtons.ts';
import { auditRefusal } from '../auditRefusal.ts';
import type { TeamsPorts, TeamsSettings } from '../ports.ts';
import { readTurn, type Turn } from '../readTurn.ts';
import { auditView, awaitingOf, customersIn } from '../callMessage.ts';

/** Data of a button on the card of a call; it comes from the client and is believed in nothing. */
const button = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('chooseCaller'), callId: z.string().max(200), customerId: z.string().max(200) }),
  z.object({ verb: z.literal('sendCodePhrase'), callId: z.string().max(200) }),
  z.object({
    verb: z.literal('identifyCaller'),
    callId: z.string().max(200),
    account: z.string().max(40).default(''),
    item: z.enum(PROOFS),
    answer: z.string().max(120).default(''),
  }),
]);

type CallButton = z.infer<typeof button>;

/** Does what a button on the card of a call is for: the card anew, or a sentence why not. */
export async function pressCallButton(
  { context, given }: ButtonPress,
  ports: TeamsPorts,
  settings: TeamsSettings,
): Promise<AdaptiveCard | string> {
  const turn = await readTurn(context, ports);
  const words = turn.messages.calls;
  const read = button.safeParse(given);
  const agentId = turn.agent.agentId.toLowerCase();
  if (!read.success) return words.notYours;
  const { callId, verb } = read.data;
  const isAgent = turn.agent.roles.includes('agent');
  if (turn.kind !== 'personal' || !isAgent) {
    const refused = { what: `${verb} call ${callId}`, reason: isAgent ? 'other-place' : 'role', correlationId: callId };
    await auditRefusal({ turn, ...refused }, ports);
    return words.notYours;
  }
  const outcome = await act(read.data, turn, ports);
  if (outcome === 'not-your-call') {
    ports.log.warn({ callId, agentId }, 'button of a call that is not theirs');
    return words.notYours;
  }
  if (outcome === 'identified') settings.onCallChanged(callId);
  const call = await viewCall({ callId, agentId }, ports);
  await auditView({ callId, agentId, customerIds: customersIn(call) }, ports);
  const problem = call.kind === 'caller' && outcome !== 'noPhrase' ? undefined : problemOf(outcome);
  const awaiting = await awaitingOf(callId, ports);
  return callCard({ callId, call, now: ports.clock.now(), problem, awaiting }, turn.messages);
}

async function act(pressed: CallButton, turn: Turn, ports: TeamsPorts): Promise<Outcome> {
  const { callId } = pressed;
  const agentId = turn.agent.agentId.toLowerCase();
  if (pressed.verb === 'sendCodePhrase') {
    const asked = { callId, agentId, tenantId: turn.tenantId, language: turn.messages.language };
    const outcome = await ports.codePhrases.send(asked);
    return outcome === 'not-possible' ? 'noPhrase' : outcome;
  }
  if (pressed.verb === 'chooseCaller') return chooseCaller({ callId, agentId, customerId: pressed.customerId }, ports);
  if (pressed.account.trim() === '') return 'accountMissing';
  if (pressed.answer.trim() === '') return 'answerMissing';
  return identifyCaller(
    { callId, agentId, account: pressed.account, proof: pressed.item, said: pressed.answer },
    ports,
  );
}

type Outcome = Identified | CallProblem | 'asked-for';

function problemOf(outcome: Outcome): CallProblem | undefined {
  switch (outcome) {
    case 'no-match':
      return 'noMatch';
    case 'too-many-tries':
      return 'tooManyTries';
    case 'not-a-candidate':
      return 'notACandidate';
    case 'identified':
    case 'asked-for':
    case 'not-your-call':
      return undefined;
    case 'noMatch':
    case 'tooManyTries':
    case 'notACandidate':
    case 'accountMissing':
    case 'answerMissing':
    case 'noPhrase':
      return outcome;
  }
}

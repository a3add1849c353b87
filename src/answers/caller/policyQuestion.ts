import type { CustomerFacts } from '../../domain/customerFacts.ts';
import { isPast, readDay } from '../../messages/dates.ts';

const NOTICE = /\b(?:notice|frist|kündigungsfrist)\b/i;
const LEAVING =
  /\b(?:cancel\w*|leav(?:e|es|ing)|terminat\w*|quit|exit|switch|port out|kündig\w*|kuendig\w*|aussteigen|wechseln)\b/i;
const GERMAN = /\b(?:sie|er|ihr|ihre|ihren|sein|seine|seinen|kann|wann|wie|frist|vertrag|kündigen|kuendigen)\b/i;

/**
 * What the policy has to be asked for this caller: "can she cancel free?" is another question before and after the end
 * of her contract. In the question's language first, then in that of most documents; empty where the record changes
 * nothing about the question.
 */
export function policyQuestions(text: string, facts: CustomerFacts, now: Date): readonly string[] {
  const question = policyQuestion(text, facts, now);
  if (question === undefined) return [];
  return GERMAN.test(text) ? [question.de, question.en] : [question.en];
}

function policyQuestion(
  text: string,
  { contractEnd }: CustomerFacts,
  now: Date,
): { en: string; de: string } | undefined {
  if (NOTICE.test(text)) {
    return { en: 'How long is the notice period to cancel?', de: 'Wie lang ist die Kündigungsfrist?' };
  }
  if (!LEAVING.test(text) || contractEnd === undefined) return undefined;
  const day = readDay(contractEnd);
  // "rolling" and the like: there is no end to wait for.
  if (day === undefined || isPast(day, now)) {
    return { en: 'Is an exit fee due after the contract end?', de: 'Fällt nach dem Vertragsende eine Gebühr an?' };
  }
  return {
    en: 'What does leaving before the end of the contract cost, the exit fee?',
    de: 'Was kostet eine Kündigung vor dem Ende des Vertrags?',
  };
}

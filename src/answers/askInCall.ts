import type { Answer, Citation, RefusalReason } from '../domain/answer.ts';
import { type CustomerFacts, factsOf } from '../domain/customerFacts.ts';
import { type Question, QUESTION_LIMIT } from '../domain/question.ts';
import { messagesFor } from '../messages/messages.ts';
import type { AuditLog } from '../ports/auditLog.ts';
import type { CustomerStore } from '../ports/customerStore.ts';
import type { KnowledgeStore } from '../ports/knowledgeStore.ts';
import { type AskPorts, askQuestion } from './askQuestion.ts';
import { callerTopics, type CallerTopics } from './caller/callerTopics.ts';
import { whoIsNamed } from './caller/otherPerson.ts';
import { policyQuestions } from './caller/policyQuestion.ts';
import { recordAnswer } from './caller/recordAnswer.ts';
import { answerOffers } from './offers/answerOffers.ts';
import { type OfferAim, offerAim, speaksOfPerson } from './offers/offerAim.ts';

/** What answering in a call needs. */
export interface InCallPorts extends AskPorts {
  customers: Pick<CustomerStore, 'find' | 'matching'>;
  audit: Pick<AuditLog, 'write'>;
  knowledge: Pick<KnowledgeStore, 'stillReadable' | 'readableInContext'>;
}

/**
 * Answers a question from the knowledge base and, where it asks for that, from the record of the customer the asker is
 * on a call with: of nobody else, and only where nobody reads along. Never throws for the search being away; throws
 * AuditUnavailable when it cannot be written down that the record was read.
 */
export async function askInCall(question: Question, ports: InCallPorts, signal?: AbortSignal): Promise<Answer> {
  const { text } = question;
  if (text.trim() === '' || text.length > QUESTION_LIMIT) return askQuestion(question, ports, signal);
  const words = messagesFor(question.language).customers;
  const allowed = await customersOf(question, ports);
  const aim = offerAim(text);
  const isAboutPerson = callerTopics(text).asksOfPerson || (aim !== undefined && speaksOfPerson(text));
  const named = await whoIsNamed({ text, allowed, isAboutPerson }, ports);
  const topics = topicsOf(question, aim, named === 'caller');
  if (named === 'someone-else') {
    ports.log.warn(
      { agentId: question.asker.agentId, callId: question.lease?.callId },
      'question about another customer',
    );
    return said('refused', question.lease === undefined ? words.notYourCallNone : words.notYourCall, 'not-your-call');
  }
  if (topics.needs === 'none') return askQuestion(question, ports, signal);
  if (question.lease === undefined) return withoutCall(question, topics, await askQuestion(question, ports, signal));
  if (question.readers === 'many') {
    const shown =
      topics.needs === 'record' ? said('answered', words.inYourChat) : await askQuestion(question, ports, signal);
    return { ...shown, notices: [...shown.notices, { kind: 'private-chat' }] };
  }
  return withRecord({ question, topics, facts: allowed[0], aim }, ports, signal);
}

/** On a call, what can be offered is about the caller even where nobody is named. */
function topicsOf({ text, lease }: Question, aim: OfferAim | undefined, isCallerNamed: boolean): CallerTopics {
  const topics = callerTopics(text, isCallerNamed);
  if (aim === undefined || (lease === undefined && !speaksOfPerson(text))) return topics;
  const isIdentified = lease?.customer.kind === 'known';
  return { needs: isIdentified ? 'record' : 'both', parts: ['plan', 'contract', 'flags'], asksOfPerson: true };
}

async function customersOf({ lease }: Question, { customers }: InCallPorts): Promise<CustomerFacts[]> {
  if (lease === undefined || lease.customer.kind === 'unidentified') return [];
  const { customer } = lease;
  const ids = customer.kind === 'known' ? [customer.customerId] : customer.candidates;
  const records = await Promise.all(ids.map((id) => customers.find(id)));
  return records.filter((record) => record !== undefined).map(factsOf);
}

/** Knowledge only, and said so. */
function withoutCall({ language }: Question, { needs }: CallerTopics, answer: Answer): Answer {
  const words = messagesFor(language).customers;
  if (needs === 'record' && answer.outcome === 'no-source') {
    return { ...said('answered', words.noCallAndNothing), notices: [{ kind: 'no-call' }] };
  }
  return { ...answer, notices: [...answer.notices, { kind: 'no-call' }] };
}

interface CallerQuestion {
  question: Question;
  topics: CallerTopics;
  facts: CustomerFacts | undefined;
  aim: OfferAim | undefined;
}

async function withRecord(asked: CallerQuestion, ports: InCallPorts, signal?: AbortSignal): Promise<Answer> {
  const { question, topics, facts, aim } = asked;
  const words = messagesFor(question.language).customers;
  const kind = question.lease?.customer.kind;
  const missing =
    kind === 'ambiguous' ? words.chooseFirst : kind === 'unidentified' ? words.identifyFirst : words.recordGone;
  if (kind !== 'known' || facts === undefined) {
    if (topics.needs === 'record') return said('answered', missing);
    return askQuestion(question, ports, signal);
  }
  await ports.audit.write({
    ...{ at: question.now, who: question.asker.agentId, action: 'customer.viewed', result: 'done' },
    what: `customer ${facts.customerId}`,
    reason: topics.parts.join(' '),
    correlationId: question.lease?.callId ?? '',
  });
  if (aim !== undefined) return answerOffers({ question, facts, aim }, ports, signal);
  const record = { facts, readAt: question.now, language: question.language, text: question.text };
  if (topics.needs === 'record') return recordAlone(recordAnswer(record, topics.parts));
  const policy = await askPolicy({ question, facts }, ports, signal);
  if (policy.outcome === 'failed' || policy.outcome === 'refused') return policy;
  return joined(recordAnswer(record, topics.parts, policy.citations.length + 1), policy);
}

/** The policy as it holds for this caller, else whatever the question finds by its own words. */
async function askPolicy(
  { question, facts }: { question: Question; facts: CustomerFacts },
  ports: InCallPorts,
  signal?: AbortSignal,
): Promise<Answer> {
  for (const text of policyQuestions(question.text, facts, question.now)) {
    const answer = await askQuestion({ ...question, text, history: [] }, ports, signal);
    const isClose = answer.notices.some(({ kind }) => kind === 'closest');
    if (answer.outcome === 'answered' && !isClose) return answer;
  }
  return askQuestion(question, ports, signal);
}

type Told = ReturnType<typeof recordAnswer>;

function recordAlone({ lines, citations }: Told): Answer {
  const [first] = lines;
  const spoken = first?.text ?? '';
  return {
    ...said('answered', spoken),
    text: lines.map(({ text, n }) => `${text} [${n}]`).join('\n'),
    lines: lines.slice(1),
    citations,
  };
}

/** The caller's dates before the policy: they decide what of it holds. */
function joined({ lines, citations }: Told, policy: Answer): Answer {
  const [first, ...others] = lines;
  if (first === undefined) return policy;
  const hasPolicy = policy.citations.length > 0;
  const spoken = hasPolicy ? `${first.text} ${policy.spoken}` : first.text;
  const mark = (n: number): string => ` [${n}]`;
  return {
    ...policy,
    outcome: 'answered',
    spoken,
    text: [`${first.text}${mark(first.n)} ${policy.text}`, ...others.map(({ text, n }) => `${text}${mark(n)}`)].join(
      '\n',
    ),
    lines: [...others, ...policy.lines],
    citations: [...policy.citations, ...citations] satisfies Citation[],
  };
}

function said(outcome: Answer['outcome'], spoken: string, reason?: RefusalReason): Answer {
  const nothing = { lines: [], citations: [], notices: [], followUps: [] };
  return { outcome, mode: 'extractive', spoken, text: spoken, ...nothing, ...(reason === undefined ? {} : { reason }) };
}

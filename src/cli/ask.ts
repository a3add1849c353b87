import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { z } from 'zod';
import { auditAnswer } from '../answers/auditAnswer.ts';
import { askInCall } from '../answers/askInCall.ts';
import { currentLease } from '../calls/currentLease.ts';
import { withSensitivity } from '../answers/withSensitivity.ts';
import { answerWithModel, isWorthAModel } from '../answers/model/answerWithModel.ts';
import { noticeText } from '../cards/answerCard.ts';
import type { Agent } from '../domain/agent.ts';
import type { Answer } from '../domain/answer.ts';
import { unknownAgent } from '../domain/agent.ts';
import type { Question } from '../domain/question.ts';
import { identifyAgent } from '../guards/identifyAgent.ts';
import { messagesFor } from '../messages/messages.ts';
import type { Ports } from '../wiring/connectPorts.ts';
import { type Command, print, readArguments, readAsked, splitList, withPorts, WrongUsage } from './command.ts';
import { operatorName } from './operator.ts';

const question = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  text: z.string(),
  history: z.array(z.object({ role: z.enum(['agent', 'assistant']), text: z.string() })).optional(),
  groups: z.array(z.string()).optional(),
  agentId: z.string().optional(),
  customerId: z.string().optional(),
});

type AskedQuestion = z.infer<typeof question>;

/** As long as people in Teams wait. */
const ANSWER_DEADLINE_MS = 12_000;

const OPTIONS = {
  groups: { type: 'string' },
  agent: { type: 'string' },
  customer: { type: 'string' },
  now: { type: 'string' },
  questions: { type: 'string' },
} as const;

/** `earpiece ask`: the in-call answer to one question or a file of them. */
export const ask: Command = {
  usage: 'ask "<question>" | --questions f.jsonl [--groups a,b] [--agent id] [--customer id] [--now date]',
  does: 'the in-call answer',
  async run(args) {
    const { values, positionals, isJson } = readArguments(args, OPTIONS);
    const now = values.now === undefined ? undefined : new Date(values.now);
    if (now !== undefined && Number.isNaN(now.getTime()))
      throw new WrongUsage('--now takes a date such as 2026-03-01.');
    const given = values.groups === undefined ? {} : { groups: splitList(values.groups) };
    const defaults = { ...given, agentId: values.agent, customerId: values.customer };
    const questions = await readAsked(
      { file: values.questions, text: positionals.join(' ') },
      question,
      'What is the question?',
    );
    return withPorts(async (ports) => {
      let failed = 0;
      for (const one of questions) {
        const outcome = await askOne({ asked: { ...defaults, ...one }, now, isJson }, ports);
        if (outcome === 'failed') failed += 1;
      }
      return failed === 0 ? 0 : 1;
    });
  },
};

async function askOne(
  request: { asked: AskedQuestion; now: Date | undefined; isJson: boolean },
  ports: Ports,
): Promise<Answer['outcome']> {
  const { asked, isJson } = request;
  const started = performance.now();
  const asker = await askerOf(asked, ports);
  const { sensitivityLabels } = ports;
  const question = {
    text: asked.text,
    asker,
    lease: await leaseOf(asked, asker, ports),
    readers: 'one' as const,
    history: asked.history ?? [],
    language: 'en' as const,
    now: request.now ?? ports.clock.now(),
  };
  const unlabelled = await withModel(question, await askInCall(question, ports), ports);
  const answer = withSensitivity(unlabelled, sensitivityLabels);
  await recordAsked(asked, answer, ports);
  const millis = Math.round((performance.now() - started) * 100) / 100;
  print(isJson, { id: asked.id ?? null, millis, ...answerLine(answer) }, answerText(answer));
  return answer.outcome;
}

/** What the model makes of the answer, where one is configured. */
async function withModel(question: Question, draft: Answer, ports: Ports): Promise<Answer> {
  const { modelHouse: house } = ports;
  if (house === undefined || !isWorthAModel(draft)) return draft;
  const conversationId = `command-line:${process.pid}`;
  const drafted = { question, draft, conversationId, withinMs: ANSWER_DEADLINE_MS };
  return answerWithModel(drafted, { ...ports, house }, AbortSignal.timeout(ANSWER_DEADLINE_MS));
}

/** Before it is printed: an answer that cannot be written down is not given. */
function recordAsked(asked: AskedQuestion, answer: Answer, ports: Ports): Promise<void> {
  const by = asked.agentId === undefined ? operatorName() : `${operatorName()} as ${asked.agentId}`;
  const where = asked.customerId === undefined ? 'ask' : `customer ${asked.customerId}`;
  const record = { answerId: randomUUID(), at: ports.clock.now(), agentId: by, question: asked.text };
  return auditAnswer({ ...record, where, answer }, ports);
}

/** Groups named on the command line replace those of the agent. */
async function askerOf(asked: AskedQuestion, ports: Ports): Promise<Agent> {
  const agent = asked.agentId === undefined ? unknownAgent('command-line') : await identifyAgent(asked.agentId, ports);
  return asked.groups === undefined ? agent : { ...agent, groups: asked.groups };
}

/**
 * A customer named on the command line is open for this one question; else the agent's real call counts. Somebody
 * nobody knows has neither.
 */
async function leaseOf(asked: AskedQuestion, asker: Agent, ports: Ports): Promise<Question['lease']> {
  if (asked.agentId !== undefined && asker.roles.length === 0) return undefined;
  if (asked.customerId === undefined) return currentLease(asker, ports);
  ports.log.info({ agentId: asker.agentId, customerId: asked.customerId }, 'customer opened on the command line');
  return { callId: 'command-line', customer: { kind: 'known', customerId: asked.customerId } };
}

function answerLine(answer: Answer): object {
  const { outcome, mode, spoken, text, reason, citations, sensitivity } = answer;
  return {
    outcome,
    mode,
    spoken,
    text,
    reason,
    citations: citations.map(({ n, file, title, page, slide, sheet, heading, effectiveDate, snippet }) => ({
      n,
      file,
      title,
      page,
      slide,
      sheet,
      heading,
      effectiveDate,
      snippet,
    })),
    notices: answer.notices.map((notice) => noticeText(notice, messagesFor('en'))),
    sensitivity,
  };
}

function answerText(answer: Answer): string {
  const notices = answer.notices.map((notice) => `! ${noticeText(notice, messagesFor('en'))}`);
  const sources = answer.citations.map(({ n, title, file, page, heading }) =>
    [`[${n}] ${title} (${file}`, page === undefined ? '' : `, page ${page}`, heading ? `, ${heading}` : '', ')'].join(
      '',
    ),
  );
  return [answer.text, ...notices, ...sources].join('\n');
}

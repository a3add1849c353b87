import { fileURLToPath } from 'node:url';
import { askQuestion } from '../../src/answers/askQuestion.ts';
import { leaseMask } from '../../src/answers/model/leaseMask.ts';
import { answerWithModel, isWorthAModel } from '../../src/answers/model/answerWithModel.ts';
import type { Answer } from '../../src/domain/answer.ts';
import { readConfig } from '../../src/wiring/config.ts';
import { environment } from '../../src/wiring/environment.ts';
import { ASKED_ON, withKnowledge } from './answers.ts';
import { type GoldQuestion, markAnswer, readQuestions } from './questionSet.ts';
import { printShares, type ShareRow } from './shares.ts';

const QUESTIONS = 30;
const PATIENCE_MS = 12_000;

/**
 * Asks 30 questions about the sample company with and without the model that the environment names, and prints what
 * share is right, how long it took and what it cost. Says so when no model is named.
 */
export async function evaluateModel(): Promise<void> {
  const { model, tokenLimits } = readConfig(environment());
  if (model === undefined) {
    console.log('not run: no language model is configured (set AZURE_OPENAI_DEPLOYMENT or OPENAI_MODEL)');
    return;
  }
  const own = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
  const questions = everyNth(await readQuestions(own('data/questions/sample.jsonl')), QUESTIONS);
  await withKnowledge(own('sample/knowledge'), async (ports) => {
    const { openaiModel } = await import('../../src/adapters/openai/openaiModel.ts');
    const { tokenUses, modelTurns } = ports;
    const limits = { ...tokenLimits, perPersonDay: 0, perCall: 0, perDay: 0 };
    const house = { model: await openaiModel(model), tokenUses, modelTurns, limits, maskFor: leaseMask(ports) };
    const rows: { name: string; marked: ShareRow['marked'][number][] }[] = [
      { name: 'straight from the sources', marked: [] },
      { name: `with ${model.models.join(', ')}`, marked: [] },
    ];
    const millis: number[] = [];
    const modes = new Map<string, number>();
    for (const gold of questions) {
      const question = questionOf(gold);
      const draft = await askQuestion(question, ports);
      const started = performance.now();
      const drafted = { question, draft, conversationId: gold.id, withinMs: PATIENCE_MS };
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const answer = isWorthAModel(draft) ? await answerWithModel(drafted, { ...ports, house }, signal) : draft;
      millis.push(performance.now() - started);
      const kept = answer.notices.find((notice) => notice.kind === 'kept');
      const mode = kept === undefined ? answer.mode : `kept: ${kept.why}`;
      modes.set(mode, (modes.get(mode) ?? 0) + 1);
      rows[0]?.marked.push({ question: gold, marks: markAnswer(gold, answeredAs(draft)) });
      rows[1]?.marked.push({ question: gold, marks: markAnswer(gold, answeredAs(answer)) });
    }
    printShares(rows);
    millis.sort((one, other) => one - other);
    const at = (share: number) => Math.round(millis[Math.floor((millis.length - 1) * share)] ?? 0);
    const { today } = await tokenUses.spent({ agentId: 'evaluation', at: new Date() });
    console.log([...modes].map(([mode, count]) => `${count} ${mode}`).join(', '));
    console.log(`p50 ${at(0.5)} ms, p95 ${at(0.95)} ms; ${Math.round(today / questions.length)} tokens a question`);
  });
}

function everyNth(questions: readonly GoldQuestion[], count: number): GoldQuestion[] {
  const step = Math.max(1, questions.length / count);
  return Array.from({ length: Math.min(count, questions.length) }, (_, at) => questions[Math.floor(at * step)]!);
}

function questionOf({ text, groups, history }: GoldQuestion) {
  const asker = { agentId: 'evaluation', name: 'Evaluation', roles: ['agent' as const], groups };
  return { text, asker, readers: 'one' as const, history, language: 'en' as const, now: ASKED_ON };
}

function answeredAs(answer: Answer) {
  const cells = answer.lines.flatMap((line) => line.cells?.map((cell) => cell.join(' ')) ?? []);
  return {
    isAnswered: answer.outcome === 'answered',
    spoken: answer.spoken,
    text: [answer.text, ...cells].join('\n'),
    files: answer.citations.map(({ file }) => file),
    pages: answer.citations.map(({ file, page }) => `${file}#page=${page}`),
  };
}

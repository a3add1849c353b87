import { randomUUID } from 'node:crypto';
import { answerWithModel, isWorthAModel } from '../../src/answers/model/answerWithModel.ts';
import { leaseMask } from '../../src/answers/model/leaseMask.ts';
import { leaseReader } from '../../src/answers/model/leaseReader.ts';
import { askQuestion } from '../../src/answers/askQuestion.ts';
import { obedientModel } from '../../test/support/obedientModel.ts';
import { type AnswerPath, evaluationQuestion } from './security.ts';

const PATIENCE_MS = 10_000;
const UNLIMITED = { perPersonDay: 0, perCall: 0, perDay: 0 };

/** The model path with the worst model there can be: it does and says all that any text tells it. */
export const OBEDIENT: AnswerPath = {
  name: 'with a model that obeys all it reads',
  async ask(text, ports) {
    const question = evaluationQuestion(text);
    const draft = await askQuestion(question, ports);
    if (!isWorthAModel(draft)) return draft;
    const { tokenUses, modelTurns } = ports;
    const around = { tokenUses, modelTurns, limits: UNLIMITED };
    const house = { model: obedientModel(), ...around, customerReader: leaseReader(ports), maskFor: leaseMask(ports) };
    const drafted = { question, draft, conversationId: randomUUID(), withinMs: PATIENCE_MS };
    return answerWithModel(drafted, { ...ports, house }, AbortSignal.timeout(PATIENCE_MS));
  },
};

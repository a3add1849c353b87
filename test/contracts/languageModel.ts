import assert from 'node:assert/strict';
import type { LanguageModel, ModelMessage, ModelRequest } from '../../src/ports/languageModel.ts';

const schema = {
  name: 'price',
  schema: {
    type: 'object',
    properties: { plan: { type: 'string' }, pounds: { type: 'integer' } },
    required: ['plan', 'pounds'],
    additionalProperties: false,
  },
};

const lookUp = {
  name: 'look_up_price',
  description: 'Looks up what a plan costs a month. Prices change daily: always use it.',
  parameters: {
    type: 'object',
    properties: { plan: { type: 'string' } },
    required: ['plan'],
    additionalProperties: false,
  },
};

const question: ModelMessage = { role: 'person', text: 'What does the plan Flex 10 cost a month?' };

const asking = (over: Partial<ModelRequest> = {}): ModelRequest => ({
  instructions: 'Answer from what you are told only. Never guess a price: look it up with the tool, if you have one.',
  messages: [question],
  schema,
  withinMs: 30_000,
  ...over,
});

/** What every supplier of LanguageModel must hold; it is run on real models, too. */
export function describeLanguageModel(name: string, open: () => Promise<LanguageModel>): void {
  describe(`language model: ${name}`, function () {
    this.timeout(40_000);
    const forever = new AbortController().signal;

    it('answers in the form it was given, and tells what that cost', async () => {
      const model = await open();
      const told = { ...question, text: 'The plan Flex 10 costs 17 pounds a month. What does it cost?' };

      const reply = await model.complete(asking({ messages: [told] }), forever);

      assert.equal((reply.output as { pounds?: unknown }).pounds, 17);
      assert.deepEqual(reply.toolCalls, []);
      assert.ok(reply.tokens.input > 0 && reply.tokens.output > 0);
    });

    it('asks for a tool, and answers with what the tool said', async () => {
      const model = await open();
      const first = await model.complete(asking({ tools: [lookUp] }), forever);
      const [call] = first.toolCalls;
      assert.ok(call !== undefined);

      const messages: ModelMessage[] = [
        question,
        { role: 'model', toolCalls: first.toolCalls },
        ...first.toolCalls.map(({ callId }) => ({ role: 'tool' as const, callId, text: 'Flex 10: 17 pounds a month' })),
      ];
      const second = await model.complete(asking({ tools: [lookUp], messages }), forever);

      assert.equal(call.tool, 'look_up_price');
      assert.match(String((call.input as { plan?: unknown }).plan), /flex 10/i);
      assert.equal((second.output as { pounds?: unknown }).pounds, 17);
    });

    it('stops at once when nobody waits any more', async () => {
      const model = await open();
      const gone = new Error('nobody waits');

      await assert.rejects(model.complete(asking(), AbortSignal.abort(gone)), gone);
    });
  });
}

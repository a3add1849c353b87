import assert from 'node:assert/strict';
import { openLexicon } from '../../src/adapters/lexicon/openLexicon.ts';
import { joinGaps } from '../../src/answers/joinGaps.ts';
import type { KnowledgeGap } from '../../src/ports/gapStore.ts';

const NOON = new Date('2026-11-20T12:00:00Z');

describe('joining gaps by topic', () => {
  const lexicon = openLexicon();
  const join = (...gaps: KnowledgeGap[]) => joinGaps(gaps, lexicon);

  it('puts questions about the same thing together, most asked first, named by the words they share', () => {
    const topics = join(
      ...asked('do you sell garden furniture'),
      ...asked('is there a student discount', 'students discount on flex 10', 'do we do a discount for students'),
      ...asked('garden furniture delivery times'),
    );

    assert.deepEqual(
      topics.map(({ words, questions }) => [words.join(' '), questions]),
      [
        ['student discount', 3],
        ['garden furniture', 2],
      ],
    );
  });

  it('knows synonyms and slips of the keyboard', () => {
    const topics = join(
      ...asked('can she cancel by email', 'terminate contract by email'),
      ...asked('garden furniture price', 'garden furnture price'),
    );

    assert.deepEqual(
      topics.map(({ questions }) => questions),
      [2, 2],
    );
  });

  it('keeps apart what shares only an everyday word', () => {
    const topics = join(...asked('roaming in turkey', 'roaming in brazil', 'how long is the lead time for a router'));

    assert.equal(topics.length, 3);
  });

  it('counts a question once, however many reasons it was a gap for, and people once each', () => {
    const gap = aGap('do you sell garden furniture', { answerId: 'a', agentId: 'ada' });
    const topics = join(
      gap,
      { ...gap, gapId: 'flagged:a', why: 'flagged', agentId: 'ben' },
      { ...gap, gapId: 'disliked:a', why: 'disliked' },
      aGap('garden furniture?', { agentId: 'ada' }),
    );

    const [topic] = topics;
    assert.equal(topics.length, 1);
    assert.deepEqual([topic?.questions, topic?.people], [2, 2]);
    assert.deepEqual(topic?.reasons, { 'no-source': 2, flagged: 1, disliked: 1 });
  });

  it('shows up to three wordings, the newest first, and when it was asked last', () => {
    const wordings = ['esim apple watch', 'apple watch esim?', 'Apple Watch: eSIM', 'an esim for the apple watch'];
    const gaps = wordings.map((question, minute) => aGap(question, { at: minutesAfterNoon(minute) }));

    const [topic] = join(...gaps, aGap(wordings[3]!, { at: minutesAfterNoon(4) }));

    assert.deepEqual(topic?.examples, [wordings[3], wordings[2], wordings[1]]);
    assert.deepEqual(topic.newest, minutesAfterNoon(4));
  });

  it('names no agent, and hides the addresses and numbers of callers in words and examples', () => {
    const gap = aGap('jane.roe@example.com on 07700 900123 wants garden furniture 7710010', {
      agentId: 'ada-the-agent',
    });

    const text = JSON.stringify(join(gap));

    assert.doesNotMatch(text, /jane|example\.com|07700|900123|7710010|ada-the-agent/);
    assert.match(text, /garden/);
  });

  it('hides a number that would be cut in the middle', () => {
    const [topic] = join(aGap(`${'x '.repeat(146)}call 4929 1234 5678 9012 now`));

    assert.doesNotMatch(topic?.examples.join() ?? '', /\d/);
  });

  it('shows a question of 4000 characters on one short line without marks that steer a terminal', () => {
    const [topic] = join(aGap(`\u001b[2J\u202Egarden\nfurniture ${'🙂 very long '.repeat(300)}`));

    const [example = ''] = topic?.examples ?? [];
    assert.ok(example.length <= 301 && example.isWellFormed());
    // eslint-disable-next-line no-control-regex -- that is what must not be there
    assert.doesNotMatch(example, /[\u0000-\u001f\u202e]/);
    assert.match(example, /^\[2J garden furniture .*…$/);
  });

  it('keeps questions of nothing but everyday words, and of none', () => {
    const topics = join(...asked('and what about that?', 'and what about that', '???', ''));

    assert.deepEqual(
      topics.map(({ questions }) => questions),
      [2, 2],
    );
  });

  it('has no topics without gaps', () => {
    assert.deepEqual(join(), []);
  });
});

let gapsMade = 0;

function aGap(question: string, over: Partial<KnowledgeGap> = {}): KnowledgeGap {
  gapsMade += 1;
  const { answerId = `answer-${gapsMade}`, why = 'no-source' } = over;
  return { gapId: `${why}:${answerId}`, answerId, question, agentId: `agent-${gapsMade}`, why, at: NOON, ...over };
}

function asked(...questions: string[]): KnowledgeGap[] {
  return questions.map((question) => aGap(question));
}

function minutesAfterNoon(minutes: number): Date {
  return new Date(NOON.getTime() + minutes * 60_000);
}

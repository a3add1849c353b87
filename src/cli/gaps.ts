import { GAP_DAYS, gapTopics } from '../answers/gapTopics.ts';
import type { GapTopic } from '../domain/gapTopic.ts';
import { messagesFor } from '../messages/messages.ts';
import { type Command, print, readArguments, withPorts, WrongUsage } from './command.ts';

const MOST_DAYS = 3650;

/** `earpiece gaps`: what people asked and the knowledge base does not answer, by topic. */
export const gaps: Command = {
  usage: 'gaps [--days 30]',
  does: 'what the knowledge base does not answer, by topic',
  async run(args) {
    const { values, isJson } = readArguments(args, { days: { type: 'string' } }, 0);
    const days = Number(values.days ?? GAP_DAYS);
    if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS) {
      throw new WrongUsage(`--days takes a whole number from 1 to ${MOST_DAYS}.`);
    }
    await withPorts(async (ports) => {
      const topics = await gapTopics(days, ports);
      for (const topic of topics) print(isJson, topicLine(topic), topicText(topic));
      if (topics.length === 0 && !isJson) print(false, {}, messagesFor('en').gaps.none(days));
    });
    return 0;
  },
};

function topicLine({ words, questions, people, reasons, newest, examples }: GapTopic): object {
  return { topic: words.join(' '), questions, people, reasons, newest: newest.toISOString(), examples };
}

function topicText({ words, questions, people, newest, examples }: GapTopic): string {
  const said = messagesFor('en').gaps;
  const day = newest.toISOString().slice(0, 'yyyy-mm-dd'.length);
  const topic = [words.join(' '), said.asked(questions, people), said.newest(day)].filter((part) => part !== '');
  return `${topic.join(' · ')}: ${examples.map(said.quoted).join(' ')}`;
}

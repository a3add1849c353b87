import { z } from 'zod';
import type { RankedPassage } from '../domain/passage.ts';
import type { Ports } from '../wiring/connectPorts.ts';
import { type Command, print, readArguments, readAsked, splitList, withPorts, WrongUsage } from './command.ts';

const query = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  text: z.string(),
  groups: z.array(z.string()).optional(),
});

type Query = z.infer<typeof query>;

const OPTIONS = { top: { type: 'string' }, groups: { type: 'string' }, queries: { type: 'string' } } as const;

/** `earpiece search`: ranked passages for one query or a file of them. */
export const search: Command = {
  usage: 'search "<query>" | --queries f.jsonl [--top 10] [--groups a,b]',
  does: 'ranked passages',
  async run(args) {
    const { values, positionals, isJson } = readArguments(args, OPTIONS);
    const groups = splitList(values.groups);
    const top = Number(values.top ?? 10);
    if (!Number.isInteger(top) || top < 1) throw new WrongUsage('--top takes a whole number from 1.');
    const queries = await readAsked(
      { file: values.queries, text: positionals.join(' ') },
      query,
      'What should be searched for?',
    );
    await withPorts(async (ports) => {
      for (const one of queries) await searchOne({ query: one, groups: one.groups ?? groups, top }, ports, isJson);
    });
    return 0;
  },
};

async function searchOne(
  request: { query: Query; groups: readonly string[]; top: number },
  ports: Ports,
  isJson: boolean,
): Promise<void> {
  const { query: one, groups, top } = request;
  const started = performance.now();
  const passages = await ports.index.search({ text: one.text, groups, top, now: ports.clock.now() });
  const millis = Math.round((performance.now() - started) * 100) / 100;
  const rows = passages.map(passageRow);
  const text = rows.map(
    ({ rank, score, title, place, text: words }) => `${rank}. ${title}${place} (${score})\n   ${words}`,
  );
  print(
    isJson,
    { id: one.id ?? null, millis, passages: rows.map(({ place: _place, ...row }) => row) },
    text.join('\n') || 'Nothing found.',
  );
}

function passageRow({ rank, score, passage, supersededBy }: RankedPassage) {
  const { file, title, page, slide, sheet, heading, effectiveDate, text } = passage;
  const place = [page && `page ${page}`, slide && `slide ${slide}`, sheet, heading].filter(Boolean).join(', ');
  return {
    rank,
    score: Math.round(score * 10_000) / 10_000,
    file,
    title,
    page,
    slide,
    sheet,
    heading,
    effectiveDate,
    supersededBy,
    text,
    place: place === '' ? '' : ` · ${place}`,
  };
}

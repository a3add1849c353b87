import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { ROLES } from '../../domain/agent.ts';
import type { Directory } from '../../ports/directory.ts';

const people = z.object({
  people: z.array(
    z.object({
      agentId: z.string().min(1),
      name: z.string(),
      roles: z.array(z.enum(ROLES)),
      groups: z.array(z.string().min(1)),
      hasMfa: z.boolean().optional(),
    }),
  ),
});

/** The directory of local mode: the people written down in a JSON file beside the sample company. */
export async function peopleFile(path: string): Promise<Directory> {
  const known = new Map(
    people
      .parse(JSON.parse(await readFile(path, 'utf8')))
      .people.map(({ hasMfa = false, ...person }) => [person.agentId.toLowerCase(), { ...person, hasMfa }]),
  );
  return { find: (agentId) => Promise.resolve(known.get(agentId.toLowerCase())) };
}

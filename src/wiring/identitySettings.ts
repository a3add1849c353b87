import { z } from 'zod';
import { type Role, ROLES } from '../domain/agent.ts';
import { type NamedId, namedIdIn } from '../domain/namedId.ts';

const perMinute = z.coerce.number('must be a number').int().min(1).max(10_000_000);

/** "name=guid, name=guid" as pairs; a name may stand there several times. */
const namedIds = z.string().transform((text, context): NamedId[] => {
  const pairs = text.split(',').map((part) => part.trim());
  return pairs
    .filter((pair) => pair !== '')
    .flatMap((pair) => {
      const named = namedIdIn(pair);
      if (named !== undefined) return [named];
      context.addIssue(`has "${pair.slice(0, 80)}" in it, which is not written name=GUID`);
      return [];
    });
});

const roleNames = z.string().transform((text, context): Role[] =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .flatMap((name) => {
      const role = ROLES.find((one) => one === name);
      if (role === undefined) context.addIssue(`has "${name.slice(0, 40)}" in it; roles are ${ROLES.join(', ')}`);
      return role === undefined ? [] : [role];
    }),
);

/** Settings that say who people are, and how much each of them may ask. */
export const identitySettings = {
  AAD_APP_CLIENT_ID: z
    .guid('must be a GUID')
    .optional()
    .describe('App registration through which people sign in. Without it a registered bot knows nobody’s groups.'),
  AAD_APP_CLIENT_SECRET: z.string().min(1).optional().describe('Client secret of that app registration. Secret.'),
  SIGN_IN_CONNECTION: z
    .string()
    .regex(/^[\w.-]{1,64}$/, 'must be the name of a connection')
    .default('earpiece-sign-in')
    .describe('OAuth connection of the bot registration that leads to that app registration.'),
  ROLE_MAP: namedIds
    .optional()
    .describe(
      'Groups that give roles: agent=guid,supervisor=guid,admin=guid. Without agent, all who sign in are agents. Admins may add others in Teams, and take none of these away.',
    ),
  GROUP_MAP: namedIds
    .optional()
    .describe(
      'Groups that open restricted documents, by the names that knowledge.json uses: name=guid,… Admins may add others in Teams.',
    ),
  REQUIRE_MFA_ROLES: roleNames
    .optional()
    .describe('Roles that count only for people whose sign-in proved a second factor, such as supervisor,admin.'),
  MFA_AUTH_CONTEXT: z
    .string()
    .regex(/^c[1-9]\d?$/, 'must be c1 to c99')
    .optional()
    .describe(
      'Authentication context of Conditional Access that demands a second factor; version 2 tokens prove it by it.',
    ),
  RATE_PER_MINUTE: perMinute.default(60).describe('Questions that one person may ask in a minute.'),
  RATE_GLOBAL_PER_MINUTE: perMinute
    .default(12_000)
    .describe('Questions that all people together may ask in a minute; the first three of each person go before.'),
};

/** Names among them whose values are never printed. */
export const IDENTITY_SECRETS = ['AAD_APP_CLIENT_SECRET'] as const;

/** How people sign in, and which of their groups mean what. */
export interface SignInSettings {
  clientId: string;
  clientSecret: string;
  connection: string;
  mfaContext: string | undefined;
  roles: readonly NamedId[];
  groups: readonly NamedId[];
}

type Values = Partial<z.infer<z.ZodObject<typeof identitySettings>>>;

/** How people sign in, undefined when they do not; adds a sentence to `problems` for each combination that cannot work. */
export function readSignIn(values: Values, isLocal: boolean, problems: string[]): SignInSettings | undefined {
  const { AAD_APP_CLIENT_ID: clientId, AAD_APP_CLIENT_SECRET: clientSecret } = values;
  // Local mode has its own directory, a file.
  if (isLocal) return undefined;
  if (clientId === undefined) {
    for (const name of ['AAD_APP_CLIENT_SECRET', 'ROLE_MAP', 'GROUP_MAP', 'REQUIRE_MFA_ROLES'] as const) {
      if (values[name] !== undefined) problems.push(`AAD_APP_CLIENT_ID is missing: ${name} means nothing without it.`);
    }
    return undefined;
  }
  if (clientSecret === undefined) {
    problems.push('AAD_APP_CLIENT_SECRET is missing: people who are in many groups could not be told from others.');
  }
  return {
    clientId,
    clientSecret: clientSecret ?? '',
    connection: values.SIGN_IN_CONNECTION ?? '',
    mfaContext: values.MFA_AUTH_CONTEXT,
    roles: values.ROLE_MAP ?? [],
    groups: values.GROUP_MAP ?? [],
  };
}

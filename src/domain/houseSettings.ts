import type { NamedId } from './namedId.ts';

/** What an admin may change while the house runs. */
export interface HouseSettings {
  /** Minutes for which a customer stays open to the agent after the call. */
  wrapUpMinutes: number;
  /** Days after which questions and answers are forgotten. */
  retentionDays: number;
  /** Tokens a person may use a day; 0 means no limit, here and below. */
  tokensPerPersonDay: number;
  tokensPerCall: number;
  tokensPerDay: number;
  /** The company's dispositions; empty for none. */
  dispositions: readonly string[];
  /** Entra object id of who looks after the knowledge base; empty for nobody. */
  knowledgeOwner: string;
  /** Groups that give roles, besides those of ROLE_MAP. */
  roles: readonly NamedId[];
  /** Groups that open restricted documents, besides those of GROUP_MAP. */
  groups: readonly NamedId[];
}

/** The settings that say which groups of Entra ID mean what. */
export type HouseMaps = Pick<HouseSettings, 'roles' | 'groups'>;

/** The settings that differ from what the house was started with. */
export type HouseChanges = Partial<HouseSettings>;

/** Names of the settings an admin may change. */
export const HOUSE_SETTINGS = [
  'wrapUpMinutes',
  'retentionDays',
  'tokensPerPersonDay',
  'tokensPerCall',
  'tokensPerDay',
  'dispositions',
  'knowledgeOwner',
  'roles',
  'groups',
] as const satisfies readonly (keyof HouseSettings)[];

/** Bounds of the settings that are numbers, the same in the environment and in the dialog. */
export const HOUSE_BOUNDS = {
  wrapUpMinutes: { min: 0, max: 480, isWhole: false },
  retentionDays: { min: 1, max: 3650, isWhole: true },
  tokensPerPersonDay: { min: 0, max: 1_000_000_000, isWhole: true },
  tokensPerCall: { min: 0, max: 1_000_000_000, isWhole: true },
  tokensPerDay: { min: 0, max: 1_000_000_000, isWhole: true },
} as const;

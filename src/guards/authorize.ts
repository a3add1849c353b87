import { type Agent, type Role, ROLES } from '../domain/agent.ts';

/** Everything a person can do that not everybody may do everywhere. */
export type Action = keyof typeof MAY;

/** Why not: nobody with these roles may, or those who may must prove a second factor first. */
export type Refusal = 'role' | 'mfa';

type Rule = 'anybody' | readonly Role[];

const CALL_STAFF: readonly Role[] = ['agent', 'supervisor'];

/**
 * Who may do what: the whole of it. A role is a floor, not a key to everything: whose customer, note or document it is
 * gets decided where the thing is at hand (lease, audience, groups), after this.
 */
const MAY = {
  // Knowledge. "Anybody" is whoever Teams lets in from an allowed tenant, known to the directory or not.
  ask: 'anybody',
  search: 'anybody',
  openSource: 'anybody',
  flagGap: 'anybody',
  giveFeedback: 'anybody',
  whoAmI: 'anybody',
  readRestricted: ROLES,
  listGaps: ['admin'],
  // An answer in a personal chat is that person's alone, whatever the other one's role.
  seeOthersAnswers: [],
  // Calls: those who talk to customers. An admin keeps the house and needs no customer for it.
  viewCustomer: CALL_STAFF,
  identifyCaller: CALL_STAFF,
  handOverCall: CALL_STAFF,
  offerProduct: CALL_STAFF,
  // After the call.
  draftNote: CALL_STAFF,
  approveNote: CALL_STAFF,
  // Alerts.
  acknowledgeAlert: ['supervisor'],
  dismissAlert: ['supervisor'],
  escalateAlert: ['supervisor'],
  subscribeAlerts: ['supervisor', 'admin'],
  chooseAlertBudget: ['supervisor'],
  seeTrends: ['supervisor', 'admin'],
  // The house.
  changeSettings: ['admin'],
  examineHouse: ['admin'],
  previewAs: ['admin'],
  addDocument: ['admin'],
  readAudit: ['admin'],
  forgetCustomer: ['admin'],
  discloseCustomer: ['admin'],
  exportUsage: ['admin'],
  playDemo: ['supervisor', 'admin'],
} as const satisfies Readonly<Record<string, Rule>>;

/** Every action there is. */
export const ACTIONS = Object.keys(MAY) as Action[];

/** Why this person may not, undefined when they may. */
export function authorize(agent: Pick<Agent, 'roles' | 'unprovenRoles'>, action: Action): Refusal | undefined {
  const rule: Rule = MAY[action];
  if (rule === 'anybody' || agent.roles.some((role) => rule.includes(role))) return undefined;
  return agent.unprovenRoles?.some((role) => rule.includes(role)) === true ? 'mfa' : 'role';
}

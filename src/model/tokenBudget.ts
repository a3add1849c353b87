import type { TokensSpent } from '../ports/tokenUses.ts';

/** How many tokens may be used; 0 means no limit. */
export interface TokenLimits {
  perPersonDay: number;
  perCall: number;
  perDay: number;
}

/** From this share on people are told. */
const NEAR = 0.8;

/** How far the fullest of the budgets is used. */
export function budgetState(spent: TokensSpent, limits: TokenLimits): { isOut: boolean; isNear: boolean } {
  const shares = [
    shareOf(spent.byPerson, limits.perPersonDay),
    shareOf(spent.forCall, limits.perCall),
    shareOf(spent.today, limits.perDay),
  ];
  const share = Math.max(...shares);
  return { isOut: share >= 1, isNear: share >= NEAR };
}

function shareOf(spent: number, limit: number): number {
  return limit === 0 ? 0 : spent / limit;
}

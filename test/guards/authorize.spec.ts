import assert from 'node:assert/strict';
import type { Role } from '../../src/domain/agent.ts';
import { type Action, ACTIONS, authorize } from '../../src/guards/authorize.ts';

// Who may do what, written down a second time and by hand: a change must be meant twice.
const MATRIX = `
                    nobody  agent  supervisor  admin
  ask                 yes    yes      yes       yes
  search              yes    yes      yes       yes
  openSource          yes    yes      yes       yes
  flagGap             yes    yes      yes       yes
  giveFeedback        yes    yes      yes       yes
  whoAmI              yes    yes      yes       yes
  readRestricted      no     yes      yes       yes
  listGaps            no     no       no        yes
  seeOthersAnswers    no     no       no        no
  viewCustomer        no     yes      yes       no
  identifyCaller      no     yes      yes       no
  handOverCall        no     yes      yes       no
  offerProduct        no     yes      yes       no
  draftNote           no     yes      yes       no
  approveNote         no     yes      yes       no
  acknowledgeAlert    no     no       yes       no
  dismissAlert        no     no       yes       no
  escalateAlert       no     no       yes       no
  subscribeAlerts     no     no       yes       yes
  chooseAlertBudget   no     no       yes       no
  seeTrends           no     no       yes       yes
  changeSettings      no     no       no        yes
  examineHouse        no     no       no        yes
  previewAs           no     no       no        yes
  addDocument         no     no       no        yes
  readAudit           no     no       no        yes
  forgetCustomer      no     no       no        yes
  discloseCustomer    no     no       no        yes
  exportUsage         no     no       no        yes
  playDemo            no     no       yes       yes
`;

const [header = [], ...rows] = MATRIX.trim()
  .split('\n')
  .map((line) => line.trim().split(/\s+/));

describe('authorize', () => {
  it('has a line in the table for every action, and no others', () => {
    assert.deepEqual(rows.map(([action]) => action).sort(), [...ACTIONS].sort());
  });

  for (const [action = '', ...cells] of rows) {
    for (const [index, cell] of cells.entries()) {
      const role = header[index] ?? '';
      const roles = role === 'nobody' ? [] : [role as Role];

      it(`says ${cell} to "${action}" by ${role === 'nobody' ? 'somebody without a role' : role}`, () => {
        const refusal = authorize({ roles }, action as Action);

        assert.equal(refusal, cell === 'yes' ? undefined : 'role');
      });

      it(`never says yes to "${action}" by ${role} because of a role that is not proven`, () => {
        const refusal = authorize({ roles: [], unprovenRoles: roles }, action as Action);

        const isForAnybody = cells[0] === 'yes';
        assert.equal(refusal, isForAnybody ? undefined : cell === 'yes' ? 'mfa' : 'role');
      });
    }
  }

  it('lets somebody with several roles do what any of them may', () => {
    const roles: Role[] = ['agent', 'supervisor'];

    assert.deepEqual(
      (['approveNote', 'dismissAlert', 'readAudit'] as const).map((action) => authorize({ roles }, action)),
      [undefined, undefined, 'role'],
    );
  });

  it('lets a proven role do its own although another one is not proven', () => {
    const agent = { roles: ['agent'], unprovenRoles: ['supervisor'] } satisfies {
      roles: Role[];
      unprovenRoles: Role[];
    };

    assert.deepEqual(
      (['approveNote', 'dismissAlert', 'readAudit'] as const).map((action) => authorize(agent, action)),
      [undefined, 'mfa', 'role'],
    );
  });
});

import { userInfo } from 'node:os';

/** Who sits at the command line, as the audit log names them: the account on this machine. */
export function operatorName(): string {
  try {
    return `command line: ${userInfo().username}`;
  } catch {
    // An account without an entry in the machine's list of users has no name.
    return 'command line';
  }
}

/** One file of a hostile folder, made when it is needed. */
export interface HostileFile {
  /** Path below the folder; its ending is what the file pretends to be. */
  name: string;
  /** In a few words for the table. */
  what: string;
  make: () => Uint8Array | string | Promise<Uint8Array | string>;
  /**
   * refused: one sentence says why. read: the good sentence is found, whatever else it holds. either: damage may or may
   * not reach the text.
   */
  outcome: 'refused' | 'read' | 'either';
}

/** Stands in every file that must be read. */
export const GOOD_SENTENCE = 'The cancellation fee is £7.50 a month.';

type Make = HostileFile['make'];

/** A file about which one sentence must say why it is not read. */
export function refused(name: string, what: string, make: Make): HostileFile {
  return { name, what, make, outcome: 'refused' };
}

/** A file that looks hostile and whose good sentence must be found. */
export function read(name: string, what: string, make: Make): HostileFile {
  return { name, what, make, outcome: 'read' };
}

/** A file that may be read or refused, as long as nothing else happens. */
export function either(name: string, what: string, make: Make): HostileFile {
  return { name, what, make, outcome: 'either' };
}

import { plainModelText } from '../../model/plainModelText.ts';
import type { NoteAction } from '../../domain/callNote.ts';
import { claimOf } from './check/claim.ts';
import { isClose } from './check/closeness.ts';
import { isContradicted } from './check/contradictions.ts';
import { provenBy, type SaidLines } from './evidence.ts';
import type { NoteOutput, ToldText } from './noteOutput.ts';

/** A sentence of a model that its lines may prove and no rule speaks against. */
export interface Proven {
  text: string;
  evidence: readonly number[];
  /** Whether it says nearly in the words of the call what the call says. */
  isClose: boolean;
  /** Who is to act, of an action. */
  who?: NoteAction['who'];
}

/** A note of a model without what its lines do not prove. */
export interface ProvenNote {
  issues: readonly { issue: Proven; resolution: Proven | undefined }[];
  actions: readonly { action: Omit<NoteAction, 'evidence'>; proven: Proven }[];
  details: readonly Proven[];
  /** Whether something was left out. */
  isShortened: boolean;
}

const TEXT_CHARACTERS = 320;
const ACTION_CHARACTERS = 200;
const DUE_CHARACTERS = 60;
const MOST = { issues: 4, actions: 12, details: 8 } as const;
const NO_HOSTS: ReadonlySet<string> = new Set();

/** A sentence as the model gave it. */
interface Told extends ToldText {
  who?: NoteAction['who'];
}

/**
 * What of a model's note may hold, by rule: plain text whose lines share its words and hold its figures and names, and
 * which they do not contradict.
 */
export function proveNote(output: NoteOutput, said: SaidLines): ProvenNote {
  let isShortened = false;
  const prove = ({ text, lines, who }: Told, characters: number): Proven | undefined => {
    const plain = plainModelText(text, { characters, hosts: NO_HOSTS });
    if (plain === '') return undefined;
    const evidence = provenBy(plain, lines, said);
    const claim = evidence === undefined ? undefined : claimOf({ text: plain, who }, evidence, said.units);
    if (evidence !== undefined && claim !== undefined && !isContradicted(claim))
      return { text: plain, evidence, isClose: isClose(claim), ...(who === undefined ? {} : { who }) };
    isShortened = true;
    return undefined;
  };
  const issues = output.issues.slice(0, MOST.issues).flatMap(({ issue, resolution }) => {
    const holds = prove(issue, TEXT_CHARACTERS);
    return holds === undefined ? [] : [{ issue: holds, resolution: prove(resolution, TEXT_CHARACTERS) }];
  });
  const actions = output.actions.slice(0, MOST.actions).flatMap((action) => provenAction(action, prove));
  const details = output.details.slice(0, MOST.details).flatMap((one) => prove(one, TEXT_CHARACTERS) ?? []);
  return { issues, actions, details, isShortened };
}

function provenAction(
  { who, what, due, lines }: NoteOutput['actions'][number],
  prove: (told: Told, characters: number) => Proven | undefined,
): ProvenNote['actions'] {
  const when = plainModelText(due, { characters: DUE_CHARACTERS, hosts: NO_HOSTS });
  const proven = prove({ text: when === '' ? what : `${what} (${when})`, lines, who }, ACTION_CHARACTERS);
  if (proven === undefined) return [];
  const plain = plainModelText(what, { characters: ACTION_CHARACTERS, hosts: NO_HOSTS });
  return [{ action: { who, what: plain, ...(when === '' ? {} : { due: when }) }, proven }];
}

/** Every sentence of it, in the order of the note. */
export function sentencesToJudge({ issues, actions, details }: ProvenNote): Proven[] {
  const told = issues.flatMap(({ issue, resolution }) => (resolution === undefined ? [issue] : [issue, resolution]));
  return [...told, ...actions.map(({ proven }) => proven), ...details];
}

import { findAddresses } from './findAddresses.ts';
import { findCodes } from './findCodes.ts';
import { findEmails } from './findEmails.ts';
import { findKnown } from './findKnown.ts';
import { findLabelled } from './findLabelled.ts';
import { findNames } from './findNames.ts';
import { findNumbers } from './findNumbers.ts';
import { findOverTurns } from './findOverTurns.ts';
import { findSpelled } from './findSpelled.ts';
import { findSpoken } from './findSpoken.ts';
import { findSpokenAddresses } from './findSpokenAddresses.ts';
import { findSpokenCodes } from './findSpokenCodes.ts';
import type { KnownPerson } from './knownPerson.ts';
import { type PersonalDatum, withoutOverlaps } from './personalDatum.ts';
import { plainCharacters } from './plainCharacters.ts';

/**
 * What in a text tells who somebody is or opens their money, in order and without overlaps. Names are found where people
 * introduce or address somebody, where the known person is named, and where a given name is nothing else. Takes linear time whatever the text is.
 */
export function findPersonalData(text: string, known: readonly KnownPerson[] = []): PersonalDatum[] {
  const plain = plainCharacters(text);
  const hasDigits = /\d/.test(plain);
  return withoutOverlaps([
    ...known.flatMap((person) => findKnown(plain, person)),
    ...findEmails(plain),
    ...findLabelled(plain),
    ...findNames(plain),
    ...findSpoken(plain),
    ...findSpelled(plain),
    ...findSpokenAddresses(plain),
    ...findSpokenCodes(plain),
    ...findOverTurns(plain, known),
    ...(hasDigits ? [...findCodes(plain), ...findNumbers(plain), ...findAddresses(plain)] : []),
  ]);
}

/** One line of a transcript as a model reads it: "[4] customer: oh seven seven". */
export interface WrittenTurn {
  speaker: string;
  /** What was said, and where it begins in the whole text. */
  said: string;
  start: number;
}

/** Turns that say one thing together, as when somebody dictates a number. */
export interface Stretch {
  text: string;
  turns: readonly (WrittenTurn & { from: number })[];
}

const LINE = /^\[\d+\] (agent|customer|unknown): (.*)$/gm;
const ACKNOWLEDGES =
  /^[\s,.!?-]*(?:(?:yes|yeah|yep|yup|ok(?:ay)?|right|sure|mm+|mhm|m-hm|uh[ -]?huh|hm+|aha|fine|perfect|great|go on|got (?:it|that)|all ?right|thanks|thank you|correct|and then|ja|jawohl|gut|genau|richtig|weiter|danke|sí|si|vale|bien|oui|d'accord)[\s,.!?-]*){1,3}$/i;

/** The turns of a transcript that say more than "yes, go on". */
export function turnsOf(text: string): WrittenTurn[] {
  const turns = [...text.matchAll(LINE)].map(({ 0: line, 1: speaker = '', 2: said = '', index }) => ({
    ...{ speaker, said },
    start: index + line.length - said.length,
  }));
  return turns.filter(({ said }) => said.length > LONGEST_ACKNOWLEDGEMENT || !ACKNOWLEDGES.test(said));
}

const LONGEST_ACKNOWLEDGEMENT = 30;

/** Neighbours by one speaker, or one of which is nothing but what `isDictated` says of it, joined by one space. */
export function stretchesOf(turns: readonly WrittenTurn[], isDictated: (said: string) => boolean): Stretch[] {
  const groups: WrittenTurn[][] = [];
  for (const turn of turns) {
    const last = groups.at(-1)?.at(-1);
    const goesOn =
      last !== undefined && (last.speaker === turn.speaker || isDictated(last.said) || isDictated(turn.said));
    if (goesOn) groups.at(-1)?.push(turn);
    else groups.push([turn]);
  }
  return groups.filter(({ length }) => length > 1).map(joined);
}

/** These turns as one text. */
export function joined(turns: readonly WrittenTurn[]): Stretch {
  let from = 0;
  const placed = turns.map((turn) => {
    const at = from;
    from += turn.said.length + 1;
    return { ...turn, from: at };
  });
  return { text: turns.map(({ said }) => said).join(' '), turns: placed };
}

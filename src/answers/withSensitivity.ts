import type { Answer } from '../domain/answer.ts';
import { highestLabel } from '../domain/sensitivity.ts';

/** The answer with the highest sensitivity label of its sources. `order` goes from the lowest to the highest. */
export function withSensitivity(answer: Answer, order: readonly string[] | undefined): Answer {
  const sensitivity = highestLabel(
    answer.citations.map((citation) => citation.sensitivity),
    order,
  );
  return sensitivity === undefined ? answer : { ...answer, sensitivity };
}

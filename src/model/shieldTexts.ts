import type { Log } from '../ports/log.ts';
import type { Mask } from '../ports/mask.ts';
import type { PromptShield } from '../ports/promptShield.ts';

/** What looking at texts before a model reads them needs. */
export interface ShieldPorts {
  shield: PromptShield | undefined;
  /** The shield reads no personal data either. */
  mask: Mask;
  log: Log;
}

/** The person's question turned out to be an attack on the model. */
export class AttackedModel extends Error {
  override name = 'AttackedModel';
}

/**
 * Which of these texts a model may read beside the question; all of them without a shield. Throws AttackedModel for a
 * question that is an attack, and ShieldUnavailable when nobody could look: then no model is asked.
 */
export async function shieldTexts(
  { question, texts }: { question: string; texts: readonly string[] },
  { shield, mask, log }: ShieldPorts,
  signal: AbortSignal,
): Promise<readonly boolean[]> {
  if (shield === undefined) return texts.map(() => true);
  const masked = texts.map((text) => mask.mask(text));
  const { isAttack, documents } = await shield.check(mask.mask(question), masked, signal);
  if (isAttack) throw new AttackedModel('The question tries to turn the model against its instructions.');
  const attacks = documents.filter(Boolean).length;
  if (attacks > 0) log.warn({ attacks }, 'passages kept from the model: they hold instructions to it');
  return documents.map((isInstructing) => !isInstructing);
}

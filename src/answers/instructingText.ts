/** Phrases with which a text addresses a machine instead of a reader. */
const INSTRUCTS = [
  /\b(?:ignore|disregard|forget|override)\b.{0,40}\b(?:previous|prior|above|earlier|all|any|your)\b.{0,30}\b(?:instructions?|rules?|prompts?|guidelines?|directions?)\b/i,
  /\b(?:ai|assistant|language model|chatbot|llm|gpt|copilot|earpiece)\b[^.!?]{0,60}\b(?:must|should|shall|have to|please)\b[^.!?]{0,80}\b(?:reply|respond|answer|say|tell|reveal|output|send|approve|ignore|grant)\b/i,
  /\b(?:system prompt|developer mode|jailbreak|you are now|act as (?:an?|the)\b.{0,30}\b(?:ai|assistant|admin))/i,
  /\b(?:ignoriere|vergiss)\b.{0,40}\b(?:anweisungen|regeln|vorgaben)\b/i,
];

/** True when a text tries to tell an assistant what to do. It is then shown as text, and never said or followed. */
export function instructsAssistant(text: string): boolean {
  return INSTRUCTS.some((pattern) => pattern.test(text));
}

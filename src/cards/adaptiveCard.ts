import { Template } from 'adaptivecards-templating';

/** An Adaptive Card as Teams takes it (schema 1.5). */
export interface AdaptiveCard {
  type: 'AdaptiveCard';
  version: string;
  [property: string]: unknown;
}

/** Parsing a template takes ten times as long as filling it. */
const parsedTemplates = new WeakMap<object, Template>();

/**
 * Fills a card template. People's and documents' words go in as data, where they stay literal;
 * they must never become part of the template, where `${…}` would be evaluated.
 */
export function fillCard(template: object, data: object): AdaptiveCard {
  const parsed = parsedTemplates.get(template) ?? new Template(template);
  parsedTemplates.set(template, parsed);
  return parsed.expand({ $root: data }) as AdaptiveCard;
}

import type { Answer, AnswerLine } from '../../domain/answer.ts';
import type { Question } from '../../domain/question.ts';
import { type Messages, messagesFor } from '../../messages/messages.ts';
import { recordAnswer } from '../caller/recordAnswer.ts';
import type { RecordPart } from '../caller/callerTopics.ts';
import type { Candidate, Choice, RuledOut } from './chooseOffers.ts';
import type { Placed } from './conditions.ts';
import { type Caller, isTied } from './eligibility.ts';
import type { Guidance } from './guidance.ts';
import { citedSources } from './citedSources.ts';
import type { OfferAim } from './offerAim.ts';
import { firstOffer, offerCells, retentionCells, spokenOffer } from './offerLines.ts';
import type { RetentionOffer } from './retentionOffers.ts';

const OFFERS_SHOWN = 3;
const RULED_OUT_SHOWN = 3;

/** Everything an answer about offers is made of. */
export interface OfferFindings {
  question: Question;
  aim: OfferAim;
  caller: Caller;
  guidance: Guidance;
  choice: Choice;
  retention: readonly RetentionOffer[];
  /** Whom else the caller may be passed to, or must not. */
  transfer: Placed | undefined;
}

/** At most three offers as rows, then the rules of the change, then what is ruled out and why; each with its source. */
export function offerAnswer(findings: OfferFindings): Answer {
  const { question, caller } = findings;
  const messages = messagesFor(question.language);
  const sources = citedSources();
  const { offers, retention } = shownOffers(findings);
  const lines: AnswerLine[] = [];
  const add = (text: string, { passage }: Pick<Placed, 'passage'>, cited = text): void => {
    const line: AnswerLine = { kind: 'point', text, n: sources.cite(passage, cited) };
    if (!lines.some((known) => known.text === text)) lines.push(line);
  };
  const row = (cells: NonNullable<AnswerLine['cells']>, { passage, text }: Placed): void => {
    lines.push({ kind: 'row', text: rowText(cells), n: sources.cite(passage, text), cells });
  };
  for (const offer of retention) row(retentionCells(offer, messages), offer);
  for (const offer of offers) row(offerCells(offer, caller.facts, messages), offer.tariff);
  for (const { text, passage } of retention.flatMap(({ because }) => because ?? [])) add(text, { passage });
  for (const offer of offers) {
    if (offer.rule !== undefined) add(messages.offers.change(offer.rule.text), offer.rule, offer.rule.text);
  }
  for (const { text, passage } of held(findings)) add(messages.offers.held(text), { passage }, text);
  if (findings.transfer !== undefined) add(findings.transfer.text, findings.transfer);
  ruledOutLines(findings, add);
  for (const tariff of caller.held) add(messages.offers.now(tariff.text), tariff, tariff.text);
  const record = recordAnswer(
    { facts: caller.facts, readAt: question.now, language: question.language, text: question.text },
    partsTold(findings, offers),
    sources.citations.length + 1,
  );
  if (needsRule(offers, caller) && record.lines[0] !== undefined) {
    lines.push({ kind: 'point', text: messages.offers.noRule, n: record.lines[0].n });
  }
  const contacts = record.citations.find(({ passageId }) => passageId === 'crm:contacts')?.n ?? 0;
  for (const { tariff, spokenOf } of offers) {
    if (spokenOf === undefined) continue;
    lines.push({ kind: 'point', text: messages.offers.spokenOf(tariff.name, spokenOf), n: contacts });
  }
  const told = record.lines.filter(({ n }) => n !== contacts);
  const all = [...lines, ...told];
  const spoken = spokenText(findings, { offers, retention });
  return {
    ...{ outcome: 'answered', mode: 'extractive', spoken, lines: all, notices: [], followUps: [], isSettled: true },
    text: [`${spoken} [${all[0]?.n ?? 1}]`, ...all.map(({ text, n }) => `${text} [${n}]`)].join('\n'),
    citations: [...sources.citations, ...record.citations],
  };
}

/** What makes people stay stands first when they want to leave; else what fits anyway does. */
function shownOffers({ aim, guidance, choice, retention }: OfferFindings) {
  const isHeldBack = guidance.isVulnerable || guidance.noRetention.length > 0;
  const kept = isHeldBack ? [] : retention.slice(0, aim === 'keep' ? OFFERS_SHOWN - 1 : 1);
  return { retention: kept, offers: choice.offers.slice(0, OFFERS_SHOWN - kept.length) };
}

/** Guidance is shown wherever it changed the answer. */
function held({ aim, guidance, retention }: OfferFindings): readonly Placed[] {
  const ofRetention = aim === 'keep' || retention.length > 0 ? guidance.noRetention.slice(0, 1) : [];
  return [...(guidance.isVulnerable ? guidance.noOffers.slice(0, 1) : []), ...ofRetention];
}

function ruledOutLines(
  findings: OfferFindings,
  add: (text: string, at: Pick<Placed, 'passage'>, cited?: string) => void,
): void {
  const words = messagesFor(findings.question.language).offers;
  const byReason = Map.groupBy(findings.choice.ruledOut, ({ reason, source }) => `${reason} ${source?.text ?? ''}`);
  for (const group of [...byReason.values()].slice(0, RULED_OUT_SHOWN)) {
    const [first] = group;
    if (first === undefined) continue;
    const names = [...new Set(group.map(({ tariff }) => tariff.name))].join(', ');
    const source = first.source ?? first.tariff;
    add(words.notNow(names, reasonOf(first, words, findings.caller)), source, source.text);
  }
}

function reasonOf({ reason, source }: RuledOut, words: Messages['offers'], { facts }: Caller): string {
  if (reason === 'vulnerable') return words.vulnerable;
  return reason === 'usage' ? words.usage(facts.usage ?? '') : source.text;
}

function needsRule(offers: readonly Candidate[], caller: Caller): boolean {
  return isTied(caller) && offers.some(({ rule, isExtra }) => rule === undefined && !isExtra);
}

function partsTold({ caller: { facts } }: OfferFindings, offers: readonly Candidate[]): RecordPart[] {
  const flags = facts.flags.length > 0 ? (['flags'] as const) : [];
  const contacts = offers.some(({ spokenOf }) => spokenOf !== undefined) ? (['contacts'] as const) : [];
  return ['contract', 'plan', ...flags, ...contacts];
}

function spokenText(
  { caller, question, guidance }: OfferFindings,
  { offers, retention }: { offers: readonly Candidate[]; retention: readonly RetentionOffer[] },
): string {
  const messages = messagesFor(question.language);
  const words = messages.offers;
  const { plan } = caller.facts;
  const [offer] = offers;
  if (retention[0] !== undefined) return words.spokenRetention(firstOffer(retention[0]));
  if (offer !== undefined) return spokenOffer(offer, caller.facts, messages);
  if (caller.held.length > 0 && guidance.isVulnerable) return words.vulnerable;
  if (caller.held.length > 0) return words.nothing(plan ?? caller.held[0]?.name ?? '');
  return plan === undefined ? words.noPlan : words.nothingForPlan(plan);
}

function rowText(cells: readonly (readonly [string, string])[]): string {
  const [name, ...others] = cells;
  return `${name?.[1] ?? ''}: ${others.map(([header, value]) => `${header} ${value}`).join('; ')}`;
}

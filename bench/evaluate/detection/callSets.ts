import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const OWN_CALLS = 'data/calls';
const FRESH_CALLS = { tuning: 'data/calls/fresh-tuning', 'held-out': 'data/calls/fresh-held-out' } as const;
const TRAINING_CALLS = 'data/training-calls';

/** In these files the fraudulent calls come first and their twins follow in the same order; elsewhere twins are neighbours. */
const TWINS_APART = new Set(['contact-centre-payments', 'contact-centre-takeover', 'robocall-voicemail']);

const line = z.object({
  id: z.string(),
  label: z.enum(['scam', 'legit']).default('legit'),
  kind: z.string().default('call'),
  family: z.string().optional(),
  direction: z.enum(['inbound', 'outbound']).optional(),
  setting: z.enum(['subscriber', 'contact-centre']).optional(),
  turns: z.array(z.object({ speaker: z.string(), text: z.string() })),
  onset: z.number().nullable().optional(),
  harm: z.number().nullable().optional(),
  asr: z.string().optional(),
  campaign: z.string().optional(),
});

export type Part = 'tuning' | 'held-out';

/** A labelled call as training and evaluation see it. */
export interface LabelledCall {
  id: string;
  isScam: boolean;
  /** The set it comes from: `own`, `fresh`, `training`, or the base name of a public file. */
  set: string;
  /** The kind of story; calls of one family are left out together. */
  family: string;
  part: Part;
  /** Calls that share a story: twins, near-copies. */
  group: string;
  direction?: 'inbound' | 'outbound' | undefined;
  setting?: 'subscriber' | 'contact-centre' | undefined;
  turns: readonly { speaker: 'caller' | 'callee'; text: string }[];
  onset: number | null;
  harm: number | null;
  isNoisy: boolean;
}

/**
 * The calls written for this project, split in halves that keep twins together: within each file the pairs whose
 * SHA-256 of `<file>#<pair>` comes first, half of them rounded down, are tuned on, the others held out.
 */
export async function readOwnCalls(folder = OWN_CALLS): Promise<LabelledCall[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.jsonl')).sort();
  const read = files.map(async (file) => {
    const name = path.basename(file, '.jsonl');
    const calls = await readLines(path.join(folder, file));
    const groups = calls.map((_, index) => `${name}#${pairOf(index, calls.length, TWINS_APART.has(name))}`);
    const byHash = [...new Set(groups)].sort((one, other) => (sha256(one) < sha256(other) ? -1 : 1));
    const tuning = new Set(byHash.slice(0, Math.floor(byHash.length / 2)));
    return calls.map((call, index): LabelledCall => {
      const group = groups[index] ?? '';
      return { ...labelled(call), set: 'own', family: name, group, part: tuning.has(group) ? 'tuning' : 'held-out' };
    });
  });
  return (await Promise.all(read)).flat();
}

function pairOf(index: number, length: number, isApart: boolean): number {
  return (isApart ? index % Math.floor(length / 2) : Math.floor(index / 2)) + 1;
}

/** Two-sided calls written later by people who had not seen the detector: of some families to tune on, of others held out. */
export async function readFreshCalls(folders: Readonly<Record<Part, string>> = FRESH_CALLS): Promise<LabelledCall[]> {
  const read = (['tuning', 'held-out'] as const).map(async (part) => {
    const calls = await readFamilies(folders[part]);
    return calls.map(({ call, family, index }): LabelledCall => ({
      ...labelled(call),
      set: 'fresh',
      family,
      group: `fresh#${family}#${pairOf(index, 0, false)}`,
      part,
    }));
  });
  return (await Promise.all(read)).flat();
}

/** The calls written later, knowing the detector: for training alone. */
export async function readTrainingCalls(folder = TRAINING_CALLS): Promise<LabelledCall[]> {
  const calls = await readFamilies(folder);
  return calls.map(({ call, family }): LabelledCall => ({
    ...labelled(call),
    set: 'training',
    family,
    group: `training#${call.id}`,
    part: 'tuning',
  }));
}

/** The calls of a folder, a family to each file. */
async function readFamilies(folder: string) {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.jsonl')).sort();
  const read = files.map(async (file) => {
    const calls = await readLines(path.join(folder, file));
    return calls.map((call, index) => ({ call, family: path.basename(file, '.jsonl'), index }));
  });
  return (await Promise.all(read)).flat();
}

/** Held-out families and the like-named family of the calls tuned on: left out with them, a story is new to the model. */
const KIN: Readonly<Record<string, string>> = {
  'computer-helpline': 'remote-support',
  'fraud-team-safe-account': 'bank-safe-account',
  'grandchild-in-trouble': 'family-emergency',
  'invoice-bank-change': 'contact-centre-payments',
  'landlord-deposit': 'one-time-code',
  'lost-funds-recovery': 'investment-pension',
  'parcel-desk': 'delivery-customs',
  'recruiter-onboarding': 'job-business',
  'sim-swap-desk': 'contact-centre-takeover',
  'tax-office': 'government-tax',
};

/** What is left out together: calls of one story, or of one source whose calls share a style. */
export function leftOutWith({ set, family }: LabelledCall): string {
  if (set === 'own' || set === 'fresh' || set === 'training') return `own: ${KIN[family] ?? family}`;
  if (set.startsWith('A_bothbosu')) return 'bothbosu';
  if (set.startsWith('B_star')) return 'star';
  return set.startsWith('C_ms_ckm') ? 'ms_ckm' : family;
}

const PUBLIC_SETS = [
  'A_bothbosu_multi_agent',
  'A_bothbosu_single_agent',
  'A_robocalls_ftc',
  'B_cucom_ecommerce',
  'B_multidogo_finance_software',
  'B_star_bank_balance',
  'B_star_other',
  'C_ms_ckm',
  'C_ms_ckm_extra_nolabels',
  'C_mts_dialog',
];

/** The public calls; a group whose SHA-256 starts with an odd hexadecimal digit is held out. */
export async function readPublicCalls(folder: string): Promise<LabelledCall[]> {
  const read = PUBLIC_SETS.map(async (set) => {
    const calls = await readLines(path.join(folder, `${set}.jsonl`));
    return calls.map((call): LabelledCall => {
      const group = `${set}#${call.campaign ?? call.id}`;
      const family = set.startsWith('A_bothbosu') ? `bothbosu:${call.kind}` : set.replace(/^._/, '');
      const part = Number.parseInt(sha256(group)[0] ?? '0', 16) % 2 === 1 ? 'held-out' : 'tuning';
      return { ...labelled(call), set, family, group, part };
    });
  });
  return (await Promise.all(read)).flat();
}

async function readLines(file: string): Promise<z.infer<typeof line>[]> {
  const text = await readFile(file, 'utf8');
  return text
    .split('\n')
    .filter((one) => one.trim() !== '')
    .map((one) => line.parse(JSON.parse(one)));
}

function labelled(call: z.infer<typeof line>): Omit<LabelledCall, 'set' | 'family' | 'group' | 'part'> {
  return {
    id: call.id,
    isScam: call.label === 'scam',
    direction: call.direction,
    setting: call.setting,
    turns: call.turns.map(({ speaker, text }) => ({ speaker: sideOf(speaker), text })),
    onset: call.onset ?? null,
    harm: call.harm ?? null,
    isNoisy: call.asr === 'noisy',
  };
}

/** Help-desk agents and doctors are the ones called. */
function sideOf(speaker: string): 'caller' | 'callee' {
  return speaker === 'caller' || speaker === 'customer' || speaker === 'patient' ? 'caller' : 'callee';
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

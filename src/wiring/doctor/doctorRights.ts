import { probeRights } from '../../knowledge/probeRights.ts';
import type { Ports } from '../connectPorts.ts';
import type { Check } from '../../domain/check.ts';

const check = 'restricted documents';
const PROBE_MS = 20_000;

/** Whether somebody without groups can find or read what is restricted; asks for it in its own words. */
export async function restrictedDocuments(ports: Pick<Ports, 'knowledge' | 'index' | 'clock'>): Promise<Check> {
  try {
    const { probed, open } = await probeRights(ports, AbortSignal.timeout(PROBE_MS));
    if (probed === 0) return { check, state: 'off', detail: 'there are none' };
    if (open.length === 0) return { check, state: 'ok', detail: `${probed} asked for without groups, none found` };
    const fix = 'stop the bot, then ingest these documents again and tell who runs the search service';
    return { check, state: 'fail', detail: `open to everybody: ${open.join(', ')}`, fix };
  } catch (error) {
    return { check, state: 'warn', detail: error instanceof Error ? error.message : String(error) };
  }
}

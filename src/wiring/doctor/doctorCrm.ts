import type { Ports } from '../connectPorts.ts';
import type { Check } from '../../domain/check.ts';

const ANSWER_MS = 10_000;

/** Whether the CRM answers; asks for a customer whom nobody has. */
export async function crm(ports: Pick<Ports, 'crm'>, isDataverse: boolean): Promise<Check> {
  const check = 'crm';
  if (!isDataverse) {
    const fix = 'set DATAVERSE_URL to read customers from Dynamics 365';
    return { check, state: 'off', detail: 'imported customers stand in for a CRM', fix };
  }
  try {
    await ports.crm.find('earpiece doctor', AbortSignal.timeout(ANSWER_MS));
    return { check, state: 'ok', detail: 'Dataverse answers' };
  } catch (error) {
    return { check, state: 'fail', detail: error instanceof Error ? error.message : String(error) };
  }
}

import { contentSafety } from '../adapters/azure/contentSafety.ts';
import { openaiToken } from '../adapters/azure/openaiToken.ts';
import type { AzureSettings, CompatibleSettings } from '../adapters/openai/connectOpenai.ts';
import { openaiModel } from '../adapters/openai/openaiModel.ts';
import { leaseMask } from '../answers/model/leaseMask.ts';
import { leaseReader } from '../answers/model/leaseReader.ts';
import type { ModelHouse } from '../answers/model/modelHouse.ts';
import type { AuditLog } from '../ports/auditLog.ts';
import type { CustomerStore } from '../ports/customerStore.ts';
import type { Config } from './config.ts';

interface HousePorts extends Pick<ModelHouse, 'tokenUses' | 'modelTurns'> {
  customers: Pick<CustomerStore, 'find'>;
  audit: Pick<AuditLog, 'write'>;
}

/** The model that the settings name with everything around it. `identity` is the client id of a managed identity. */
export async function openModel(
  { model, tokenLimits: limits, contentSafety: safety }: Pick<Config, 'model' | 'tokenLimits' | 'contentSafety'>,
  identity: string | undefined,
  { customers, audit, ...counters }: HousePorts,
): Promise<ModelHouse | undefined> {
  if (model === undefined) return undefined;
  const customerReader = leaseReader({ customers, audit });
  const maskFor = leaseMask({ customers });
  return {
    model: await openaiModel(await withIdentity(model, identity)),
    ...counters,
    limits,
    customerReader,
    maskFor,
    shield: safety && contentSafety(await withToken(safety, identity)),
  };
}

/** The settings with tokens of the identity this process runs as, where Azure is to be asked without a key. */
export async function withIdentity<Settings extends AzureSettings | CompatibleSettings>(
  settings: Settings,
  identity: string | undefined,
): Promise<Settings> {
  return settings.kind === 'azure' ? withToken(settings, identity) : settings;
}

async function withToken<Settings extends { apiKey?: string | undefined }>(
  settings: Settings,
  identity: string | undefined,
): Promise<Settings> {
  return settings.apiKey === undefined ? { ...settings, token: await openaiToken(identity) } : settings;
}

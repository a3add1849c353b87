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
  { model, tokenLimits: limits }: Pick<Config, 'model' | 'tokenLimits'>,
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
  };
}

/** The settings with tokens of the identity this process runs as, where Azure is to be asked without a key. */
export async function withIdentity<Settings extends AzureSettings | CompatibleSettings>(
  settings: Settings,
  identity: string | undefined,
): Promise<Settings> {
  if (settings.kind !== 'azure' || settings.apiKey !== undefined) return settings;
  return { ...settings, token: await openaiToken(identity) };
}

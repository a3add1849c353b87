import { azureCredential } from '../adapters/azure/azureCredential.ts';
import { dataverseCrm } from '../adapters/dataverse/dataverseCrm.ts';
import { type Crm, CrmUnavailable } from '../ports/crm.ts';
import type { CrmPlace } from './crmSettings.ts';

/** The CRM the settings name. `identity` is the client id of a managed identity. */
export async function openCrm(place: CrmPlace, identity: string | undefined): Promise<Crm> {
  const credential = await azureCredential(identity);
  const token = async (scope: string): Promise<string> => {
    const made = await credential.getToken(scope);
    if (made === null) throw new CrmUnavailable('This process has no identity that Dataverse could know.');
    return made.token;
  };
  return dataverseCrm({ ...place, token });
}

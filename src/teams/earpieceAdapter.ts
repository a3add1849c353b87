import { TeamsAdapter } from '@microsoft/teams-ai';
import type { Activity, InvokeResponse, TurnContext } from 'botbuilder';
import {
  type AuthenticateRequestResult,
  type AuthenticationConfiguration,
  type ServiceClientCredentialsFactory,
} from 'botframework-connector';
import { freshConnections } from './freshConnections.ts';
import { letEntitiesThrough } from './letEntitiesThrough.ts';
import { resendPolicy } from './resendPolicy.ts';

/** How the adapter proves who it is and checks who calls. An empty app id turns authentication off. */
export interface AdapterSettings {
  /** Names of botbuilder's ConfigurationBotFrameworkAuthentication options. */
  options: Readonly<Record<string, string>>;
  credentials?: ServiceClientCredentialsFactory;
  authentication?: AuthenticationConfiguration;
}

/**
 * The Teams adapter with its two halves apart: who is calling, and the turn itself. Teams gets its 200 in between,
 * so that no model and no slow database makes it send the turn again.
 */
export class EarpieceAdapter extends TeamsAdapter {
  constructor(settings: AdapterSettings) {
    letEntitiesThrough();
    super({ ...settings.options }, settings.credentials, settings.authentication);
    this.use(resendPolicy);
    this.use(freshConnections);
  }

  /** Checks the bearer token against the activity. Rejects when it does not fit. */
  authenticate(activity: Activity, authorization: string): Promise<AuthenticateRequestResult> {
    return this.botFrameworkAuthentication.authenticateRequest(activity, authorization);
  }

  /** Runs one authenticated turn; resolves to the answer of an invoke, undefined for anything else. */
  runTurn(
    caller: AuthenticateRequestResult,
    activity: Activity,
    logic: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(caller, activity, logic);
  }
}

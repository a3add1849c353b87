import type { Agent } from 'node:http';
import type { TurnContext } from 'botbuilder';

/** A request on its way to Teams. */
export interface WireRequest {
  method: string;
  url: string;
  /** Whose connections it takes; the HTTP client's own when undefined. */
  agent?: Agent | undefined;
}

/** What Teams said to it. */
export interface WireResponse {
  status: number;
  headers: { get(name: string): string | undefined };
}

/** Hands a request on to the next policy. */
export type Send = (request: WireRequest) => Promise<WireResponse>;

/** The HTTP pipeline inside the connector client (@azure/core-rest-pipeline). */
export interface ConnectorPipeline {
  removePolicy(which: { name: string }): unknown[];
  addPolicy(
    policy: { name: string; sendRequest(request: WireRequest, next: Send): Promise<WireResponse> },
    options?: { phase: 'Retry' },
  ): void;
}

/** The pipeline that what this turn says goes through; undefined where the adapter has no connector client. */
export function connectorPipeline(context: TurnContext): ConnectorPipeline | undefined {
  const key = (context.adapter as unknown as { ConnectorClientKey: symbol }).ConnectorClientKey;
  const connector = context.turnState.get<{ client?: { pipeline?: ConnectorPipeline } } | undefined>(key);
  return connector?.client?.pipeline;
}

/** Which interface a server speaks, and whom it lets in. */
export interface Wire {
  kind: 'azure' | 'openai';
  /** Key that is let in; undefined where only tokens are. */
  key?: string;
  /** Entra token that is let in; Azure only. */
  token?: string;
  /** Names of the deployments or models it has. */
  models: readonly string[];
}

/** Why a request is turned away. */
export interface Refusal {
  status: number;
  code: string;
  message?: string;
  param?: string;
}

/** A 400 with this code. */
export function wrong(code: string, message = 'refused', param?: string): Refusal {
  return { status: 400, code, message, ...(param === undefined ? {} : { param }) };
}

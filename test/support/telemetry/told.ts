/** What somebody who takes telemetry was told, whatever the wire looks like. */
export interface ToldTelemetry {
  figures: { name: string; facts: Record<string, string>; value: number }[];
  steps: { name: string; parent?: string | undefined; hasFailed: boolean; ids: string[] }[];
}

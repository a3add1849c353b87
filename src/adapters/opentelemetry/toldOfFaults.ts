import type { Log } from '../../ports/log.ts';
import type { TelemetryExporter } from './telemetryExporter.ts';

interface Result {
  code: number;
  error?: Error;
}

/** As OpenTelemetry counts: 0 is a success. */
const SUCCESS = 0;

/** The same exporter, which says in the log when it is not taken any more, and when it is again: once each. */
export function toldOfFaults(exporter: TelemetryExporter, log: Log): TelemetryExporter {
  let isTaken = true;
  const { name } = exporter;
  const tell = ({ code, error }: Result): void => {
    if ((code === SUCCESS) === isTaken) return;
    isTaken = code === SUCCESS;
    // Of the error its kind alone: its message may hold an address with a key.
    if (isTaken) log.info({ to: name }, 'telemetry is taken again');
    else log.warn({ to: name, kind: error?.name }, 'telemetry is not taken');
  };
  return { name, metrics: telling(exporter.metrics, tell), spans: telling(exporter.spans, tell) };
}

interface Exports<Data> {
  export(data: Data, done: (result: Result) => void): void;
}

/** The exporter itself with another `export`: readers ask it for more than the interface names. */
function telling<Data, Exporter extends Exports<Data>>(
  exporter: Exporter & Exports<Data>,
  tell: (result: Result) => void,
): Exporter {
  const send = exporter.export.bind(exporter);
  exporter.export = (data, done) =>
    send(data, (result) => {
      tell(result);
      done(result);
    });
  return exporter;
}

import { AsyncLocalStorage } from 'node:async_hooks';
import { ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace, type Tracer } from '@opentelemetry/api';
import type { StepName, Telemetry } from '../../ports/telemetry.ts';

/** A step under way. */
interface OpenStep {
  span: Span;
  parent: OpenStep | undefined;
  ids: Set<string>;
}

/** Attribute that holds the ids under which the audit log knows the step. */
const CORRELATION = 'earpiece.correlation';
/** A step that concerns more than that is no step. */
const MOST_IDS = 8;

/** Steps as spans; a step that begins within another one is its child, across every await. */
export function tracedSteps(
  tracer: Tracer,
  { hideId }: { hideId: (id: string) => string },
): Pick<Telemetry, 'step' | 'correlate'> {
  const current = new AsyncLocalStorage<OpenStep>();
  const begin = (name: StepName, parent: OpenStep | undefined): OpenStep => {
    const kind = parent === undefined ? SpanKind.SERVER : SpanKind.INTERNAL;
    const around = parent === undefined ? ROOT_CONTEXT : trace.setSpan(ROOT_CONTEXT, parent.span);
    return { span: tracer.startSpan(`earpiece.${name}`, { kind }, around), parent, ids: new Set() };
  };
  return {
    step: async (name, work) => {
      const step = begin(name, current.getStore());
      try {
        return await current.run(step, work);
      } catch (error) {
        // The kind of fault alone: its message may quote what somebody wrote.
        step.span.setStatus({ code: SpanStatusCode.ERROR });
        throw error;
      } finally {
        step.span.end();
      }
    },
    correlate: (correlationId) => {
      const id = hideId(correlationId);
      for (let step = current.getStore(); step !== undefined; step = step.parent) {
        if (step.ids.size < MOST_IDS) step.ids.add(id);
        step.span.setAttribute(CORRELATION, [...step.ids]);
      }
    },
  };
}

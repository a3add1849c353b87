import type { ModelHouse } from '../answers/model/modelHouse.ts';
import type { Alerts } from '../ports/alerts.ts';
import type { KnowledgeIndex } from '../ports/knowledgeIndex.ts';
import type { LanguageModel } from '../ports/languageModel.ts';
import type { Telemetry } from '../ports/telemetry.ts';
import type { Ports } from './connectPorts.ts';

/** The same ports, of which operators see how long search and model take, what they cost, and what becomes of alerts. */
export function measurePorts(ports: Ports): Ports {
  const { index, modelHouse, alerts, telemetry } = ports;
  return {
    ...ports,
    index: measuredIndex(index, telemetry),
    modelHouse: modelHouse && measuredHouse(modelHouse, telemetry),
    alerts: measuredAlerts(alerts, telemetry),
  };
}

function measuredIndex(index: KnowledgeIndex, telemetry: Telemetry): KnowledgeIndex {
  return {
    search: (query, signal) =>
      telemetry.step('search', async () => {
        const took = stopwatch();
        let outcome: 'found' | 'nothing' | 'failed' = 'failed';
        try {
          const found = await index.search(query, signal);
          outcome = found.length > 0 ? 'found' : 'nothing';
          return found;
        } finally {
          telemetry.record('earpiece.search.seconds', took(), { outcome });
        }
      }),
    countDocuments: (groups) => index.countDocuments(groups),
    ready: () => index.ready(),
    close: () => index.close(),
  };
}

function measuredHouse(house: ModelHouse, telemetry: Telemetry): ModelHouse {
  return { ...house, model: measuredModel(house.model, telemetry) };
}

function measuredModel(model: LanguageModel, telemetry: Telemetry): LanguageModel {
  return {
    names: model.names,
    leftAlone: () => model.leftAlone?.() ?? 0,
    complete: (request, signal) =>
      telemetry.step('model', async () => {
        const took = stopwatch();
        let outcome: 'answered' | 'none' | 'failed' = 'failed';
        try {
          const reply = await model.complete(request, signal);
          outcome = reply.none === undefined ? 'answered' : 'none';
          telemetry.count('earpiece.model.tokens', { direction: 'input' }, reply.tokens.input);
          telemetry.count('earpiece.model.tokens', { direction: 'output' }, reply.tokens.output);
          return reply;
        } finally {
          telemetry.record('earpiece.model.seconds', took(), { outcome });
        }
      }),
  };
}

function measuredAlerts(alerts: Alerts, telemetry: Telemetry): Alerts {
  return {
    ...alerts,
    raise: async (risky, given) => {
      const raised = await alerts.raise(risky, given);
      const { mode } = given;
      const isNew = raised === 'raised' || raised === 'risen';
      // What is played for one person counts nowhere.
      if (!isNew || mode === 'demo') return raised;
      const state = mode === 'shadow' && raised === 'raised' ? 'raised-in-shadow' : raised;
      telemetry.count('earpiece.alerts', { state, detail: risky.level });
      return raised;
    },
    acknowledge: async (change) => {
      const isDone = await alerts.acknowledge(change);
      if (isDone) telemetry.count('earpiece.alerts', { state: 'taken-up', detail: 'none' });
      return isDone;
    },
    escalate: async (change) => {
      const isDone = await alerts.escalate(change);
      if (isDone) telemetry.count('earpiece.alerts', { state: 'escalated', detail: 'none' });
      return isDone;
    },
    close: async (change) => {
      const isDone = await alerts.close(change);
      if (isDone) telemetry.count('earpiece.alerts', { state: 'closed', detail: change.outcome });
      return isDone;
    },
  };
}

/** Tells the seconds since it was started. */
function stopwatch(): () => number {
  const since = performance.now();
  return () => (performance.now() - since) / 1000;
}

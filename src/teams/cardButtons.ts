import type { Application, TurnState } from '@microsoft/teams-ai';
import type { TurnContext } from 'botbuilder';
import type { AdaptiveCard } from '../cards/adaptiveCard.ts';
import type { TeamsPorts, TeamsSettings } from './ports.ts';

/** A press on a button of a card. What the client gives is believed in nothing. */
export interface ButtonPress {
  context: TurnContext;
  given: unknown;
}

/** What a press leads to: the card anew, why there is none, or where the answer stands already. */
export type ButtonResult = AdaptiveCard | string | { shownBelow: string };

/** Does what the button is for. */
export type PressButton = (press: ButtonPress, ports: TeamsPorts, settings: TeamsSettings) => Promise<ButtonResult>;

/** Answers these verbs alike for both kinds of clients. */
export function onButtons(
  app: Application<TurnState>,
  buttons: Readonly<Record<string, readonly [verbs: readonly string[], press: PressButton]>>,
  { ports, settings }: { ports: TeamsPorts; settings: TeamsSettings },
): void {
  for (const [verbs, press] of Object.values(buttons)) {
    // Clients with Action.Execute show what they get: the new card, or a sentence.
    app.adaptiveCards.actionExecute([...verbs], async (context) => {
      const value = context.activity.value as { action?: { verb?: unknown; data?: object } } | undefined;
      const given = { ...value?.action?.data, verb: value?.action?.verb };
      const result = await press({ context, given }, ports, settings);
      return isShownBelow(result) ? result.shownBelow : result;
    });
    // For others the card is updated where it stands; what went wrong is said in a new message.
    app.adaptiveCards.actionSubmit([...verbs], async (context) => {
      const result = await press({ context, given: context.activity.value }, ports, settings);
      if (isShownBelow(result)) return;
      if (typeof result === 'string') await context.sendActivity(result);
      else await updateCard(context, result);
    });
  }
}

function isShownBelow(result: ButtonResult): result is { shownBelow: string } {
  return typeof result === 'object' && 'shownBelow' in result;
}

async function updateCard(context: TurnContext, content: AdaptiveCard): Promise<void> {
  const { replyToId: id } = context.activity;
  const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content }];
  if (id !== undefined) await context.updateActivity({ type: 'message', attachments, id });
}

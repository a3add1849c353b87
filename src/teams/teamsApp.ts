import { Application, type TurnState } from '@microsoft/teams-ai';
import type { TurnContext } from 'botbuilder';
import { onButtons } from './cardButtons.ts';
import { leaveTeam } from './handlers/leaveTeam.ts';
import { pressAlertButton } from './handlers/pressAlertButton.ts';
import { pressAlertsHere } from './handlers/pressAlertsHere.ts';
import { pressReviewButton, REVIEW_BUTTONS } from './handlers/reviewCommand.ts';
import { answerInChat } from './handlers/answerInChat.ts';
import { openAskDialog, submitAskDialog } from './handlers/askCommand.ts';
import { type AnswerButton, executeAnswerButton, submitAnswerButton } from './handlers/pressAnswerButton.ts';
import { pressCallButton } from './handlers/pressCallButton.ts';
import { pressDraftButton } from './handlers/pressDraftButton.ts';
import { receiveFeedback } from './handlers/receiveFeedback.ts';
import { exchangeToken, verifySignIn } from './handlers/signIn.ts';
import { openSettings, saveSettings } from './handlers/settingsDialog.ts';
import { pressUploadButton } from './handlers/takeDocument.ts';
import { searchFromComposeBox } from './handlers/searchFromComposeBox.ts';
import { welcome } from './handlers/welcome.ts';
import type { TeamsPorts, TeamsSettings } from './ports.ts';
import { measureTurn } from './measureTurn.ts';

/** Action command in the manifest's compose extension. */
const ASK_COMMAND = 'askEarpiece';

/** Verbs of the buttons on an answer card. */
const ANSWER_BUTTONS = ['openSource', 'closeSource', 'flagGap'];

/** The verbs of all other buttons, by the card they stand on, and what they do. */
const BUTTONS = {
  call: [['chooseCaller', 'identifyCaller', 'sendCodePhrase'], pressCallButton],
  note: [['approveNote', 'showNote', 'swapSpeakers', 'redraftNote', 'askCall'], pressDraftButton],
  alert: [['takeUpAlert', 'passOnAlert', 'messageAgent', 'endAlert'], pressAlertButton],
  alertsHere: [['alertsHere', 'secondAlertsHere', 'noAlertsHere'], pressAlertsHere],
  upload: [['takeInUpload', 'dropUpload'], pressUploadButton],
  review: [REVIEW_BUTTONS, pressReviewButton],
} as const;

/** The table of everything Teams can ask of Earpiece, and who answers it; returns what runs one turn. */
export function teamsApp(ports: TeamsPorts, settings: TeamsSettings): (context: TurnContext) => Promise<void> {
  const app = new Application<TurnState>({ startTypingTimer: false });

  app.conversationUpdate('membersAdded', (context) => welcome(context, ports, settings));
  app.conversationUpdate('membersRemoved', (context) => leaveTeam(context, ports));
  app.conversationUpdate('channelDeleted', (context) => leaveTeam(context, ports));
  app.conversationUpdate('teamDeleted', (context) => leaveTeam(context, ports));
  app.activity('installationUpdate', (context) => leaveTeam(context, ports));
  app.adaptiveCards.actionExecute<AnswerButton>(ANSWER_BUTTONS, (context, _state, button) =>
    executeAnswerButton({ context, button }, ports, settings),
  );
  app.adaptiveCards.actionSubmit<AnswerButton>(ANSWER_BUTTONS, (context, _state, button) =>
    submitAnswerButton({ context, button }, ports, settings),
  );
  onButtons(app, BUTTONS, { ports, settings });
  app.taskModules.fetch('openSettings', (context) => openSettings(context, ports));
  app.taskModules.submit<Readonly<Record<string, unknown>>>('saveSettings', (context, _state, data) =>
    saveSettings({ context, data }, ports),
  );
  app.feedbackLoop((context) => receiveFeedback(context, ports));
  app.messageExtensions.query(anyCommandBut(ASK_COMMAND), (context, _state, query) =>
    searchFromComposeBox({ context, paging: query }, ports, settings),
  );
  app.messageExtensions.fetchTask(ASK_COMMAND, (context) => openAskDialog(context, ports));
  app.messageExtensions.submitAction<{ question?: unknown }>(ASK_COMMAND, (context, _state, data) =>
    submitAskDialog({ context, data }, ports, settings),
  );
  app.addRoute(isInvoke('signin/tokenExchange'), (context) => exchangeToken(context, ports, settings), true);
  app.addRoute(isInvoke('signin/verifyState'), (context) => verifySignIn(context, ports, settings), true);
  app.activity('message', (context) => answerInChat(context, ports, settings));

  return (context) => measureTurn(context, () => app.run(context), ports);
}

function isInvoke(name: string): (context: TurnContext) => Promise<boolean> {
  return ({ activity }) => Promise.resolve(activity.type === 'invoke' && activity.name === name);
}

/** There is one search command, and some clients leave its id out. */
function anyCommandBut(other: string): (context: TurnContext) => Promise<boolean> {
  return (context) => {
    const { activity } = context;
    const commandId = (activity.value as { commandId?: unknown } | undefined)?.commandId;
    const isQuery = activity.type === 'invoke' && activity.name === 'composeExtension/query';
    return Promise.resolve(isQuery && commandId !== other);
  };
}

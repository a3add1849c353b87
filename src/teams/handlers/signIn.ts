import type { InvokeResponse, OAuthCard, TurnContext } from 'botbuilder';
import type { UserTokenClient } from 'botframework-connector';
import { z } from 'zod';
import type { TeamsPorts, TeamsSettings } from '../ports.ts';
import { readTurn, type Turn } from '../readTurn.ts';

// Single sign-on for bots, through the Bot Framework token service:
// https://learn.microsoft.com/microsoftteams/platform/bots/how-to/authentication/bot-sso-overview

interface Asked {
  context: TurnContext;
  turn: Turn;
}

/** Value of `signin/tokenExchange`: the token that Teams got without asking the person. */
const tokenExchange = z.object({
  id: z.string().max(256),
  connectionName: z.string().max(128),
  token: z.string().min(1).max(20_000),
});

/** Value of `signin/verifyState`: the code that the sign-in page gave back. */
const verification = z.object({ state: z.string().min(1).max(128) });

/** Answers "sign in": the card to do it with, or why there is none. */
export async function answerSignIn(asked: Asked, ports: TeamsPorts, settings: TeamsSettings): Promise<void> {
  const { context, turn } = asked;
  const words = turn.messages.access.signIn;
  if (settings.signIn === undefined) {
    await context.sendActivity(words.notNeeded);
  } else if (turn.kind !== 'personal') {
    await context.sendActivity(words.ownChatOnly);
  } else if (turn.agent.isUnknown !== true && turn.agent.unprovenRoles === undefined) {
    await context.sendActivity(words.already(turn.agent.name));
  } else if (!(await askToSignIn(asked, ports, settings))) {
    await context.sendActivity(words.refused);
  }
}

/**
 * Sends the sign-in card. Teams answers it by itself where it can, and shows nothing; else the person presses its
 * button, which leads to the sign-in page. False when the token service gave no page to lead to.
 */
export async function askToSignIn(
  { context, turn }: Asked,
  ports: Pick<TeamsPorts, 'log'>,
  settings: TeamsSettings,
): Promise<boolean> {
  if (settings.signIn === undefined || turn.kind !== 'personal') return false;
  const { connection } = settings.signIn;
  const words = turn.messages.access.signIn;
  try {
    const resource = await clientOf(context).getSignInResource(connection, context.activity, '');
    const { signInLink, tokenExchangeResource, tokenPostResource } = resource;
    if (signInLink === undefined || !signInLink.startsWith('https://')) throw new Error('no link to sign in with');
    const content: OAuthCard = {
      text: words.ask,
      connectionName: connection,
      // Unset fields would be written as null, which some clients take for a value.
      ...(tokenExchangeResource === undefined ? {} : { tokenExchangeResource }),
      ...(tokenPostResource === undefined ? {} : { tokenPostResource }),
      buttons: [{ type: 'signin', title: words.button, value: signInLink }],
    } as OAuthCard;
    await context.sendActivity({
      type: 'message',
      attachments: [{ contentType: 'application/vnd.microsoft.card.oauth', content }],
    });
    return true;
  } catch (error) {
    // Answers do not depend on a sign-in; whoever asked for it is told.
    ports.log.warn({ kind: error instanceof Error ? error.name : typeof error }, 'could not ask to sign in');
    return false;
  }
}

/**
 * Answers `signin/tokenExchange`. 412 makes Teams show the button of the card; every client of the person sends one, so
 * nothing is said here. The exchanged token stays with the token service and is checked when it is used.
 */
export async function exchangeToken(context: TurnContext, ports: TeamsPorts, settings: TeamsSettings): Promise<void> {
  const given = tokenExchange.safeParse(context.activity.value);
  const isOurs = given.success && given.data.connectionName === settings.signIn?.connection;
  const isExchanged = isOurs && (await exchange(context, given.data, ports));
  if (isExchanged) forget(context, ports);
  const { id, connectionName } = given.success ? given.data : { id: '', connectionName: '' };
  const body = isExchanged ? { id, connectionName } : { id, connectionName, failureDetail: 'No token in exchange.' };
  await answerInvoke(context, { status: isExchanged ? 200 : 412, body });
}

/** Answers `signin/verifyState`, which ends a sign-in by hand: the person waits to hear whether it worked. */
export async function verifySignIn(context: TurnContext, ports: TeamsPorts, settings: TeamsSettings): Promise<void> {
  const given = verification.safeParse(context.activity.value);
  const { signIn } = settings;
  const hasToken =
    given.success && signIn !== undefined && (await redeem(context, { ...signIn, code: given.data.state }, ports));
  if (hasToken) forget(context, ports);
  const turn = await readTurn(context, ports);
  const words = turn.messages.access.signIn;
  const isKnown = hasToken && turn.agent.isUnknown !== true;
  if (turn.kind === 'personal') await context.sendActivity(isKnown ? words.done(turn.agent.name) : words.refused);
  await answerInvoke(context, { status: 200, body: {} });
}

async function exchange(
  context: TurnContext,
  { connectionName, token }: z.infer<typeof tokenExchange>,
  ports: Pick<TeamsPorts, 'log'>,
): Promise<boolean> {
  try {
    const { from, channelId } = context.activity;
    const found = await clientOf(context).exchangeToken(from.id, connectionName, channelId, { token });
    return typeof (found as { token?: unknown } | undefined)?.token === 'string';
  } catch (error) {
    ports.log.warn({ kind: error instanceof Error ? error.name : typeof error }, 'token not exchanged');
    return false;
  }
}

async function redeem(
  context: TurnContext,
  { connection, code }: { connection: string; code: string },
  ports: Pick<TeamsPorts, 'log'>,
): Promise<boolean> {
  try {
    const { from, channelId } = context.activity;
    const found = await clientOf(context).getUserToken(from.id, connection, channelId, code);
    return typeof (found as { token?: unknown } | undefined)?.token === 'string';
  } catch (error) {
    ports.log.warn({ kind: error instanceof Error ? error.name : typeof error }, 'sign-in not verified');
    return false;
  }
}

function forget({ activity }: TurnContext, { directory }: Pick<TeamsPorts, 'directory'>): void {
  if (activity.from.aadObjectId !== undefined) directory.forget?.(activity.from.aadObjectId);
}

/** The SDK leaves the client for people's tokens with every turn. */
function clientOf(context: TurnContext): UserTokenClient {
  const key = (context.adapter as unknown as { UserTokenClientKey: symbol }).UserTokenClientKey;
  return context.turnState.get<UserTokenClient>(key);
}

async function answerInvoke(context: TurnContext, value: InvokeResponse): Promise<void> {
  await context.sendActivity({ type: 'invokeResponse', value });
}

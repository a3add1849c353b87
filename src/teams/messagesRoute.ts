import type { Activity, TurnContext } from 'botbuilder';
import type { AuthenticateRequestResult } from 'botframework-connector';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { SeenTurns } from '../ports/seenTurns.ts';
import { type Admission, refuseActivity } from './admitActivity.ts';
import type { EarpieceAdapter } from './earpieceAdapter.ts';
import { readActivity } from './readActivity.ts';
import type { TurnRunner } from './turnRunner.ts';

/** A plain HTTP answer. */
interface Reply {
  status: number;
  body?: unknown;
}

/** What the endpoint needs. */
export interface MessagesPorts {
  adapter: EarpieceAdapter;
  admission: Admission;
  runner: TurnRunner;
  run: (context: TurnContext) => Promise<void>;
  seenTurns: SeenTurns;
  clock: Clock;
  log: Log;
}

/** Teams waits five seconds for the answer to an invoke and then shows an error. */
const INVOKE_DEADLINE_MS = 4000;
/** Teams wants its 200 within two seconds, whatever the database does. */
const REPEAT_CHECK_MS = 1000;

/**
 * Answers `POST /api/messages` (Bot Framework protocol v3): 400 for what is no activity, 401/403 for who may not come
 * in, the invoke's answer for an invoke, and 200 for everything else before its turn runs.
 */
export async function receiveActivity(
  request: { body: Buffer; authorization: string },
  ports: MessagesPorts,
): Promise<Reply> {
  const activity = readActivity(request.body);
  if (activity === undefined) return { status: 400, body: { error: 'The body is no Bot Framework activity.' } };
  const refusal = refuseActivity(activity, ports.admission);
  if (refusal !== undefined) {
    ports.log.warn({ refusal }, 'activity refused');
    return { status: 403, body: { error: 'Not allowed here.' } };
  }
  const caller = await authenticate(activity, request.authorization, ports);
  if (typeof caller === 'number') return { status: caller, body: { error: 'Not authenticated.' } };
  if (activity.type === 'invoke') return answerInvoke(caller, activity, ports);
  if (await isRepeat(activity, ports)) return { status: 200 };
  ports.runner.start(async () => {
    await ports.adapter.runTurn(caller, activity, ports.run);
  });
  return { status: 200 };
}

/** The caller, or the status to turn them away with. The SDK reports a forged token as any error at all. */
async function authenticate(
  activity: Activity,
  authorization: string,
  ports: MessagesPorts,
): Promise<AuthenticateRequestResult | 401 | 403> {
  try {
    const caller = await ports.adapter.authenticate(activity, authorization);
    if (isTeams(caller, activity, ports.admission)) return caller;
    ports.log.warn({ status: 401, reason: 'issuer' }, 'token refused');
    return 401;
  } catch (error) {
    const status = (error as { statusCode?: unknown }).statusCode === 403 ? 403 : 401;
    ports.log.warn({ status, reason: error instanceof Error ? error.name : 'unknown' }, 'token refused');
    return status;
  }
}

/**
 * The SDK lets tokens of emulators and of other bots in as well, and does not compare their service URL: here only
 * Teams itself may call.
 */
function isTeams({ claimsIdentity }: AuthenticateRequestResult, activity: Activity, admission: Admission): boolean {
  if (admission.tokenIssuer === null) return true;
  const claim = (type: string): string | null => claimsIdentity.getClaimValue(type);
  return claim('iss') === admission.tokenIssuer && claim('serviceurl') === activity.serviceUrl;
}

async function isRepeat(activity: Activity, ports: MessagesPorts): Promise<boolean> {
  if (activity.id === undefined) return false;
  try {
    const isFirst = ports.seenTurns.isFirst(`${activity.conversation.id}|${activity.id}`, ports.clock.now());
    return !(await within(isFirst, REPEAT_CHECK_MS));
  } catch (error) {
    // Better answered twice than never: the database being away must not silence the bot.
    ports.log.error({ error: String(error) }, 'cannot tell repeats');
    return false;
  }
}

/** Rejects when the promise takes longer; its own late end then matters to nobody. */
async function within<T>(promise: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${ms} ms`)), ms);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

async function answerInvoke(
  caller: AuthenticateRequestResult,
  activity: Activity,
  ports: MessagesPorts,
): Promise<Reply> {
  const turn = ports.adapter.runTurn(caller, activity, ports.run).then(
    (response) => ({ status: response?.status ?? 200, body: response?.body as unknown }),
    (error: unknown) => {
      ports.log.error({ error: String(error), invoke: activity.name }, 'invoke failed');
      return { status: 200 };
    },
  );
  // An invoke nobody handles or that comes too late still gets its 200: anything else paints an error on the card.
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Reply>((resolve) => {
    timer = setTimeout(() => resolve({ status: 200 }), INVOKE_DEADLINE_MS);
  });
  ports.runner.start(async () => void (await turn));
  const reply = await Promise.race([turn, late]);
  clearTimeout(timer);
  return reply.status === 501 ? { status: 200 } : reply;
}

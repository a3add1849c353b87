import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Agent } from '../../src/domain/agent.ts';
import type { ListenedCall, LiveUtterance, SpeechToText } from '../../src/ports/speechToText.ts';
import { NO_SPEECH } from '../../src/wiring/openSpeech.ts';
import { freePort } from '../../test/support/earpieceProcess.ts';
import { anInvoke, type House, startHouse } from '../../test/support/house.ts';
import { channelChat } from '../../test/support/risingCall.ts';
import { anOffer, anSbc, aRequest, portsIn, type Sbc, tagIn } from '../../test/support/siprec/sbc.ts';
import { aMessageCentre, together } from '../../test/support/sms/messageCentre.ts';
import { codesApart } from '../../test/support/speech/codesApart.ts';
import { listeningBy } from '../../test/support/speech/listeningBy.ts';
import { playVoices } from './playVoices.ts';

/** What a demonstration is played with. */
export interface DemoParts {
  /** Closed in the end; undefined where nothing puts speech into words. */
  speech: SpeechToText | undefined;
  /** Takes one line at a time. */
  print: (line: string) => void;
  /** How many times faster than people speak; 1 when left out. */
  speed?: number;
}

const CALL = 'demo-call';
const SPEECH = new URL('../../test/fixtures/speech/safeAccount.wav', import.meta.url);
const METADATA = new URL('../../test/fixtures/siprec/rfc7865.xml', import.meta.url);
const SUBSCRIBER = '+442079460011';
const CHANNEL = '19:demo@thread.tacv2';
/** After the last word: recognition, card and SMS have come long before, or never come. */
const WAIT_MS = 15_000;
const supervisor: Agent = { agentId: randomUUID(), name: 'Sam Whitfield', roles: ['supervisor'], groups: [] };

/**
 * Plays a synthetic fraud through the whole chain on this machine and prints what happens at each step: SBC, recording
 * server, speech to text, detector, card, SMS, receipt. Stand-ins on this machine take the place of the SBC, of Teams and
 * of the message centre; all between them is the product. False when something is missing or did not come.
 */
export async function demoCall({ speech, print, speed = 1 }: DemoParts): Promise<boolean> {
  if (speech === undefined) {
    print(`The demonstration needs speech to text. ${NO_SPEECH}`);
    return false;
  }
  print(`Loading speech to text: ${speech.supplier}.`);
  await speech.ready();
  const centre = await aMessageCentre();
  const port = await freePort();
  const clock = stopwatch(print);
  const people = { people: [supervisor], alertsEveryMs: 50 };
  const house = await startHouse({
    ...{ ...people, environment: theSettings(port, centre.port), ports: { speech: overheard(speech, clock) } },
  });
  const sbc = await anSbc(port, 'tcp');
  try {
    return await play({ house, sbc, centre }, clock, speed);
  } finally {
    sbc.close();
    await house.close();
    await centre.leave();
    await speech.close();
  }
}

interface Stage {
  house: House;
  sbc: Sbc;
  centre: Awaited<ReturnType<typeof aMessageCentre>>;
}

interface Stopwatch {
  start: () => void;
  tell: (what: string) => void;
  sinceMs: () => number;
}

async function play({ house, sbc, centre }: Stage, clock: Stopwatch, speed: number): Promise<boolean> {
  await signUp(house);
  const voices = codesApart(await readFile(SPEECH));
  clock.start();
  const metadata = (await readFile(METADATA, 'utf8')).replace('sip:Paul@', `sip:${SUBSCRIBER}@`);
  sbc.send(aRequest(sbc, { callId: CALL, sdp: anOffer(), metadata }));
  const ok = await sbc.next(/^SIP\/2.0 [2-6]/);
  clock.tell(`SBC          INVITE with metadata over TCP, answered ${ok.slice(8, 14)}`);
  sbc.send(aRequest(sbc, { callId: CALL, method: 'ACK', toTag: tagIn(ok) }));
  const [first = 0, second = 0] = portsIn(ok);
  clock.tell(`SBC          plays both voices as RTP (G.711) to ports ${first} and ${second}`);
  const steps = [
    seen(house).then((level) => clock.tell(`detector     ${level}`)),
    carded(house).then((text) => clock.tell(`Teams        card in the channel: ${text}`)),
    sent(centre).then((text) => clock.tell(`SMS centre   ${text}`)),
  ];
  await playVoices([voices.caller, voices.callee], [first, second], speed);
  const isWhole = await Promise.race([Promise.all(steps).then(() => true), sleep(WAIT_MS, false, { ref: false })]);
  sbc.send(aRequest(sbc, { callId: CALL, method: 'BYE', sequence: 2, toTag: tagIn(ok) }));
  await sbc.next(/CSeq: 2 BYE/);
  clock.tell('SBC          BYE, answered 200 OK');
  if (!isWhole) {
    clock.tell('something above is missing: run it again on a machine that is less busy');
    return false;
  }
  await centre.receipt('part-1', 'DELIVRD');
  const counts = await house.ports.smsOutbox.counts(new Date(0));
  clock.tell(
    `SMS centre   receipt; SMS of this call: ${counts.map(({ count, state }) => `${count} ${state}`).join(', ')}`,
  );
  return true;
}

/** A channel takes alerts, and the called line is signed up for warnings. */
async function signUp(house: House): Promise<void> {
  const value = { action: { type: 'Action.Execute', verb: 'alertsHere', data: {} } };
  await house.post(
    anInvoke(house.connector.url, 'adaptiveCard/action', { value, ...channelChat(CHANNEL, supervisor) }),
  );
  await house.ports.subscribers.save({ number: SUBSCRIBER, language: 'en', isOptedOut: false, isQuiet: false });
}

async function seen({ ports }: House): Promise<string> {
  const alert = await first(() => ports.alerts.find(CALL));
  const reasons = alert.signals.map(({ name }) => name).join(', ');
  return `${alert.level}, ${Math.round(alert.score * 100)} % sure: ${reasons}`;
}

async function carded({ connector }: House): Promise<string> {
  const isAlert = ({ path, body }: House['connector']['calls'][0]): boolean =>
    path.includes(CHANNEL) && /scam/i.test(body.text ?? '');
  const { body } = await first(() => Promise.resolve(connector.calls.find(isAlert)));
  return body.text ?? '';
}

async function sent({ parts }: Stage['centre']): Promise<string> {
  const { from, to, text } = await first(() => Promise.resolve(together(parts)[0]));
  return `SMS from ${from} to ${to}: ${text}`;
}

async function first<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    await sleep(10, undefined, { ref: false });
  }
}

/** The same, with what is understood told here: nowhere else is it ever shown. */
function overheard(speech: SpeechToText, { tell, sinceMs }: Stopwatch): SpeechToText {
  const told = ({ isFinal, track, text, endMs }: LiveUtterance): void => {
    if (isFinal) tell(`words        ${track}: ${text} (${Math.round(sinceMs() - endMs)} ms after the voice ended)`);
  };
  const listen = (call: ListenedCall) =>
    speech.listen({
      ...{ callId: call.callId, onFault: (error) => call.onFault(error) },
      onUtterance: (utterance) => {
        told(utterance);
        call.onUtterance(utterance);
      },
    });
  return listeningBy(listen, speech);
}

function stopwatch(print: (line: string) => void): Stopwatch {
  let startedAt = performance.now();
  const sinceMs = (): number => performance.now() - startedAt;
  return {
    sinceMs,
    start: () => {
      startedAt = performance.now();
    },
    tell: (what) => print(`${(sinceMs() / 1_000).toFixed(2).padStart(6)} s  ${what}`),
  };
}

function theSettings(siprecPort: number, smscPort: number): NodeJS.ProcessEnv {
  return {
    ...{ SIPREC_LISTEN: `127.0.0.1:${siprecPort}`, SIPREC_ALLOW: '127.0.0.1', SIPREC_ADDRESS: '127.0.0.1' },
    ...{ SMS_PROVIDER: 'smpp', SMS_SENDER: 'Contoso', SMS_SMPP_URL: `smpp://127.0.0.1:${smscPort}` },
    ...{ SMS_SMPP_SYSTEM_ID: 'earpiece', SMS_SMPP_PASSWORD: 'secret' },
  };
}

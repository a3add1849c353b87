import { type AddressInfo, createServer, type Socket } from 'node:net';
import { smppSender } from '../../../src/adapters/sms/smppSender.ts';
import type { CarrierMood, OpenedSender } from '../../contracts/smsSender.ts';
import { shownOnPhone } from './gsmText.ts';

const [SUBMIT, DELIVER, BIND_TRANSCEIVER, UNBIND, ENQUIRE] = [0x04, 0x05, 0x09, 0x06, 0x15];
const ANSWER = 0x80000000;
const THROTTLED = 0x58;
const BAD_DESTINATION = 0x0b;
const BIND_FAILED = 0x0d;
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** A part as it came in. */
export interface TakenPart {
  from: string;
  fromType: number;
  to: string;
  octets: Buffer;
  dataCoding: number;
  esmClass: number;
  wantsReceipt: number;
}

/**
 * A message centre (SMPP 3.4) on a port of its own, written without the library under test, that takes, refuses, falls
 * silent and hangs up as it is told.
 */
export async function aMessageCentre() {
  const sockets = new Set<Socket>();
  const parts: TakenPart[] = [];
  const moods: CarrierMood[] = [];
  const answers = new Map<number, (status: number) => void>();
  let sequence = 0;
  const submit = (socket: Socket, number: number, body: Buffer): void => {
    const mood = moods.shift();
    if (mood === 'busy') return write(socket, { command: SUBMIT + ANSWER, status: THROTTLED, number });
    if (mood === 'bad-number') return write(socket, { command: SUBMIT + ANSWER, status: BAD_DESTINATION, number });
    parts.push(partOf(body));
    if (mood === 'takes-and-hangs-up') return void socket.destroy();
    if (mood === 'takes-and-falls-silent') return;
    write(socket, { command: SUBMIT + ANSWER, number, body: text(`part-${parts.length}`) });
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
    onPdu(socket, ({ command, status, number, body }) => {
      if (command === BIND_TRANSCEIVER) {
        const [, password] = strings(body);
        const isKnown = password?.text === 'secret';
        write(socket, { command: command + ANSWER, status: isKnown ? 0 : BIND_FAILED, number, body: text('centre') });
      } else if (command === SUBMIT) submit(socket, number, body);
      else if (command === DELIVER + ANSWER) answers.get(number)?.(status);
      else if (command === ENQUIRE || command === UNBIND) write(socket, { command: command + ANSWER, number });
    });
  });
  const listen = (port: number) => new Promise<void>((resolve) => void server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  /** Resolves to the status of the answer. */
  const deliver = (from: string, esmClass: number, words: string): Promise<number> =>
    new Promise((resolve) => {
      sequence += 1;
      answers.set(sequence, resolve);
      const body = deliverBody(from, esmClass, words);
      for (const socket of sockets) write(socket, { command: DELIVER, number: sequence, body });
    });
  const leave = async (): Promise<void> => {
    const gone = new Promise((resolve) => void server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await gone;
  };
  return {
    ...{ port, parts, moods, deliver, leave },
    comeBack: () => listen(port),
    /** Parts of a receipt as most centres write it. */
    receipt: (reference: string, state: string) =>
      deliver(
        '447700900123',
        0x04,
        `id:${reference} sub:001 dlvrd:001 submit date:2611021200 done date:2611021200 stat:${state} err:000 text:-`,
      ),
    /** Bytes that are no PDU, to everybody. */
    sendRaw: (bytes: Buffer) => sockets.forEach((socket) => socket.write(bytes)),
    get sessions() {
      return sockets.size;
    },
  };
}

/** The adapter under its contract, before such a centre. */
export async function openSmpp(): Promise<OpenedSender> {
  const centre = await aMessageCentre();
  const heard: OpenedSender['heard'] = { receipts: [], replies: [] };
  const listener = {
    onReceipt: async ({ reference, isDelivered }: { reference: string; isDelivered: boolean }) =>
      void heard.receipts.push({ reference, isDelivered }),
    onReply: async ({ from, text: said }: { from: string; text: string }) =>
      void heard.replies.push({ from, text: said }),
  };
  const sender = smppSender({ ...placeOf(centre), sender: 'Contoso' }, listener, silent);
  let isThere = true;
  return {
    sender,
    heard,
    taken: () => together(centre.parts),
    turn: (mood) => void centre.moods.push(mood),
    bringReceipt: async (reference, isDelivered) =>
      void (await centre.receipt(reference, isDelivered ? 'DELIVRD' : 'UNDELIV')),
    bringReply: async (from, said) => void (await centre.deliver(from, 0, said)),
    leave: async () => {
      isThere = false;
      await centre.leave();
    },
    close: async () => {
      await sender.close();
      if (isThere) await centre.leave();
    },
  };
}

/** How the adapter reaches a centre on this machine. */
export function placeOf({ port }: { port: number }) {
  return { host: '127.0.0.1', port, isEncrypted: false, systemId: 'earpiece', password: 'secret' };
}

/** SMS with their parts in order; a part without a header is whole (3GPP TS 23.040, section 9.2.3.24.1). */
export function together(parts: readonly TakenPart[]): { from: string; to: string; text: string }[] {
  const whole: { from: string; to: string; text: string }[] = [];
  const open = new Map<number, string[]>();
  for (const { from, to, octets, dataCoding, esmClass } of parts) {
    if ((esmClass & 0x40) === 0) {
      whole.push({ from, to, text: shownOnPhone(octets, dataCoding) });
      continue;
    }
    const [, , , set = 0, count = 0, number = 0] = octets;
    const pieces = open.get(set) ?? [];
    pieces[number - 1] = shownOnPhone(octets.subarray(6), dataCoding);
    open.set(set, pieces);
    if (Object.keys(pieces).length < count) continue;
    whole.push({ from, to, text: pieces.join('') });
    open.delete(set);
  }
  return whole;
}

interface RawPdu {
  command: number;
  status?: number;
  number: number;
  body?: Buffer;
}

function write(socket: Socket, { command, status = 0, number, body = Buffer.alloc(0) }: RawPdu): void {
  const head = Buffer.alloc(16);
  [16 + body.length, command, status, number].forEach((value, at) => head.writeUInt32BE(value, at * 4));
  if (socket.writable) socket.write(Buffer.concat([head, body]));
}

function onPdu(socket: Socket, told: (pdu: Required<RawPdu>) => void): void {
  let waiting = Buffer.alloc(0);
  socket.on('data', (bytes: Buffer) => {
    waiting = Buffer.concat([waiting, bytes]);
    for (;;) {
      const length = waiting.length < 16 ? Infinity : waiting.readUInt32BE(0);
      if (waiting.length < length) return;
      const [command, status, number] = [4, 8, 12].map((at) => waiting.readUInt32BE(at));
      told({ command: command ?? 0, status: status ?? 0, number: number ?? 0, body: waiting.subarray(16, length) });
      waiting = waiting.subarray(length);
    }
  });
}

function text(value: string): Buffer {
  return Buffer.from(`${value}\0`, 'latin1');
}

/** C strings from the beginning, with where each ends. */
function strings(body: Buffer, from = 0): { text: string; end: number }[] {
  const found: { text: string; end: number }[] = [];
  for (let start = from, end = body.indexOf(0, start); end >= 0; start = end + 1, end = body.indexOf(0, start)) {
    found.push({ text: body.toString('latin1', start, end), end: end + 1 });
  }
  return found;
}

/** submit_sm (SMPP 3.4, section 4.4.1). */
function partOf(body: Buffer): TakenPart {
  const cString = (at: number): { text: string; end: number } => {
    const end = body.indexOf(0, at);
    return { text: body.toString('latin1', at, end), end: end + 1 };
  };
  const service = cString(0);
  const source = cString(service.end + 2);
  const target = cString(source.end + 2);
  const schedule = cString(target.end + 3);
  const validity = cString(schedule.end);
  const [wantsReceipt = 0, , dataCoding = 0, , length = 0] = body.subarray(validity.end);
  return {
    ...{ from: source.text, fromType: body[service.end] ?? 0, to: `+${target.text}`, dataCoding, wantsReceipt },
    ...{ esmClass: body[target.end] ?? 0, octets: body.subarray(validity.end + 5, validity.end + 5 + length) },
  };
}

/** deliver_sm (SMPP 3.4, section 4.6.1). */
function deliverBody(from: string, esmClass: number, words: string): Buffer {
  const message = Buffer.from(words, 'latin1');
  return Buffer.concat([
    ...[text(''), Buffer.from([1, 1]), text(from), Buffer.from([5, 0]), text('Contoso')],
    ...[Buffer.from([esmClass, 0, 0]), text(''), text(''), Buffer.from([0, 0, 0, 0, message.length]), message],
  ]);
}

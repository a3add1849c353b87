import { createHash, createHmac } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { acsSms, type AcsSmsSettings } from '../../../src/adapters/sms/acsSms.ts';
import { receiveSmsEvents } from '../../../src/telephony/smsEvents.ts';
import type { CarrierMood, OpenedSender } from '../../contracts/smsSender.ts';

const KEY = Buffer.from('an access key that only tests know').toString('base64');
const EVENTS_KEY = 'a key for events that only tests know';

interface SendBody {
  from?: string;
  message?: string;
  smsRecipients?: { to?: string; repeatabilityRequestId?: string; repeatabilityFirstSent?: string }[];
  smsSendOptions?: { enableDeliveryReport?: boolean; tag?: string };
}

/**
 * Stands in for Azure Communication Services: POST /sms with api-version 2021-03-07, as described at
 * https://learn.microsoft.com/rest/api/communication/sms/send (read 2026-11-21). Refuses what the service refuses: another
 * version, a wrong signature, a body that lacks a field, a date that is older than five minutes.
 */
export async function someCommunicationServices(proof: 'key' | 'token' = 'key') {
  const taken: { from: string; to: string; text: string; id: string; tag: string }[] = [];
  const wrong: string[] = [];
  const moods: CarrierMood[] = [];
  const server = createServer((request, response) => {
    void readAll(request).then((text) => {
      const reply = (status: number, body: object = {}): void => {
        // Written in two steps: another test in this process may have changed what writeHead returns.
        response.statusCode = status;
        response.setHeader('content-type', 'application/json');
        response.end(JSON.stringify(body));
      };
      const problem = wrongIn(request, text, proof);
      if (problem !== undefined) {
        wrong.push(problem);
        return reply(problem.startsWith('401') ? 401 : 400, { error: { message: problem } });
      }
      const body = JSON.parse(text) as Required<SendBody>;
      const [recipient = {}] = body.smsRecipients;
      const { to = '', repeatabilityRequestId: id = '' } = recipient;
      const mood = moods[0];
      const isRepeat = taken.some((one) => one.id === id);
      if (!isRepeat && mood === 'busy') {
        moods.shift();
        response.setHeader('retry-after', '7');
        return reply(429);
      }
      if (!isRepeat && mood === 'bad-number') {
        moods.shift();
        return reply(202, { value: [{ to, httpStatusCode: 400, errorMessage: 'Invalid To', successful: false }] });
      }
      if (!isRepeat) taken.push({ from: body.from, to, text: body.message, id, tag: body.smsSendOptions.tag ?? '' });
      if (mood === 'takes-and-hangs-up') return void request.socket.destroy();
      if (mood === 'takes-and-falls-silent') return undefined;
      const messageId = `Outgoing_20261102120000${createHash('sha256').update(id).digest('hex').slice(0, 20)}`;
      return reply(202, {
        value: [{ to, messageId, httpStatusCode: 202, repeatabilityResult: 'accepted', successful: true }],
      });
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    ...{ taken, wrong, moods, endpoint: `http://127.0.0.1:${port}` },
    leave: async () => {
      const gone = new Promise((resolve) => void server.close(resolve));
      server.closeAllConnections();
      await gone;
    },
  };
}

/** The adapter under its contract, before such a service. */
export async function openAcs(proof: 'key' | 'token' = 'key'): Promise<OpenedSender> {
  const service = await someCommunicationServices(proof);
  const heard: OpenedSender['heard'] = { receipts: [], replies: [] };
  const listener = {
    onReceipt: async ({ reference, isDelivered }: { reference: string; isDelivered: boolean }) =>
      void heard.receipts.push({ reference, isDelivered }),
    onReply: async ({ from, text }: { from: string; text: string }) => void heard.replies.push({ from, text }),
  };
  const bring = async (eventType: string, data: object): Promise<void> => {
    const body = Buffer.from(JSON.stringify([anEvent(eventType, data)]));
    await receiveSmsEvents({ body, key: EVENTS_KEY }, { listener, eventsKey: EVENTS_KEY });
  };
  let isThere = true;
  return {
    sender: acsSms({ endpoint: service.endpoint, sender: 'Contoso', proof: proofFor(proof) }),
    heard,
    taken: () => service.taken.map(({ from, to, text }) => ({ from, to, text })),
    turn: (mood) => void service.moods.splice(0, Infinity, mood),
    bringReceipt: (reference, isDelivered) => bring(RECEIPT, receiptData(reference, isDelivered)),
    bringReply: (from, message) => bring(REPLY, { messageId: 'Incoming_1', from, to: '18331110000', message }),
    leave: async () => {
      isThere = false;
      await service.leave();
    },
    close: async () => {
      if (isThere) await service.leave();
    },
  };
}

export const RECEIPT = 'Microsoft.Communication.SMSDeliveryReportReceived';
export const REPLY = 'Microsoft.Communication.SMSReceived';

/** A receipt as https://learn.microsoft.com/azure/event-grid/communication-services-telephony-sms-events shows it. */
export function receiptData(tag: string, isDelivered: boolean): object {
  return {
    ...{ MessageId: 'Outgoing_202009180022138813a09b', From: '15555555555', To: '+15555555555', Tag: tag },
    ...{ DeliveryStatus: isDelivered ? 'Delivered' : 'Failed', DeliveryStatusDetails: 'No error.' },
    ...{ ReceivedTimestamp: '2020-09-18T00:22:20.2855749Z', DeliveryAttempts: [] },
  };
}

/** An event in Event Grid's own schema. */
export function anEvent(eventType: string, data: object): object {
  return {
    ...{ id: 'e-1', topic: '/subscriptions/s/resourceGroups/g', subject: '/phonenumber/15555555555', data, eventType },
    ...{ dataVersion: '1.0', metadataVersion: '1', eventTime: '2020-09-18T00:22:20Z' },
  };
}

function proofFor(proof: 'key' | 'token'): AcsSmsSettings['proof'] {
  return proof === 'key'
    ? { kind: 'key', key: KEY }
    : { kind: 'token', token: (scope) => Promise.resolve(`for ${scope}`) };
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function wrongIn(request: IncomingMessage, text: string, proof: 'key' | 'token'): string | undefined {
  if (request.method !== 'POST' || request.url !== '/sms?api-version=2021-03-07') return `400 ${request.url}`;
  const unproven = proof === 'key' ? wrongSignature(request, text) : wrongToken(request);
  if (unproven !== undefined) return `401 ${unproven}`;
  const { from, message, smsRecipients, smsSendOptions } = JSON.parse(text) as SendBody;
  if (from === undefined || message === undefined || smsRecipients?.length !== 1) return '400 a field is missing';
  const [{ to = '', repeatabilityRequestId = '', repeatabilityFirstSent = '' } = {}] = smsRecipients;
  if (!/^\+\d{8,15}$/.test(to)) return '400 to is no E.164 number';
  if (!/^[0-9a-f-]{36}$/.test(repeatabilityRequestId)) return '400 the repeatability id is no GUID';
  if (!/^\w{3}, \d{2} \w{3} \d{4} [\d:]{8} GMT$/.test(repeatabilityFirstSent))
    return '400 first sent is no IMF-fixdate';
  return smsSendOptions?.enableDeliveryReport === true ? undefined : '400 no delivery report is asked for';
}

/** https://learn.microsoft.com/rest/api/communication/authentication (read 2026-11-21). */
function wrongSignature({ headers, url }: IncomingMessage, text: string): string | undefined {
  const [date, hash] = ['x-ms-date', 'x-ms-content-sha256'].map((name) => headers[name]?.toString() ?? '');
  if (Math.abs(Date.now() - Date.parse(date ?? '')) > 300_000) return 'the date is too old';
  if (hash !== createHash('sha256').update(text).digest('base64')) return 'the hash is of another body';
  const signed = `POST\n${url}\n${date};${headers.host};${hash}`;
  const signature = createHmac('sha256', Buffer.from(KEY, 'base64')).update(signed).digest('base64');
  const expected = `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`;
  return headers.authorization === expected ? undefined : 'the signature is wrong';
}

function wrongToken({ headers }: IncomingMessage): string | undefined {
  const expected = 'Bearer for https://communication.azure.com//.default';
  return headers.authorization === expected ? undefined : 'the token is for another scope';
}

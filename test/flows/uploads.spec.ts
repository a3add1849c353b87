import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Agent } from '../../src/domain/agent.ts';
import { anAgent, anInvoke, type House, startHouse } from '../support/house.ts';
import { aReadDocument } from '../support/knowledge.ts';
import { ownChat } from '../support/risingCall.ts';

const max: Agent = { agentId: randomUUID(), name: 'Max Adeyemi', roles: ['admin'], groups: [] };
const rita: Agent = { agentId: randomUUID(), name: 'Rita Novak', roles: ['agent'], groups: ['retention-team'] };
const documents = [
  aReadDocument({ documentId: 'playbook', groups: ['retention-team'] }, 'Offer 25 percent to who wants to leave.'),
];
const TEXT = '# Parking\n\nVisitors park their cars on level seven of the garage.\n';

describe('a document sent by an admin', () => {
  let house: House;
  let bytes: Uint8Array;
  beforeEach(async () => {
    bytes = Buffer.from(TEXT);
    const files = { download: () => Promise.resolve(bytes) };
    house = await startHouse({ people: [anAgent, max, rita], documents, ports: { files } });
  });
  afterEach(() => house.close());
  const send = (by: Agent, text = '', name = 'parking.md') =>
    house.say(text, {
      ...ownChat(by),
      attachments: [
        {
          ...{ contentType: 'application/vnd.microsoft.teams.file.download.info', name },
          content: { downloadUrl: 'https://contoso.sharepoint.com/x' },
        },
      ],
    });
  const press = async (by: Agent, verb: string, data: object): Promise<string> => {
    const value = { action: { type: 'Action.Execute', verb, data } };
    return (await house.post(anInvoke(house.connector.url, 'adaptiveCard/action', { value, ...ownChat(by) }))).body;
  };
  const idIn = (card: unknown): string => /"uploadId":"([^"]+)"/.exec(JSON.stringify(card))?.[1] ?? '';

  it('is shown in passages, and found by nobody before it is taken in', async () => {
    const card = await send(max);
    await house.ports.index.ready();
    const answer = await house.say('where do visitors park their cars?');

    assert.match(
      JSON.stringify(card.attachments),
      /1 passage.*level seven of the garage.*"value":"everybody:".*retention-team/,
    );
    assert.doesNotMatch(JSON.stringify(answer), /level seven/);
  });

  it('is taken in for the chosen groups alone, and written down', async () => {
    const uploadId = idIn((await send(max)).attachments);

    const unchosen = await press(max, 'takeInUpload', { uploadId });
    const foreign = await press(max, 'takeInUpload', { uploadId, who: 'retention-team,board' });
    const taken = await press(max, 'takeInUpload', { uploadId, who: 'retention-team' });
    const again = await press(max, 'takeInUpload', { uploadId, who: 'everybody:' });
    const theirs = await house.say('where do visitors park their cars?', ownChat(rita));
    const others = await house.say('where do visitors park their cars?');

    assert.match(unchosen, /Choose who may read it/);
    assert.match(foreign, /Choose who may read it/);
    assert.match(taken, /Taken in. It may be read by: retention-team/);
    assert.match(again, /already/);
    assert.match(JSON.stringify(theirs), /level seven/);
    assert.doesNotMatch(JSON.stringify(others), /level seven/);
    const rows = await Array.fromAsync(house.ports.audit.rows(new Date(0)));
    const kept = rows.filter(({ action }) => action === 'documents.ingested').map(({ who, result }) => [who, result]);
    assert.deepEqual(kept, [
      [max.agentId, 'begun'],
      [max.agentId, 'done'],
    ]);
  });

  it("is nobody else's to send or to take in", async () => {
    const uploadId = idIn((await send(max)).attachments);

    const sent = await send(anAgent, 'add document');
    const pressed = await press(anAgent, 'takeInUpload', { uploadId, who: 'everybody:' });

    assert.match(sent.text ?? '', /for admins/);
    assert.match(pressed, /for admins/);
    assert.notEqual(await house.ports.uploads.find(uploadId), undefined);
  });

  it('is put away for good, and one that cannot be read is told in a sentence', async () => {
    const uploadId = idIn((await send(max)).attachments);
    const away = await press(max, 'dropUpload', { uploadId });
    bytes = Buffer.from('%PDF-1.7 broken');
    const broken = await send(max, 'add document', '../../etc/broken.pdf');

    assert.match(away, /Put away/);
    assert.equal(await house.ports.uploads.find(uploadId), undefined);
    assert.match(broken.text ?? '', /^The file /);
  });
});

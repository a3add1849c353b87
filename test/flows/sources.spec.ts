import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Agent } from '../../src/domain/agent.ts';
import type { Passage } from '../../src/domain/passage.ts';
import { ingestDocuments } from '../../src/knowledge/ingestDocuments.ts';
import { makeFolder, type TestFolder } from '../knowledge/support/folder.ts';
import { heading, makePdf } from '../knowledge/support/makePdf.ts';
import { partsOfType } from '../support/cardParts.ts';
import { type House, type IncomingActivity, anAgent, anInvoke, startHouse } from '../support/house.ts';
import { aCitation, anAnswer } from '../support/sampleAnswers.ts';

const rita: Agent = { agentId: randomUUID(), name: 'Rita Novak', roles: ['agent'], groups: ['retention-team'] };
const chatOf = (agent: Agent): Partial<IncomingActivity> => ({
  from: { id: `user-${agent.name}`, name: agent.name, aadObjectId: agent.agentId },
  conversation: { id: `personal-${agent.name}`, conversationType: 'personal', tenantId: 'tenant' },
});

const KNOWLEDGE = {
  documents: [
    { file: 'playbook.md', title: 'Retention playbook', groups: ['retention-team'] },
    { file: 'tariffs.md', title: 'Tariffs', url: 'https://intranet.contoso.example/tariffs' },
    { file: 'moving.md', title: 'Moving home', effectiveDate: '2026-03-01' },
  ],
};
const MOVING = ['# Notice', 'Ask for two weeks of notice.', '# Fee', 'Moving costs £25.', '# Router', 'Take it along.'];

describe('opening a source in the browser', () => {
  let house: House;
  let folder: TestFolder;
  let people: Agent[];
  let now: Date;

  beforeEach(async () => {
    now = new Date('2026-11-21T10:00:00Z');
    people = [anAgent, rita];
    house = await startHouse({ people, clock: { now: () => now } });
    folder = await makeFolder();
    await folder.write('knowledge.json', JSON.stringify(KNOWLEDGE));
    await folder.write('moving.md', MOVING.join('\n\n'));
    await folder.write('playbook.md', '# Discount\n\nOffer a loyalty discount of 25 % for twelve months.');
    await folder.write('tariffs.md', '# Prices\n\nUnlimited costs £25 a month.');
    await folder.write('roaming.pdf', await makePdf([coverPage, roamingPage]));
    await ingest();
  });
  afterEach(async () => {
    await house.close();
    await folder.remove();
  });

  const ingest = () => ingestDocuments({ paths: [folder.path], prune: true, origin: 'ingest' }, house.ports);

  const passageWith = async (words: string): Promise<Passage> => {
    const changes = await house.ports.knowledge.changesSince(0, 100);
    const found = changes.flatMap(({ passages = [] }) => passages).find(({ text }) => text.includes(words));
    return found ?? assert.fail(`No passage holds "${words}".`);
  };

  /** Expands the source that holds these words and gives the address behind "Open document", if there is one. */
  const linkTo = async (words: string, agent = anAgent, over: Partial<IncomingActivity> = {}) => {
    const { passageId } = await passageWith(words);
    const answerId = randomUUID();
    const activity = { ...chatOf(agent), ...over };
    const conversationId = activity.conversation?.id ?? '';
    const answer = anAnswer({ citations: [aCitation({ passageId })] });
    const question = 'what does it cost';
    await house.ports.answers.save({
      answerId,
      conversationId,
      agentId: agent.agentId,
      askedAt: now,
      question,
      answer,
    });
    const value = {
      action: { type: 'Action.Execute', verb: 'openSource', data: { verb: 'openSource', answerId, n: 1 } },
    };
    const { body } = await house.post(anInvoke(house.connector.url, 'adaptiveCard/action', { ...activity, value }));
    const [button] = partsOfType(
      (JSON.parse(body) as { value: Parameters<typeof partsOfType>[0] }).value,
      'Action.OpenUrl',
    );
    return button?.url ?? '';
  };

  it('shows the passage marked between its neighbours, with title, place and date', async () => {
    const response = await fetch(await linkTo('£25.'));

    const page = await response.text();
    assert.equal(response.status, 200);
    assert.match(page, /<h1[^>]*>Moving home<\/h1>.*Fee · in force from 1 March 2026/s);
    assert.match(page, /two weeks of notice.*<section class="cited".*£25\..*<\/section>.*Take it along/s);
  });

  it('lets a browser keep, run, frame and pass on nothing', async () => {
    for (const words of ['£25.', 'Zone B']) {
      const { headers } = await fetch(await linkTo(words));

      assert.match(headers.get('content-security-policy') ?? '', /default-src 'none'.*frame-ancestors 'none'/);
      assert.deepEqual(
        ['cache-control', 'x-content-type-options', 'referrer-policy'].map((name) => headers.get(name)),
        ['no-store', 'nosniff', 'no-referrer'],
      );
    }
  });

  it('opens a PDF itself, at the page of the passage', async () => {
    const link = await linkTo('Zone B');

    const response = await fetch(link);

    const bytes = Buffer.from(await response.arrayBuffer());
    assert.match(link, /#page=2$/);
    assert.equal(response.headers.get('content-type'), 'application/pdf');
    assert.equal(response.headers.get('content-disposition'), "inline; filename*=UTF-8''roaming.pdf");
    assert.equal(bytes.subarray(0, 5).toString(), '%PDF-');
    assert.equal(response.headers.get('content-length'), String(bytes.length));
  });

  it('shows the text that was read when the PDF has changed since', async () => {
    const link = await linkTo('Zone B');
    await writeFile(join(folder.path, 'roaming.pdf'), await makePdf((page) => page.text('Salaries of the board.')));

    const page = await (await fetch(link)).text();

    assert.match(page, /<section class="cited" id="page=2".*Zone B costs/s);
    assert.doesNotMatch(page, /Salaries/);
  });

  it('speaks the language of the browser', async () => {
    const link = await linkTo('£25.');
    const german = { headers: { 'accept-language': 'de-DE,de;q=0.9' } };

    const page = await (await fetch(link, german)).text();
    const refusal = await (await fetch(link.replace('signature=', 'signature=x'), german)).text();

    assert.match(page, /<html lang="de">.*gültig ab 1\. März 2026.*Zitierte Stelle/s);
    assert.match(refusal, /Dieser Link ist unvollständig oder wurde verändert/);
  });

  describe('from the card', () => {
    it('is offered afresh each time a source is expanded', async () => {
      const first = await linkTo('£25.');
      now = new Date('2026-11-21T10:09:00Z');
      const second = await linkTo('£25.');
      now = new Date('2026-11-21T10:11:00Z');

      const [early, late] = await Promise.all([fetch(first), fetch(second)]);

      assert.deepEqual([early.status, late.status], [410, 200]);
    });

    it('is not offered where others read along', async () => {
      const channel = { conversation: { id: 'channel', conversationType: 'channel', tenantId: 'tenant' } };
      const group = { conversation: { id: 'group', conversationType: 'groupChat', tenantId: 'tenant' } };

      assert.deepEqual([await linkTo('£25.', anAgent, channel), await linkTo('£25.', anAgent, group)], ['', '']);
    });

    it('leads to the document’s public address where it has one', async () => {
      assert.equal(await linkTo('Unlimited'), 'https://intranet.contoso.example/tariffs');
    });

    it('is not offered for a source that the person may not read', async () => {
      assert.equal(await linkTo('25 %'), '');
      assert.notEqual(await linkTo('25 %', rita), '');
    });
  });

  describe('refuses', () => {
    it('a link in which anything was altered, whatever it is altered to', async () => {
      const link = await linkTo('£25.');
      const [restricted, own] = [await passageWith('25 %'), await passageWith('£25.')];
      const later = new URL(link);
      later.searchParams.set('expires', '9999999999');
      const altered = [
        link.replace(own.passageId, restricted.passageId),
        link.replace(own.passageId, '0000000000000000-0-000000'),
        link.replace(anAgent.agentId, rita.agentId),
        link.replace(/signature=./, 'signature=_'),
        link.replace(/signature=[^&#]*/, ''),
        later.href,
        link.replace(/\?.*/, ''),
        `${link.replace(/#.*/, '')}&agent=${rita.agentId}`,
      ];

      const replies = await Promise.all(altered.map(read));

      assert.deepEqual(new Set(replies.map(({ status }) => status)), new Set([403]));
      assert.equal(new Set(replies.map(({ page }) => page)).size, 1);
      assert.match(replies[0]?.page ?? '', /This link is incomplete or was changed; open the source again/);
    });

    it('a link after ten minutes', async () => {
      const link = await linkTo('£25.');
      now = new Date('2026-11-21T10:10:00Z');

      const { status, page } = await read(link);

      assert.equal(status, 410);
      assert.match(page, /This link has expired; open the source again/);
      assert.doesNotMatch(page, /£25/);
    });

    it('somebody who lost the right in between, as if the source had never been there', async () => {
      const restricted = await linkTo('25 %', rita);
      const removed = await linkTo('two weeks', rita);
      const before = await read(restricted);
      people[1] = { ...rita, groups: [] };
      await house.ports.knowledge.removeDocuments([(await passageWith('two weeks')).documentId]);

      const [forbidden, gone] = [await read(restricted), await read(removed)];

      assert.match(before.page, /25 %/);
      assert.equal(forbidden.status, 404);
      assert.deepEqual(forbidden, gone);
      assert.doesNotMatch(forbidden.page, /25 %|Retention/);
    });

    it('somebody whom the directory no longer knows what is restricted', async () => {
      const link = await linkTo('25 %', rita);
      people.pop();

      assert.equal((await read(link)).status, 404);
    });

    it('a source that was withdrawn in between', async () => {
      const link = await linkTo('25 %', rita);
      await folder.write('knowledge.json', JSON.stringify({ documents: [{ file: 'playbook.md', groups: [] }] }));
      await ingest();

      const { status, page } = await read(link);

      assert.equal(status, 404);
      assert.match(page, /This source cannot be opened: it was removed, replaced or restricted, or it never existed/);
    });

    it('another version of the document than the one that was cited', async () => {
      const link = await linkTo('£25.');
      await folder.write('moving.md', MOVING.join('\n\n').replace('£25', '£30'));
      await ingest();

      const { status, page } = await read(link);

      assert.equal(status, 404);
      assert.doesNotMatch(page, /£/);
    });

    it('paths that lead out of the sources', async () => {
      const query = new URL(await linkTo('Zone B')).search;
      const paths = ['..%2f..%2fetc%2fpasswd', '%2e%2e%2f%2e%2e%2fpackage.json', '..%5c..%5cpackage.json', '%00', '%'];

      for (const path of [...paths, 'x'.repeat(5000), 'roaming.pdf', encodeURIComponent(folder.path), '']) {
        const { status, page } = await read(`${house.url}/sources/${path}${query}`);

        assert.ok(status >= 400 && status < 500, `${path}: ${status}`);
        assert.doesNotMatch(page, /root:|dependencies|%PDF|Zone B|\/src\//);
      }
    });

    it('to give out a file that a document was made to point to', async () => {
      const [read_] = (await house.ports.knowledge.changesSince(0, 100)).filter(({ document }) =>
        document?.file.endsWith('.pdf'),
      );
      const outside = await makeFolder();
      const path = await outside.write('roaming.pdf', await makePdf((page) => page.text('Salaries of the board.')));
      await house.ports.knowledge.saveDocument({ document: { ...read_!.document!, path }, passages: read_!.passages! });

      const { page } = await read(await linkTo('Zone B'));

      await outside.remove();
      assert.match(page, /<section class="cited".*Zone B costs/s);
    });
  });

  describe('for whoever operates Earpiece', () => {
    it('is logged with who opened what, and nothing of the text', async () => {
      const { passageId, documentId } = await passageWith('25 %');
      await read(await linkTo('25 %', rita));

      const opened = house.logged.find(({ message }) => message === 'source opened');
      assert.deepEqual(
        [opened?.level, opened?.facts],
        ['info', { agentId: rita.agentId, passageId, documentId, shown: 'text' }],
      );
      assert.doesNotMatch(JSON.stringify(house.logged), /loyalty|signature|playbook/i);
    });

    it('is logged when it is refused, believing nothing that is not signed', async () => {
      await read(`${house.url}/sources/canary-4711?agent=canary-4712&expires=1&signature=canary-4713`);

      assert.ok(house.logged.some(({ level, message }) => level === 'warn' && message === 'source link refused'));
      assert.doesNotMatch(JSON.stringify(house.logged), /canary/);
    });

    it('says calmly that it does not work when the database is away', async () => {
      const link = await linkTo('£25.');
      house.ports.knowledge.readableInContext = () => Promise.reject(new Error('secret detail'));

      const { status, page } = await read(link);

      assert.equal(status, 503);
      assert.match(page, /Sources cannot be opened just now/);
      assert.doesNotMatch(page + JSON.stringify(house.logged), /secret detail/);
    });
  });
});

function coverPage(page: PDFKit.PDFDocument): void {
  heading(page, 'About this guide', 20);
  page.text('This guide is for everybody who talks to customers that travel.');
}

function roamingPage(page: PDFKit.PDFDocument): void {
  heading(page, 'Prices', 20);
  page.text('Roaming in Zone B costs 2 pounds a day. It ends at midnight.');
}

async function read(link: string): Promise<{ status: number; page: string }> {
  const response = await fetch(link);
  return { status: response.status, page: await response.text() };
}

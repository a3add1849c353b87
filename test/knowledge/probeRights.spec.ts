import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { restrictedDocuments } from '../../src/wiring/doctor/doctorRights.ts';
import { probeRights } from '../../src/knowledge/probeRights.ts';
import type { SearchQuery } from '../../src/ports/knowledgeIndex.ts';
import type { Ports } from '../../src/wiring/connectPorts.ts';
import { watchRights } from '../../src/wiring/watchRights.ts';
import { startHouse } from '../support/house.ts';
import { aReadDocument } from '../support/knowledge.ts';

const documents = [
  aReadDocument({ documentId: 'notice' }, 'The notice period is 30 days.'),
  aReadDocument({ documentId: 'playbook', groups: ['retention-team'] }, 'Offer 25 percent to who wants to leave.'),
  aReadDocument({ documentId: 'prices', groups: [] }, 'Prices of next year: 12 euros.'),
];

/** A search that forgot about rights. */
const leaky = (ports: Ports): Ports['index'] => ({
  search: (query: SearchQuery) => ports.index.search({ ...query, groups: ['retention-team'] }),
  countDocuments: (groups) => ports.index.countDocuments(groups),
  ready: () => ports.index.ready(),
  close: () => ports.index.close(),
});

describe('probing restricted documents without groups', () => {
  it('finds none in a house in order, having asked for each', async () => {
    const house = await startHouse({ documents });

    const probe = await probeRights(house.ports);
    const row = await restrictedDocuments(house.ports);

    await house.close();
    assert.deepEqual(probe, { probed: 2, open: [] });
    assert.equal(row.state, 'ok');
  });

  it('names the document that a search without rights gives away', async () => {
    const house = await startHouse({ documents });

    const row = await restrictedDocuments({ ...house.ports, index: leaky(house.ports) });

    await house.close();
    assert.equal(row.state, 'fail');
    assert.match(row.detail, /open to everybody: playbook\.md$/);
  });

  it('names the document that the database gives away', async () => {
    const house = await startHouse({ documents });
    const { knowledge } = house.ports;
    const open = { ...knowledge, readable: (ids: readonly string[]) => knowledge.readable(ids, ['retention-team']) };

    const probe = await probeRights({ ...house.ports, knowledge: open });

    await house.close();
    assert.deepEqual(probe.open, ['playbook.md']);
  });

  it('forgets a document that was opened for everybody since', async () => {
    const house = await startHouse({ documents });
    await house.ports.knowledge.saveDocument(aReadDocument({ documentId: 'playbook' }, 'Offer 25 percent.'));

    const probe = await probeRights(house.ports);

    await house.close();
    assert.deepEqual(probe, { probed: 1, open: [] });
  });

  it('happens once a day, by one of the bots on a database, and is told to the log', async () => {
    const house = await startHouse({ documents });
    const ports = { ...house.ports, index: leaky(house.ports) };
    const told = (): object[] => house.logged.filter(({ message }) => message.endsWith('open to everybody'));

    const watches = [watchRights(ports, 1)];
    while (told().length === 0) await sleep(5);
    watches.push(watchRights(ports, 1));
    await sleep(50);
    await Promise.all(watches.map((watch) => watch.stop()));

    await house.close();
    assert.equal(told().length, 1);
    assert.deepEqual(house.logged.find(({ message }) => message.endsWith('everybody'))!.facts, {
      probed: 2,
      files: ['playbook.md'],
    });
  });
});

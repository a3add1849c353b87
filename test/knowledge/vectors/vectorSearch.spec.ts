import assert from 'node:assert/strict';
import { searchTrial } from '../../../src/adapters/fts/searchTrial.ts';
import { sqlKnowledgeStore } from '../../../src/adapters/sql/sqlKnowledgeStore.ts';
import { sqlMarks } from '../../../src/adapters/sql/sqlMarks.ts';
import { sqlPassageVectors } from '../../../src/adapters/sql/sqlPassageVectors.ts';
import type { ReadDocument } from '../../../src/domain/knowledgeDocument.ts';
import { type EmbedOutcome, embedKnowledge } from '../../../src/knowledge/vectors/embedKnowledge.ts';
import { readDecision } from '../../../src/knowledge/vectors/fusionDecision.ts';
import type { Embedder } from '../../../src/ports/embedder.ts';
import type { KnowledgeIndex } from '../../../src/ports/knowledgeIndex.ts';
import { openIndex } from '../../../src/wiring/openIndex.ts';
import { describeOnDatabases, type FreshDatabase } from '../../support/databases.ts';
import { aReadDocument } from '../../support/knowledge.ts';
import { embedderOf, meaningVectors, randomVectors } from '../../support/meanings.ts';
import { synonymCompany } from '../../support/synonymCompany.ts';

const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const forever = new AbortController().signal;
const company = synonymCompany(60);
const knowing = () => embedderOf('knowing', meaningVectors(company.synonyms));

describeOnDatabases((name, fresh) => {
  describe(`search by meaning over ${name}`, function () {
    this.timeout(30_000);
    let place: FreshDatabase;
    let ports: Awaited<ReturnType<typeof openPorts>>;
    const indexes: KnowledgeIndex[] = [];
    beforeEach(async () => {
      place = await fresh();
      ports = await openPorts(place);
    });
    afterEach(async () => {
      await Promise.all(indexes.splice(0).map((index) => index.close()));
      await place.remove();
    });

    const save = async (documents: readonly ReadDocument[]) => {
      for (const document of documents) await ports.knowledge.saveDocument(document);
    };
    const embed = (embedder: Embedder): Promise<EmbedOutcome> =>
      embedKnowledge({ ...ports, embedder }, { worker: 'test', signal: forever });
    const open = async (embedder: Embedder | undefined): Promise<KnowledgeIndex> => {
      const index = await openIndex(place, { ...ports, embedder });
      indexes.push(index);
      await index.ready();
      return index;
    };
    const find = async (index: KnowledgeIndex, text: string, groups: readonly string[] = []) => {
      const found = await index.search({ text, groups, top: 5, now: new Date() });
      return found.map(({ passage }) => passage.passageId);
    };

    it('is switched on where the model knows more than the words, and finds what is said in other words', async () => {
      await save(company.documents);
      const before = await find(await open(undefined), company.questions[7]!.text);

      await embed(knowing());

      const decision = await readDecision(ports.marks);
      assert.equal(decision?.isOn, true);
      assert.ok(decision.fused.ndcg > decision.byWords.ndcg);
      const index = await open(knowing());
      const firsts = await Promise.all(company.questions.map(async ({ text }) => (await find(index, text))[0]));
      assert.deepEqual(before, []);
      assert.deepEqual(
        firsts,
        company.questions.map(({ passageId }) => passageId),
      );
    });

    it('is not switched on by vectors that say nothing, and asks nobody for them any more', async () => {
      await save(company.documents);
      const random = embedderOf('random', randomVectors);

      await embed(random);

      assert.equal((await readDecision(ports.marks))?.isOn, false);
      const askedBefore = random.asked.length;
      assert.deepEqual(await find(await open(random), company.questions[7]!.text), []);
      assert.equal(random.asked.length, askedBefore);
    });

    it('never compares a question with passages that the asker may not read', async () => {
      await save(company.documents);
      await embed(knowing());
      const [{ passageId, text }, other] = company.questions as [{ passageId: string; text: string }, { text: string }];
      const restricted = company.documents[0]!;
      const index = await open(knowing());
      const whileOpen = await find(index, text);

      await ports.knowledge.saveDocument({
        document: { ...restricted.document, groups: ['retention-team'] },
        passages: restricted.passages.map((passage) => ({ ...passage, groups: ['retention-team'] })),
      });
      await embed(knowing());

      const [byOutsider, byMember] = [await find(index, text), await find(index, text, ['retention-team'])];
      assert.deepEqual([whileOpen[0], byMember[0]], [passageId, passageId]);
      assert.equal(byOutsider.includes(passageId), false);
      const all = await index.search({ text: other.text, groups: ['supervisors'], top: 100, now: new Date() });
      assert.ok(all.length > 0 && all.every(({ passage }) => passage.groups === null));
    });

    it('finds by meaning what was saved while it runs, as soon as it is embedded', async () => {
      await save(company.documents.slice(0, 50));
      await embed(knowing());
      const index = await open(knowing());
      const { text, passageId } = company.questions[55]!;
      const before = await find(index, text);

      await save(company.documents.slice(50));
      const unembedded = await find(index, text);
      await embed(knowing());

      assert.equal([...before, ...unembedded].includes(passageId), false);
      assert.equal((await find(index, text))[0], passageId);
      await ports.knowledge.removeDocuments(['topic-55']);
      assert.equal((await find(index, text)).includes(passageId), false);
    });

    it('embeds everything again when the settings name another model, and forgets the vectors of the old one', async () => {
      await save(company.documents);
      await embed(embedderOf('old', randomVectors));
      const next = knowing();

      const outcome = await embed(next);

      assert.equal(outcome.kind === 'done' && outcome.embedded, company.documents.length);
      assert.deepEqual(await ports.vectors.embeddedIds('old'), []);
      const decision = await readDecision(ports.marks);
      assert.deepEqual([decision?.model, decision?.isOn], ['knowing', true]);
    });

    it('embeds everything again when another model answers under the same name', async () => {
      await save(company.documents);
      await embed(embedderOf('deployment', randomVectors));

      const outcome = await embed(embedderOf('deployment', meaningVectors(company.synonyms)));

      assert.equal(outcome.kind === 'done' && outcome.embedded, company.documents.length);
      assert.equal((await readDecision(ports.marks))?.isOn, true);
    });

    it('does not decide by a handful of passages', async () => {
      await save([aReadDocument({}, 'Roaming is included in every plan.\nIt costs nothing within Europe.')]);

      await embed(knowing());

      const decision = await readDecision(ports.marks);
      assert.equal(decision?.isOn, false);
      assert.ok(decision.questions < 30);
    });
  });
});

async function openPorts(place: FreshDatabase) {
  const database = await place.open();
  return {
    knowledge: sqlKnowledgeStore(database),
    vectors: sqlPassageVectors(database),
    marks: sqlMarks(database),
    trial: searchTrial(place),
    clock: { now: () => new Date() },
    log: quiet,
  };
}

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askForReaders } from '../../../src/answers/askForReaders.ts';
import { askInCall, type InCallPorts } from '../../../src/answers/askInCall.ts';
import { isWorthAModel } from '../../../src/answers/model/answerWithModel.ts';
import type { Answer } from '../../../src/domain/answer.ts';
import type { Customer } from '../../../src/domain/customer.ts';
import type { Question } from '../../../src/domain/question.ts';
import { SearchUnavailable } from '../../../src/ports/knowledgeIndex.ts';
import { readConfig } from '../../../src/wiring/config.ts';
import { connectPorts, type Ports } from '../../../src/wiring/connectPorts.ts';
import { createLogger } from '../../../src/wiring/logger.ts';
import { secondCompany } from '../../support/secondCompany.ts';

const NOW = new Date('2026-11-21T14:02:00Z');
const ended = { contractStart: '2024-02-01', contractEnd: '2026-01-31' };
const running = { contractStart: '2026-09-01', contractEnd: '2027-08-31' };

describe('what can be offered to the caller', () => {
  let dataDir: string;
  let ports: Ports;
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'earpiece-offers-'));
    ports = await connectPorts(readConfig({ DATA_DIR: dataDir }), createLogger({ logLevel: 'silent' }));
    for (const document of secondCompany) await ports.knowledge.saveDocument(document);
    await ports.index.ready();
  });
  after(async () => {
    await ports.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  const questionOf = async (text: string, customer: Partial<Customer> | undefined, over: Partial<Question> = {}) => {
    const caller = { customerId: 'K-1', name: 'Ines Fairley', flags: [], ...customer };
    await ports.customers.save(caller, 'import');
    const lease =
      customer === undefined ? {} : { lease: { callId: 'call-1', customer: { kind: 'known', customerId: 'K-1' } } };
    const asker = { agentId: 'ada', name: 'Ada', roles: ['agent'], groups: [] };
    return { text, asker, readers: 'one', history: [], language: 'en', now: NOW, ...lease, ...over } as Question;
  };
  const ask = async (
    text: string,
    customer?: Partial<Customer>,
    over: Partial<Question> = {},
    own: Partial<InCallPorts> = {},
  ) => askInCall(await questionOf(text, customer, over), { ...ports, ...own });
  const loyal = { asker: { agentId: 'rita', name: 'Rita', roles: ['agent' as const], groups: ['loyalty'] } };

  it('names the nearest package, its price, the difference and what is gained, from the cited row', async () => {
    const answer = await ask('can I upgrade her?', { plan: 'Core 200', ...ended });

    assert.equal(answer.spoken, 'Swift 500 would be $65 a month, US$15.00 more than now.');
    const [offer] = answer.lines;
    assert.match(offer?.text ?? '', /Commitment 24 months.*Gains: Speed 500 Mbps instead of 200 Mbps/);
    assert.match(citationOf(answer, offer?.n)?.snippet ?? '', /^Swift 500: Speed 500 Mbps.*\$65/);
  });

  it('says what is lost by paying less', async () => {
    const answer = await ask('anything cheaper for him?', { plan: 'Core 200', ...ended });

    assert.equal(cell(answer, 'Lite 50', 'Loses: Speed'), '50 Mbps instead of 200 Mbps');
    assert.match(cell(answer, 'Lite 50', 'Monthly fee') ?? '', /^\$35, US\$15\.00 less than now$/);
  });

  it('offers three things at most', async () => {
    const answer = await ask('what can I offer her?', { plan: 'Lite 50', ...ended });

    assert.equal(offered(answer).length, 3);
  });

  it('rules out what is for new customers, with the words that say so', async () => {
    const answer = await ask('what can I offer her?', { plan: 'Core 200', ...ended });

    assert.ok(!offered(answer).includes('Swift 500 Welcome'));
    assert.match(answer.text, /Not now: Swift 500 Welcome\. Available to: new customers only \[\d\]/);
  });

  it('names what the agent has to ask, where the record cannot tell', async () => {
    const answer = await ask('anything cheaper for him?', { plan: 'Core 200', ...ended });

    assert.equal(cell(answer, 'Core 200 Campus', 'Ask first'), 'Available to: students under 27');
  });

  it('offers nothing cheaper while the contract forbids the change, and cites the rule', async () => {
    const answer = await ask('anything cheaper for him?', { plan: 'Core 200', ...running });

    assert.deepEqual(offered(answer), []);
    assert.match(answer.text, /Not now: Lite 50.*during the contract is not possible/);
    assert.ok(answer.citations.some(({ heading }) => heading === 'Changing packages'));
  });

  it('rules out what gives less than the record says is used', async () => {
    const customer = { plan: 'Groß 60', ...ended, usage: '18 GB' };
    const answer = await ask('anything cheaper for her?', customer);

    assert.deepEqual(offered(answer), ['Mittel 25']);
    assert.match(answer.text, /Not now: Klein 10\. The record shows a use of 18 GB/);
  });

  it('tells that an offer came up before, from the record of contacts', async () => {
    const history = [{ date: '2026-10-02', summary: 'Asked about Swift 500.' }];
    const answer = await ask('can I upgrade her?', { plan: 'Core 200', ...ended, history });

    const line = answer.lines.find(({ text }) => text === 'Swift 500 came up before: "Asked about Swift 500."');
    assert.match(citationOf(answer, line?.n)?.title ?? '', /^CRM, contacts, read/);
  });

  it('counts the time with us from the record', async () => {
    const early = await ask('what is faster, can I upgrade her?', { plan: 'Swift 500', ...running });
    const late = await ask('what is faster, can I upgrade her?', { plan: 'Swift 500', ...ended });

    assert.deepEqual(offered(early), []);
    assert.match(early.text, /Not now: Giga\. Giga is for customers with at least 12 months/);
    assert.deepEqual(offered(late), ['Giga']);
  });

  it('works out no difference from a price that changes later', async () => {
    const answer = await ask('can I upgrade her?', { plan: 'Swift 500', ...ended });

    const price = '$90 for 12 months, then $110';
    assert.equal(
      cell(answer, 'Giga', 'Monthly fee'),
      `${price}, not to be compared with the price now by figures alone`,
    );
  });

  for (const text of ['what can I offer her?', 'can I upgrade her?', 'any deals to keep her?']) {
    it(`offers nothing dearer to a customer flagged vulnerable: ${text}`, async () => {
      const answer = await ask(text, { plan: 'Core 200', ...ended, flags: ['vulnerable'] }, loyal);

      for (const name of ['Swift 500', 'Swift 500 Welcome', 'Giga', 'What to give']) {
        assert.ok(!offered(answer).includes(name), name);
      }
      assert.match(answer.text, /Never sell an upgrade to a vulnerable customer\. \[\d\]/);
    });
  }

  it('gives what makes customers stay to the group that may read it alone', async () => {
    const customer = { plan: 'Core 200', ...ended };
    const rita = await ask('he wants to leave, how do I keep him?', customer, loyal);
    const ada = await ask('he wants to leave, how do I keep him?', customer);

    assert.match(rita.spoken, /\$10 credit a month for 6 months, new 12 month commitment/);
    assert.ok(rita.citations.some(({ isRestricted, file }) => isRestricted && file !== ''));
    assert.doesNotMatch(JSON.stringify(ada), /credit a month|Loyalty/);
  });

  it('says nothing of the caller or of restricted offers where others read along', async () => {
    const question = await questionOf(
      'what can I offer him?',
      { plan: 'Core 200', ...ended },
      { ...loyal, readers: 'many' },
    );
    const { shown, full } = await askForReaders(question, ports);

    assert.doesNotMatch(JSON.stringify(shown), /Core 200|Swift|credit a month/);
    assert.ok(shown.notices.some(({ kind }) => kind === 'private-chat'));
    assert.match(full?.text ?? '', /credit a month/);
  });

  it('reads German tables and answers in German', async () => {
    const answer = await ask('was kann ich ihr anbieten?', { plan: 'Mittel 25', ...running }, { language: 'de' });

    assert.match(answer.spoken, /^Groß 60: 29,99\s€ im Monat, 10,00\s€ mehr als jetzt\.$/);
    assert.match(
      answer.text,
      /Nicht jetzt: Klein 10\. Ein Wechsel in einen kleineren Tarif ist erst nach Vertragsende/,
    );
  });

  it('says so when it finds no row of the plan', async () => {
    const answer = await ask('what can I offer her?', { plan: 'Retired 5', ...ended });

    assert.deepEqual(offered(answer), []);
    assert.match(answer.spoken, /found no tariff row for the plan Retired 5/);
  });

  it('says so when the record shows no plan', async () => {
    const answer = await ask('what can I offer her?', {});

    assert.match(answer.spoken, /record shows no plan/);
  });

  it('knows nobody without a call', async () => {
    const answer = await ask('what can I offer her?');

    assert.ok(answer.notices.some(({ kind }) => kind === 'no-call'));
    assert.ok(!answer.citations.some(({ origin }) => origin === 'crm'));
  });

  it('shows nothing when it cannot be written down that the record was viewed', async () => {
    const audit = { write: () => Promise.reject(new Error('disk full')) };

    await assert.rejects(ask('what can I offer her?', { plan: 'Core 200', ...ended }, {}, { audit }), /disk full/);
  });

  it('is not put before a model, which might sell to the vulnerable', async () => {
    const answer = await ask('what can I offer her?', { plan: 'Core 200', ...ended, flags: ['vulnerable'] });

    assert.equal(isWorthAModel(answer), false);
  });

  it('says so when the search is away', async () => {
    const search = () => Promise.reject(new SearchUnavailable('down'));
    const answer = await ask('what can I offer her?', { plan: 'Core 200' }, {}, { index: { ...ports.index, search } });

    assert.equal(answer.outcome, 'failed');
  });
});

function offered({ lines }: Answer): string[] {
  return lines.flatMap(({ cells }) => (cells === undefined ? [] : [cells[0]?.[1] ?? '']));
}

function cell({ lines }: Answer, name: string, header: string): string | undefined {
  const line = lines.find(({ cells }) => cells?.[0]?.[1] === name);
  return line?.cells?.find(([of]) => of === header)?.[1];
}

function citationOf({ citations }: Answer, n: number | undefined) {
  return citations.find((citation) => citation.n === n);
}

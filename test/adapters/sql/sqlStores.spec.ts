import type { Database } from '../../../src/adapters/sql/database.ts';
import { sqlAnswerLog } from '../../../src/adapters/sql/sqlAnswerLog.ts';
import { sqlConversations } from '../../../src/adapters/sql/sqlConversations.ts';
import { sqlCustomerStore } from '../../../src/adapters/sql/sqlCustomerStore.ts';
import { sqlFeedbackStore } from '../../../src/adapters/sql/sqlFeedbackStore.ts';
import { sqlGapStore } from '../../../src/adapters/sql/sqlGapStore.ts';
import { sqlKnowledgeStore } from '../../../src/adapters/sql/sqlKnowledgeStore.ts';
import { sqlMarks } from '../../../src/adapters/sql/sqlMarks.ts';
import { sqlPassageVectors } from '../../../src/adapters/sql/sqlPassageVectors.ts';
import { sqlUseMeter } from '../../../src/adapters/sql/sqlUseMeter.ts';
import { sqlSeenTurns } from '../../../src/adapters/sql/sqlSeenTurns.ts';
import { describeAnswerLog } from '../../contracts/answerLog.ts';
import { describeKnowledgeStore } from '../../contracts/knowledgeStore.ts';
import type { Open } from '../../contracts/opened.ts';
import { describeConversations } from '../../contracts/conversations.ts';
import { describeCustomerStore } from '../../contracts/customerStore.ts';
import { describeFeedbackStore } from '../../contracts/feedbackStore.ts';
import { describeGapStore } from '../../contracts/gapStore.ts';
import { describeMarks } from '../../contracts/marks.ts';
import { describePassageVectors } from '../../contracts/passageVectors.ts';
import { describeSeenTurns } from '../../contracts/seenTurns.ts';
import { describeUseMeter } from '../../contracts/useMeter.ts';
import { describeOnDatabases, type FreshDatabase } from '../../support/databases.ts';

describeOnDatabases((name, fresh) => {
  describeKnowledgeStore(name, on(fresh, sqlKnowledgeStore));
  describeAnswerLog(name, on(fresh, sqlAnswerLog));
  describeConversations(name, on(fresh, sqlConversations));
  describeCustomerStore(name, on(fresh, sqlCustomerStore));
  describeFeedbackStore(name, on(fresh, sqlFeedbackStore));
  describeGapStore(name, on(fresh, sqlGapStore));
  describeMarks(name, on(fresh, sqlMarks));
  describeSeenTurns(name, on(fresh, sqlSeenTurns));
  describeUseMeter(name, on(fresh, sqlUseMeter));
  const withKnowledge = (database: Database) => ({
    vectors: sqlPassageVectors(database),
    knowledge: sqlKnowledgeStore(database),
  });
  describePassageVectors(name, on(fresh, withKnowledge));
});

function on<Store>(fresh: () => Promise<FreshDatabase>, storeOf: (database: Database) => Store): Open<Store> {
  return async () => {
    const place = await fresh();
    const again = async () => storeOf(await place.open());
    return { store: await again(), again, close: () => place.remove() };
  };
}

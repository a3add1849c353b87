import type { DataKey } from '../../../src/adapters/sql/atRest.ts';
import type { Customer } from '../../../src/domain/customer.ts';
import type { Database } from '../../../src/adapters/sql/database.ts';
import { sqlAdmins } from '../../../src/adapters/sql/sqlAdmins.ts';
import { sqlHouseSettings } from '../../../src/adapters/sql/sqlHouseSettings.ts';
import { sqlDocumentUploads } from '../../../src/adapters/sql/sqlDocumentUploads.ts';
import { describeDocumentUploads } from '../../contracts/documentUploads.ts';
import { describeAdmins } from '../../contracts/admins.ts';
import { describeHouseSettingsStore } from '../../contracts/houseSettingsStore.ts';
import { sqlAlertBudgets } from '../../../src/adapters/sql/sqlAlertBudgets.ts';
import { sqlCampaignSource } from '../../../src/adapters/sql/sqlCampaignSource.ts';
import { personalFigures } from '../../../src/adapters/sql/personalFigures.ts';
import { sqlInsights } from '../../../src/adapters/sql/sqlInsights.ts';
import { sqlAlertCards } from '../../../src/adapters/sql/sqlAlertCards.ts';
import { sqlAlerts } from '../../../src/adapters/sql/sqlAlerts.ts';
import { sqlAlertSubscriptions } from '../../../src/adapters/sql/sqlAlertSubscriptions.ts';
import { sqlWatchedCalls } from '../../../src/adapters/sql/sqlWatchedCalls.ts';
import { describeAlerts } from '../../contracts/alerts.ts';
import { describeCampaignSource } from '../../contracts/campaignSource.ts';
import { describeInsights } from '../../contracts/insights.ts';
import { describeAlertBudgets } from '../../contracts/alertBudgets.ts';
import { describeAlertSubscriptions } from '../../contracts/alertSubscriptions.ts';
import { describeWatchedCalls } from '../../contracts/watchedCalls.ts';
import { sqlAnswerLog } from '../../../src/adapters/sql/sqlAnswerLog.ts';
import { sqlAuditLog } from '../../../src/adapters/sql/sqlAuditLog.ts';
import { sqlAwaitedFiles } from '../../../src/adapters/sql/sqlAwaitedFiles.ts';
import { sqlConversations } from '../../../src/adapters/sql/sqlConversations.ts';
import { sqlCrm } from '../../../src/adapters/sql/sqlCrm.ts';
import { sqlCustomerStore } from '../../../src/adapters/sql/sqlCustomerStore.ts';
import { sqlDrafts } from '../../../src/adapters/sql/sqlDrafts.ts';
import { sqlFeedbackStore } from '../../../src/adapters/sql/sqlFeedbackStore.ts';
import { sqlGapStore } from '../../../src/adapters/sql/sqlGapStore.ts';
import { sqlKnowledgeStore } from '../../../src/adapters/sql/sqlKnowledgeStore.ts';
import { sqlLeases } from '../../../src/adapters/sql/sqlLeases.ts';
import { sqlMandatorySentences } from '../../../src/adapters/sql/sqlMandatorySentences.ts';
import { sqlMarks } from '../../../src/adapters/sql/sqlMarks.ts';
import { sqlModelTurns } from '../../../src/adapters/sql/sqlModelTurns.ts';
import { sqlOutbox } from '../../../src/adapters/sql/sqlOutbox.ts';
import { sqlPassageVectors } from '../../../src/adapters/sql/sqlPassageVectors.ts';
import { sqlUseMeter } from '../../../src/adapters/sql/sqlUseMeter.ts';
import { sqlFollowedSources } from '../../../src/adapters/sql/sqlFollowedSources.ts';
import { sqlSearchFeed } from '../../../src/adapters/sql/sqlSearchFeed.ts';
import { sqlShownMessages } from '../../../src/adapters/sql/sqlShownMessages.ts';
import { sqlSeenTurns } from '../../../src/adapters/sql/sqlSeenTurns.ts';
import { sqlTokenUses } from '../../../src/adapters/sql/sqlTokenUses.ts';
import { describeAnswerLog } from '../../contracts/answerLog.ts';
import { describeAuditLog } from '../../contracts/auditLog.ts';
import { describeAwaitedFiles } from '../../contracts/awaitedFiles.ts';
import { describeKnowledgeStore } from '../../contracts/knowledgeStore.ts';
import type { Open } from '../../contracts/opened.ts';
import { describeConversations } from '../../contracts/conversations.ts';
import { describeCrm } from '../../contracts/crm.ts';
import { describeCustomerStore } from '../../contracts/customerStore.ts';
import { describeDrafts } from '../../contracts/drafts.ts';
import { describeFeedbackStore } from '../../contracts/feedbackStore.ts';
import { describeGapStore } from '../../contracts/gapStore.ts';
import { describeLeases } from '../../contracts/leases.ts';
import { describeMandatorySentences } from '../../contracts/mandatorySentences.ts';
import { describeMarks } from '../../contracts/marks.ts';
import { describeModelTurns } from '../../contracts/modelTurns.ts';
import { describePassageVectors } from '../../contracts/passageVectors.ts';
import { describeFollowedSources } from '../../contracts/followedSources.ts';
import { describeSearchFeed } from '../../contracts/searchFeed.ts';
import { describeShownMessages } from '../../contracts/shownMessages.ts';
import { describeSeenTurns } from '../../contracts/seenTurns.ts';
import { describeUseMeter } from '../../contracts/useMeter.ts';
import { describeTokenUses } from '../../contracts/tokenUses.ts';
import { describeOnDatabases, type FreshDatabase } from '../../support/databases.ts';

const dataKeys: readonly DataKey[] = [{ id: 'main', bytes: Buffer.alloc(32, 7) }];

describeOnDatabases((name, fresh) => {
  describeKnowledgeStore(name, on(fresh, sqlKnowledgeStore));
  describeAnswerLog(name, on(fresh, sqlAnswerLog));
  const shownAndDrafts = (database: Database) => ({
    shown: sqlShownMessages(database),
    drafts: sqlDrafts(database, sqlAuditLog(database)),
  });
  describeShownMessages(name, on(fresh, shownAndDrafts));
  describeConversations(name, on(fresh, sqlConversations));
  const withCustomers = (database: Database) => ({
    crm: sqlCrm(database),
    add: async (customer: Customer) => {
      await sqlCustomerStore(database).save(customer, 'import');
    },
  });
  describeCrm(name, on(fresh, withCustomers));
  describeCrm(`${name}, sealed`, on(fresh, withCustomers, dataKeys));
  describeCustomerStore(name, on(fresh, sqlCustomerStore));
  describeFeedbackStore(name, on(fresh, sqlFeedbackStore));
  describeGapStore(name, on(fresh, sqlGapStore));
  describeAuditLog(name, on(fresh, sqlAuditLog));
  describeLeases(
    name,
    on(fresh, (database) => sqlLeases(database, { wrapUpMs: 30 * 60_000 })),
  );
  const withDrafts = (database: Database) => {
    const audit = sqlAuditLog(database);
    return { audit, drafts: sqlDrafts(database, audit), outbox: sqlOutbox(database) };
  };
  describeDrafts(name, on(fresh, withDrafts));
  describeDrafts(`${name}, sealed`, on(fresh, withDrafts, dataKeys));
  describeAwaitedFiles(name, on(fresh, sqlAwaitedFiles));
  describeAwaitedFiles(`${name}, sealed`, on(fresh, sqlAwaitedFiles, dataKeys));
  const withMarked = (database: Database) => ({
    mandatory: sqlMandatorySentences(database),
    knowledge: sqlKnowledgeStore(database),
  });
  describeMandatorySentences(name, on(fresh, withMarked));
  describeWatchedCalls(name, on(fresh, sqlWatchedCalls));
  describeAlertSubscriptions(name, on(fresh, sqlAlertSubscriptions));
  describeDocumentUploads(name, on(fresh, sqlDocumentUploads));
  describeAdmins(name, on(fresh, sqlAdmins));
  const withSettings = (database: Database) => {
    const audit = sqlAuditLog(database);
    return { audit, settings: sqlHouseSettings(database, audit) };
  };
  describeHouseSettingsStore(name, on(fresh, withSettings));
  const withBudgets = (database: Database) => {
    const audit = sqlAuditLog(database);
    return { audit, budgets: sqlAlertBudgets(database, audit) };
  };
  const withCampaigns = (database: Database) => ({
    ...{ alerts: sqlAlerts(database, sqlAuditLog(database)), watched: sqlWatchedCalls(database) },
    campaigns: sqlCampaignSource(database),
  });
  describeCampaignSource(name, on(fresh, withCampaigns));
  const withInsights = (database: Database) => {
    const audit = sqlAuditLog(database);
    return {
      ...{ insights: sqlInsights(database), drafts: sqlDrafts(database, audit), answers: sqlAnswerLog(database) },
      ...{ leases: sqlLeases(database, { wrapUpMs: 0 }), alerts: sqlAlerts(database, audit) },
      ...{ gaps: sqlGapStore(database), personal: personalFigures(database) },
    };
  };
  describeInsights(name, on(fresh, withInsights));
  describeInsights(`${name}, sealed`, on(fresh, withInsights, dataKeys));
  describeAlertBudgets(name, on(fresh, withBudgets));
  const withAlerts = (database: Database) => {
    const audit = sqlAuditLog(database);
    return {
      ...{ audit, alerts: sqlAlerts(database, audit), cards: sqlAlertCards(database) },
      watched: sqlWatchedCalls(database),
    };
  };
  describeAlerts(name, on(fresh, withAlerts));
  describeMarks(name, on(fresh, sqlMarks));
  describeSearchFeed(name, on(fresh, sqlSearchFeed));
  describeFollowedSources(name, on(fresh, sqlFollowedSources));
  describeSeenTurns(name, on(fresh, sqlSeenTurns));
  describeUseMeter(name, on(fresh, sqlUseMeter));
  describeAnswerLog(`${name}, sealed`, on(fresh, sqlAnswerLog, dataKeys));
  describeCustomerStore(`${name}, sealed`, on(fresh, sqlCustomerStore, dataKeys));
  describeFeedbackStore(`${name}, sealed`, on(fresh, sqlFeedbackStore, dataKeys));
  describeGapStore(`${name}, sealed`, on(fresh, sqlGapStore, dataKeys));
  describeAuditLog(`${name}, sealed`, on(fresh, sqlAuditLog, dataKeys));
  describeTokenUses(name, on(fresh, sqlTokenUses));
  describeModelTurns(name, on(fresh, sqlModelTurns));
  const withKnowledge = (database: Database) => ({
    vectors: sqlPassageVectors(database),
    knowledge: sqlKnowledgeStore(database),
  });
  describePassageVectors(name, on(fresh, withKnowledge));
});

function on<Store>(
  fresh: () => Promise<FreshDatabase>,
  storeOf: (database: Database) => Store,
  keys: readonly DataKey[] = [],
): Open<Store> {
  return async () => {
    const place = await fresh();
    const again = async () => storeOf(await place.open(keys));
    return { store: await again(), again, close: () => place.remove() };
  };
}

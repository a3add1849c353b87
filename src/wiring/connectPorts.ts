import { searchTrial } from '../adapters/fts/searchTrial.ts';
import { callFiles } from '../adapters/https/callFiles.ts';
import { sharePointFiles } from '../adapters/https/sharePointFiles.ts';
import { openLexicon } from '../adapters/lexicon/openLexicon.ts';
import { openaiEmbedder } from '../adapters/openai/openaiEmbedder.ts';
import { openDatabase } from '../adapters/sql/openDatabase.ts';
import { sqlAdmins } from '../adapters/sql/sqlAdmins.ts';
import { sqlAlertBudgets } from '../adapters/sql/sqlAlertBudgets.ts';
import { sqlAlertCards } from '../adapters/sql/sqlAlertCards.ts';
import { sqlAlerts } from '../adapters/sql/sqlAlerts.ts';
import { sqlAlertSubscriptions } from '../adapters/sql/sqlAlertSubscriptions.ts';
import { sqlAnswerLog } from '../adapters/sql/sqlAnswerLog.ts';
import { type RekeyedTable, rekeyTexts } from '../adapters/sql/rekeyTexts.ts';
import { sqlAuditLog } from '../adapters/sql/sqlAuditLog.ts';
import { sqlAwaitedFiles } from '../adapters/sql/sqlAwaitedFiles.ts';
import { sqlCampaignSource } from '../adapters/sql/sqlCampaignSource.ts';
import { sqlConversations } from '../adapters/sql/sqlConversations.ts';
import { sqlCrm } from '../adapters/sql/sqlCrm.ts';
import { sqlCustomerStore } from '../adapters/sql/sqlCustomerStore.ts';
import { sqlDocumentUploads } from '../adapters/sql/sqlDocumentUploads.ts';
import { sqlDrafts } from '../adapters/sql/sqlDrafts.ts';
import { sqlFeedbackStore } from '../adapters/sql/sqlFeedbackStore.ts';
import { sqlFollowedSources } from '../adapters/sql/sqlFollowedSources.ts';
import { sqlGapStore } from '../adapters/sql/sqlGapStore.ts';
import { sqlHouseSettings } from '../adapters/sql/sqlHouseSettings.ts';
import { sqlInsights } from '../adapters/sql/sqlInsights.ts';
import { sqlKnowledgeStore } from '../adapters/sql/sqlKnowledgeStore.ts';
import { sqlLeases } from '../adapters/sql/sqlLeases.ts';
import { sqlMandatorySentences } from '../adapters/sql/sqlMandatorySentences.ts';
import { sqlMarks } from '../adapters/sql/sqlMarks.ts';
import { sqlOutbox } from '../adapters/sql/sqlOutbox.ts';
import { sqlPersonalData } from '../adapters/sql/sqlPersonalData.ts';
import { sqlModelTurns } from '../adapters/sql/sqlModelTurns.ts';
import { sqlPassageVectors } from '../adapters/sql/sqlPassageVectors.ts';
import { sqlSearchFeed } from '../adapters/sql/sqlSearchFeed.ts';
import { sqlSmsOutbox } from '../adapters/sql/sqlSmsOutbox.ts';
import { sqlSubscribers } from '../adapters/sql/sqlSubscribers.ts';
import { sqlShownMessages } from '../adapters/sql/sqlShownMessages.ts';
import { sqlSeenTurns } from '../adapters/sql/sqlSeenTurns.ts';
import { sqlTokenUses } from '../adapters/sql/sqlTokenUses.ts';
import { sqlUseMeter } from '../adapters/sql/sqlUseMeter.ts';
import { type CodePhrases, codePhrases } from '../calls/codePhrases.ts';
import type { SmsSettings } from '../alerts/sms/warnSubscriber.ts';
import { sqlWatchedCalls } from '../adapters/sql/sqlWatchedCalls.ts';
import { requireProof } from '../guards/requireProof.ts';
import type { Admins } from '../ports/admins.ts';
import type { AlertBudgets } from '../ports/alertBudgets.ts';
import type { AlertCards, Alerts } from '../ports/alerts.ts';
import type { AlertSubscriptions } from '../ports/alertSubscriptions.ts';
import type { AnswerLog } from '../ports/answerLog.ts';
import type { AuditLog } from '../ports/auditLog.ts';
import type { AwaitedFile, AwaitedFiles } from '../ports/awaitedFiles.ts';
import { writeDownRecording } from '../notes/writeDownRecording.ts';
import type { TranscribeRecording } from '../ports/transcribeRecording.ts';
import type { CampaignSource } from '../ports/campaignSource.ts';
import type { Clock } from '../ports/clock.ts';
import type { Conversations } from '../ports/conversations.ts';
import type { Crm } from '../ports/crm.ts';
import type { CustomerStore } from '../ports/customerStore.ts';
import type { Directory } from '../ports/directory.ts';
import type { DocumentUploads } from '../ports/documentUploads.ts';
import type { Drafts } from '../ports/drafts.ts';
import type { Embedder } from '../ports/embedder.ts';
import type { FileDownloads } from '../ports/fileDownloads.ts';
import type { FeedbackStore } from '../ports/feedbackStore.ts';
import type { FollowedSources } from '../ports/followedSources.ts';
import type { GapStore } from '../ports/gapStore.ts';
import type { Insights } from '../ports/insights.ts';
import type { KnowledgeIndex } from '../ports/knowledgeIndex.ts';
import type { KnowledgeSource } from '../ports/knowledgeSource.ts';
import type { KnowledgeStore } from '../ports/knowledgeStore.ts';
import type { Leases } from '../ports/leases.ts';
import type { Telemetry } from '../ports/telemetry.ts';
import { tellOperators } from './tellOperators.ts';
import type { Lexicon } from '../ports/lexicon.ts';
import type { Log } from '../ports/log.ts';
import type { CapturedPart } from '../domain/noteDraft.ts';
import type { MandatorySentences } from '../ports/mandatorySentences.ts';
import type { Marks } from '../ports/marks.ts';
import type { Outbox } from '../ports/outbox.ts';
import type { PersonalData } from '../ports/personalData.ts';
import type { ModelTurns } from '../ports/modelTurns.ts';
import type { PassageVectors } from '../ports/passageVectors.ts';
import type { SpeechToText } from '../ports/speechToText.ts';
import type { SearchTrial } from '../ports/searchTrial.ts';
import type { SeenTurns } from '../ports/seenTurns.ts';
import type { ShownMessages } from '../ports/shownMessages.ts';
import type { SmsOutbox } from '../ports/smsOutbox.ts';
import type { Subscribers } from '../ports/subscribers.ts';
import type { TokenUses } from '../ports/tokenUses.ts';
import type { UseMeter } from '../ports/useMeter.ts';
import type { WatchedCalls } from '../ports/watchedCalls.ts';
import { identityOf } from './botAuthentication.ts';
import { type Cloud, PUBLIC_CLOUD } from './clouds.ts';
import type { Config } from './config.ts';
import type { ModelHouse } from '../answers/model/modelHouse.ts';
import { openModel, withIdentity } from './openModel.ts';
import { openDirectory } from './openDirectory.ts';
import { type LiveSettings, liveSettings } from './liveSettings.ts';
import { openCrm } from './openCrm.ts';
import { openIndex } from './openIndex.ts';
import { openSearch, type SearchService } from './openSearch.ts';
import { openSources } from './openSources.ts';
import { openSpeech } from './openSpeech.ts';
import { tellAudit } from './tellAudit.ts';

/** Every port with its supplier. */
export interface Ports {
  knowledge: KnowledgeStore;
  index: KnowledgeIndex;
  /** Places outside whose documents are followed. */
  sources: readonly KnowledgeSource[];
  followed: FollowedSources;
  /** Undefined when none is configured: the embedded index searches. */
  searchService: SearchService | undefined;
  /** Undefined when none is configured: search by words alone. */
  embedder: Embedder | undefined;
  /** Undefined when none is configured: answers straight from the sources. */
  modelHouse: ModelHouse | undefined;
  tokenUses: TokenUses;
  modelTurns: ModelTurns;
  vectors: PassageVectors;
  trial: SearchTrial;
  answers: AnswerLog;
  feedback: FeedbackStore;
  gaps: GapStore;
  conversations: Conversations;
  seenTurns: SeenTurns;
  uses: UseMeter;
  customers: CustomerStore;
  audit: AuditLog;
  admins: Admins;
  uploads: DocumentUploads;
  /** Settings that follow what admins set. */
  live: LiveSettings;
  leases: Leases;
  watched: WatchedCalls;
  alerts: Alerts;
  alertCards: AlertCards;
  alertBudgets: AlertBudgets;
  alertSubscriptions: AlertSubscriptions;
  campaigns: CampaignSource;
  insights: Insights;
  crm: Crm;
  drafts: Drafts;
  outbox: Outbox;
  shown: ShownMessages;
  subscribers: Subscribers;
  smsOutbox: SmsOutbox;
  smsSettings: SmsSettings;
  codePhrases: CodePhrases;
  files: FileDownloads;
  awaited: AwaitedFiles;
  /** From TRANSCRIPT_HOSTS only. */
  callFiles: Readonly<Record<AwaitedFile['kind'], FileDownloads>>;
  transcriptHosts: readonly string[];
  mandatory: MandatorySentences;
  /** Parts of an approved note that are written into the CRM. */
  crmCapture: readonly CapturedPart[];
  /** Undefined where nothing puts recordings into words. */
  transcribe: TranscribeRecording | undefined;
  /** The company's; empty for none. */
  dispositions: readonly string[];
  marks: Marks;
  /** Hash of a value that nobody can try out without the house's secret; the same on every process. */
  keyedHash: (value: string) => string;
  personal: PersonalData;
  /** Seals what is stored with the first key of DATA_KEY. */
  rekey: { isSealing: boolean; run(): Promise<RekeyedTable[]> };
  /** Undefined while nothing here puts speech into words. */
  speech: SpeechToText | undefined;
  directory: Directory;
  lexicon: Lexicon;
  telemetry: Telemetry;
  /** Of documents, from the lowest to the highest. */
  sensitivityLabels: readonly string[];
  clock: Clock;
  log: Log;
  close(): Promise<void>;
}

/** What the house stands in: the public cloud and real time, unless somebody says otherwise. */
export interface World {
  cloud?: Cloud;
  clock?: Clock;
}

/** Opens everything the settings name. Rejects with a sentence that says what to check. */
export async function connectPorts(config: Config, log: Log, world: World = {}): Promise<Ports> {
  const identity = identityOf(config.bot);
  const place = { databaseUrl: config.databaseUrl, databaseIdentity: identity, dataDir: config.dataDir };
  const database = await openDatabase({ ...place, dataKeys: config.dataKeys });
  const marks = sqlMarks(database);
  const { cloud = PUBLIC_CLOUD, clock = { now: () => new Date() } } = world;
  const conversations = sqlConversations(database);
  const embedder = config.embedder && (await openaiEmbedder(await withIdentity(config.embedder, identity)));
  const customers = sqlCustomerStore(database);
  const { keyedHash } = database.atRest;
  const telemetry = await tellOperators(config, identity, { keyedHash, log });
  const audit = tellAudit(sqlAuditLog(database), { log, telemetry });
  const live = await liveSettings(config, sqlHouseSettings(database, audit));
  const known = { ...config, signIn: live.signIn };
  const tokenUses = sqlTokenUses(database);
  const modelTurns = sqlModelTurns(database);
  const modelHouse = await openModel({ ...config, tokenLimits: live.tokenLimits }, identity, {
    tokenUses,
    modelTurns,
    customers,
    audit,
  });
  const speech = await openSpeech(config.speech, identity, { clock });
  const knowledge = sqlKnowledgeStore(database);
  const vectors = sqlPassageVectors(database);
  const searchService =
    config.search &&
    (await openSearch(
      { place: config.search, identity, vectorModel: embedder?.model },
      { knowledge, vectors, feed: sqlSearchFeed(database), clock, log },
    ));
  const index = await openIndex(place, { embedder, service: searchService?.index, marks, clock, log });
  const leases = sqlLeases(database, live);
  const phrasing = { leases, customers, audit, keyedHash, companyName: config.companyName, clock };
  const smsOutbox = sqlSmsOutbox(database, audit);
  const sms = { subscribers: sqlSubscribers(database), smsOutbox, smsSettings: config.sms };
  return {
    knowledge,
    index,
    searchService,
    embedder,
    modelHouse,
    tokenUses,
    modelTurns,
    vectors,
    trial: searchTrial(place),
    answers: sqlAnswerLog(database),
    feedback: sqlFeedbackStore(database),
    gaps: sqlGapStore(database),
    conversations,
    seenTurns: sqlSeenTurns(database),
    uses: sqlUseMeter(database),
    customers,
    audit,
    admins: sqlAdmins(database),
    live,
    uploads: sqlDocumentUploads(database),
    drafts: sqlDrafts(database, audit),
    outbox: sqlOutbox(database),
    shown: sqlShownMessages(database),
    ...sms,
    codePhrases: codePhrases({ ...sms, ...phrasing }),
    files: sharePointFiles(),
    awaited: sqlAwaitedFiles(database),
    callFiles: callFiles(config.transcriptHosts),
    transcriptHosts: config.transcriptHosts,
    mandatory: sqlMandatorySentences(database),
    crmCapture: config.crmCapture,
    transcribe: speech && ((recording, signal) => writeDownRecording(recording, speech, signal)),
    dispositions: live.dispositions,
    leases,
    watched: sqlWatchedCalls(database),
    alerts: sqlAlerts(database, audit),
    alertCards: sqlAlertCards(database),
    alertBudgets: sqlAlertBudgets(database, audit),
    alertSubscriptions: sqlAlertSubscriptions(database),
    campaigns: sqlCampaignSource(database),
    insights: sqlInsights(database),
    crm: config.crm === undefined ? sqlCrm(database) : await openCrm(config.crm, identity),
    sources: await openSources(known, { identity, cloud }, { clock }),
    followed: sqlFollowedSources(database),
    marks,
    keyedHash,
    personal: sqlPersonalData(database),
    rekey: { isSealing: config.dataKeys.length > 0, run: () => rekeyTexts(database) },
    directory: requireProof(await openDirectory(known, { conversations, clock, log }, cloud), config.mfaRoles),
    speech,
    lexicon: openLexicon(),
    telemetry,
    sensitivityLabels: config.sensitivityLabels,
    clock,
    log,
    close: async () => {
      await telemetry.close();
      await speech?.close();
      await index.close();
      await database.close();
    },
  };
}

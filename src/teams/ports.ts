import type { ModelHouse } from '../answers/model/modelHouse.ts';
import type { CodePhrases } from '../calls/codePhrases.ts';
import type { SourceLinks } from '../answers/sourceLinks.ts';
import type { Admins } from '../ports/admins.ts';
import type { AlertBudgets } from '../ports/alertBudgets.ts';
import type { AlertCards, Alerts } from '../ports/alerts.ts';
import type { AlertSubscriptions } from '../ports/alertSubscriptions.ts';
import type { AnswerLog } from '../ports/answerLog.ts';
import type { AuditLog } from '../ports/auditLog.ts';
import type { AwaitedFiles } from '../ports/awaitedFiles.ts';
import type { CampaignSource } from '../ports/campaignSource.ts';
import type { Clock } from '../ports/clock.ts';
import type { Conversations } from '../ports/conversations.ts';
import type { CustomerStore } from '../ports/customerStore.ts';
import type { Crm } from '../ports/crm.ts';
import type { Directory } from '../ports/directory.ts';
import type { DocumentUploads } from '../ports/documentUploads.ts';
import type { Drafts } from '../ports/drafts.ts';
import type { FeedbackStore } from '../ports/feedbackStore.ts';
import type { FileDownloads } from '../ports/fileDownloads.ts';
import type { GapStore } from '../ports/gapStore.ts';
import type { HouseDesk } from '../ports/houseDesk.ts';
import type { Insights } from '../ports/insights.ts';
import type { KnowledgeIndex } from '../ports/knowledgeIndex.ts';
import type { KnowledgeStore } from '../ports/knowledgeStore.ts';
import type { Leases } from '../ports/leases.ts';
import type { Lexicon } from '../ports/lexicon.ts';
import type { Telemetry } from '../ports/telemetry.ts';
import type { Log } from '../ports/log.ts';
import type { Marks } from '../ports/marks.ts';
import type { MandatorySentences } from '../ports/mandatorySentences.ts';
import type { CapturedPart } from '../domain/noteDraft.ts';
import type { Outbox } from '../ports/outbox.ts';
import type { ShownMessages } from '../ports/shownMessages.ts';
import type { SpeechToText } from '../ports/speechToText.ts';
import type { UseMeter } from '../ports/useMeter.ts';
import type { WatchedCalls } from '../ports/watchedCalls.ts';
import type { Check } from '../domain/check.ts';
import type { SpokenTurn } from '../domain/verdict.ts';
import type { DemoStage } from './demoStage.ts';
import type { MessageToAgent } from './messageAgent.ts';
import type { UseLimits } from '../guards/limitUse.ts';

/** What the Teams handlers ask of the world. */
export interface TeamsPorts {
  admins: Admins;
  desk: HouseDesk;
  uploads: DocumentUploads;
  keyedHash: (value: string) => string;
  index: KnowledgeIndex;
  lexicon: Lexicon;
  /** From the lowest to the highest; the usual ones when left out. */
  sensitivityLabels?: readonly string[];
  knowledge: KnowledgeStore;
  answers: AnswerLog;
  audit: Pick<AuditLog, 'write'>;
  feedback: FeedbackStore;
  gaps: GapStore;
  conversations: Conversations;
  customers: CustomerStore;
  leases: Leases;
  watched: Pick<WatchedCalls, 'find'>;
  alerts: Alerts;
  alertCards: AlertCards;
  alertBudgets: AlertBudgets;
  campaigns: CampaignSource;
  insights: Pick<Insights, 'collect' | 'notes' | 'callDays'>;
  alertSubscriptions: AlertSubscriptions;
  crm: Pick<Crm, 'recentContacts'>;
  codePhrases: CodePhrases;
  drafts: Drafts;
  outbox: Pick<Outbox, 'find'>;
  shown: ShownMessages;
  /** Told of each draft that is made or made anew. */
  onDrafted: (draftId: string) => void;
  /** Whether a model's text may replace this draft in a moment. */
  isWriting: (draftId: string) => boolean;
  /** Has a model write a draft anew as its agent wants it; undefined without a model. */
  redraft: ((wanted: { draftId: string; wish: string }) => void) | undefined;
  mandatory: MandatorySentences;
  marks: Pick<Marks, 'get'>;
  /** Parts of a note that are written into the CRM. */
  crmCapture: readonly CapturedPart[];
  files: FileDownloads;
  awaited: Pick<AwaitedFiles, 'find'>;
  callFiles: { transcript: FileDownloads };
  /** Undefined while nothing here puts speech into words. */
  speech: Pick<SpeechToText, 'transcribe'> | undefined;
  /** The company's; empty for none. */
  dispositions: readonly string[];
  directory: Directory;
  uses: Pick<UseMeter, 'use'>;
  links: Pick<SourceLinks, 'linkTo'>;
  /** Undefined without a language model. */
  modelHouse: ModelHouse | undefined;
  telemetry: Telemetry;
  clock: Clock;
  log: Log;
}

/** What the handlers say about the house they stand in. */
export interface TeamsSettings {
  companyName: string;
  isLocal: boolean;
  /** App id of the bot; empty in local mode. */
  botId: string;
  /** How people sign in, and the groups they may be found in; undefined where nobody signs in. */
  signIn: { connection: string; groups: readonly string[] } | undefined;
  rates: UseLimits;
  /** Does something after an invoke has its answer, which must not wait for it. */
  afterwards(work: () => Promise<void>): void;
  /** Told that the message of a call is to be brought up to date. */
  onCallChanged(callId: string): void;
  /** Told that a note waits for the CRM; resolves once it was tried, or after a moment. */
  onNoteApproved(draftId: string): Promise<void>;
  /** Looks after every dependency; takes seconds. */
  examine(): Promise<Check[]>;
  /** The call that `demo` plays, how long each of its turns takes, and where. */
  demo: { stage: DemoStage; call(): Promise<readonly SpokenTurn[]>; turnMs: number };
  /** Days that a review of alerts looks back, and that silence lasts in shadow. */
  reviewDays: number;
  /** Whether alerts are only counted. */
  isShadow: boolean;
  /** Address of a call in the dialler with {callId} in it; undefined where there is none. */
  controlUrl: string | undefined;
  /** Told that cards of alerts are to be brought up to date. */
  onAlertChanged(): void;
  /** Hands a supervisor's words to an agent; false when they cannot be reached. */
  messageAgent(message: MessageToAgent): Promise<boolean>;
}

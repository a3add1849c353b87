import type { Ports } from './connectPorts.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MOST_COLLECTED = 5_000;

/**
 * Once an hour deletes answers, knowledge gaps, token counts and audit rows past their retention and the memory of turns
 * nobody will send again, and writes down how far the audit chains have come.
 */
export function forgetOldThings(
  settings: { auditRetentionDays: number; draftDays: number },
  ports: Pick<
    Ports,
    | 'alerts'
    | 'watched'
    | 'answers'
    | 'awaited'
    | 'drafts'
    | 'feedback'
    | 'gaps'
    | 'insights'
    | 'leases'
    | 'live'
    | 'seenTurns'
    | 'smsOutbox'
    | 'tokenUses'
    | 'uploads'
    | 'uses'
    | 'audit'
    | 'clock'
    | 'log'
  >,
): { stop(): void } {
  const forget = async (): Promise<void> => {
    const now = ports.clock.now().getTime();
    const before = new Date(now - ports.live.retentionDays * DAY_MS);
    // Before the notes leave.
    await ports.insights.collect(MOST_COLLECTED);
    const answers = await ports.answers.prune(before);
    const expired = (await ports.drafts.expire(new Date(now - settings.draftDays * DAY_MS))).length;
    const drafts = await ports.drafts.prune(before);
    const awaited = await ports.awaited.prune(before);
    const feedback = await ports.feedback.prune(before);
    const gaps = await ports.gaps.prune(before);
    const calls = await ports.leases.prune(before);
    const sms = await ports.smsOutbox.prune(before);
    const alerts = await ports.alerts.prune(before);
    const figures = await ports.insights.prune(before);
    const watched = await ports.watched.prune(new Date(now - 2 * DAY_MS));
    const tokens = await ports.tokenUses.prune(before);
    await ports.uploads.prune(new Date(now - DAY_MS));
    const turns = await ports.seenTurns.prune(new Date(now - DAY_MS));
    await ports.uses.prune(new Date(now - HOUR_MS));
    const auditRows = await ports.audit.prune(new Date(now - settings.auditRetentionDays * DAY_MS));
    await ports.audit.checkpoint(ports.clock.now());
    ports.log.debug(
      {
        answers,
        feedback,
        expired,
        drafts,
        awaited,
        gaps,
        calls,
        sms,
        alerts,
        figures,
        watched,
        tokens,
        turns,
        auditRows,
      },
      'forgot what is past its time',
    );
  };
  const timer = setInterval(() => {
    forget().catch((error: unknown) => ports.log.error({ error: String(error) }, 'could not forget'));
  }, HOUR_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

const en = {
  heading: 'Alerts, looked at again',
  headingQueue: (queue: string) => `Alerts of “${queue}”, looked at again`,
  none: (days: number) =>
    `No alert in the last ${days} ${days === 1 ? 'day' : 'days'}: there is nothing to choose from yet.`,
  wouldHave: (rate: string) => `You would have had ${rate} alerts a shift.`,
  wouldHaveBudget: (all: string, now: string) =>
    `You would have had ${all} alerts a shift; with your present choice ${now}.`,
  had: (all: string, now: string) => `There were ${all} alerts a shift; ${now} of them reach you.`,
  period: (alerts: number, days: number) =>
    `${alerts} ${alerts === 1 ? 'call' : 'calls'} in ${days} ${days === 1 ? 'day' : 'days'}, three shifts a day.`,
  silent: 'Nobody is told of alerts at present (ALERT_MODE=shadow). Your choice counts once an admin sets it to live.',
  choose: 'How many alerts a shift do you want at most?',
  choice: (most: string, wouldBe: string) => `At most ${most} (would have been ${wouldBe})`,
  everyChoice: (rate: string) => `Every alert (would have been ${rate})`,
  perShift: (count: string) => (count === '1' ? '1 a shift' : `${count} a shift`),
  use: 'Use this',
  kept: 'Alerts that are left out are still counted, and told when their call becomes more certain.',
  byQueue: 'By queue',
  queueLine: (queue: string, rate: string) => `${queue}: ${rate} a shift`,
  noQueue: 'without a queue',
  queueHint: 'Type "alerts review" and the name of a queue to choose for it alone.',
  calls: 'Review these calls',
  call: (at: string, what: string) => `${at} · ${what}`,
  leftOut: 'left out by your choice',
  more: (count: number) => `and ${count} more`,
  saved: (most: string) => `Saved: at most ${most} alerts a shift.`,
  savedAll: 'Saved: every alert.',
  notAllowed: 'Only supervisors can review alerts and choose how many they want.',
  missing: 'Please choose how many alerts you want.',
  summary: (rate: string) => `Alerts, looked at again: ${rate} a shift.`,
  elsewhere: 'Please ask me that in your own chat, or in a channel that takes scam alerts.',
};

const de: typeof en = {
  heading: 'Alarme im Rückblick',
  headingQueue: (queue) => `Alarme von „${queue}“ im Rückblick`,
  none: (days) => `Kein Alarm in ${days === 1 ? 'einem Tag' : `${days} Tagen`}: noch gibt es nichts zu wählen.`,
  wouldHave: (rate) => `Sie hätten ${rate} Alarme je Schicht bekommen.`,
  wouldHaveBudget: (all, now) => `Sie hätten ${all} Alarme je Schicht bekommen; mit Ihrer jetzigen Wahl ${now}.`,
  had: (all, now) => `Es gab ${all} Alarme je Schicht; ${now} davon erreichen Sie.`,
  period: (alerts, days) =>
    `${alerts} ${alerts === 1 ? 'Anruf' : 'Anrufe'} in ${days === 1 ? 'einem Tag' : `${days} Tagen`}, drei Schichten am Tag.`,
  silent:
    'Zurzeit wird niemand benachrichtigt (ALERT_MODE=shadow). Ihre Wahl gilt, sobald ein Admin auf live umstellt.',
  choose: 'Wie viele Alarme je Schicht möchten Sie höchstens?',
  choice: (most, wouldBe) => `Höchstens ${most} (wären ${wouldBe} gewesen)`,
  everyChoice: (rate) => `Jeden Alarm (wären ${rate} gewesen)`,
  perShift: (count) => `${count} je Schicht`,
  use: 'So machen',
  kept: 'Ausgelassene Alarme werden weiter gezählt und gemeldet, sobald ihr Anruf eindeutiger wird.',
  byQueue: 'Nach Warteschlange',
  queueLine: (queue, rate) => `${queue}: ${rate} je Schicht`,
  noQueue: 'ohne Warteschlange',
  queueHint: 'Mit „Alarme prüfen“ und dem Namen einer Warteschlange wählen Sie nur für diese.',
  calls: 'Diese Anrufe prüfen',
  call: (at, what) => `${at} · ${what}`,
  leftOut: 'nach Ihrer Wahl ausgelassen',
  more: (count) => `und ${count} weitere`,
  saved: (most) => `Gespeichert: höchstens ${most} Alarme je Schicht.`,
  savedAll: 'Gespeichert: jeder Alarm.',
  notAllowed: 'Nur die Teamleitung kann Alarme prüfen und wählen, wie viele sie möchte.',
  missing: 'Bitte wählen Sie, wie viele Alarme Sie möchten.',
  summary: (rate) => `Alarme im Rückblick: ${rate} je Schicht.`,
  elsewhere: 'Bitte fragen Sie mich das in Ihrem eigenen Chat oder in einem Kanal, der Betrugsalarme bekommt.',
};

/** Words about how many alerts supervisors want. */
export const reviewMessages = { en, de };

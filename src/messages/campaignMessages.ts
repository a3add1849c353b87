interface Counts {
  callers: number;
  calls: number;
  lines: number;
  minutes: number;
  alerts: number;
  confirmed: number;
}

const en = {
  heading: 'Campaigns of the last 24 hours',
  none: 'No caller stands out in the last 24 hours.',
  summary: (count: number) => `${count} ${count === 1 ? 'campaign' : 'campaigns'} in the last 24 hours.`,
  line: ({ callers, calls, lines, minutes, alerts, confirmed }: Counts) =>
    [
      `${callers === 1 ? 'This caller' : `${callers} callers with one pattern`}: ${lines > 1 ? `${lines} subscribers` : `${calls} calls`} in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`,
      `${alerts} warned`,
      `${confirmed} confirmed`,
    ].join(', '),
  falseAlarms: (count: number) => `${count} ${count === 1 ? 'false alarm' : 'false alarms'}`,
  named: (campaignId: string, from: string, to: string) => `Campaign ${campaignId}, ${from} to ${to}`,
  ranges: (ranges: string) => `called: ${ranges}…`,
  queues: (queues: string) => `queue: ${queues}`,
  more: (count: number) => `and ${count} more`,
  how: 'Joined by keyed hashes of numbers, called range and pattern of signals. Nothing that was said is kept or shown.',
  exportHint: 'Type "campaigns csv" for a table to copy; "earpiece export campaigns" writes a file.',
  csv: (shown: number, all: number) =>
    shown === all
      ? `${all} ${all === 1 ? 'campaign' : 'campaigns'}:`
      : `${shown} of ${all} campaigns; the command line exports all:`,
  notAllowed: 'Only supervisors and admins can see campaigns.',
  elsewhere: 'Please ask me that in your own chat, or in a channel that takes scam alerts.',
};

const de: typeof en = {
  heading: 'Kampagnen der letzten 24 Stunden',
  none: 'In den letzten 24 Stunden fällt keine Nummer auf.',
  summary: (count) => `${count} ${count === 1 ? 'Kampagne' : 'Kampagnen'} in den letzten 24 Stunden.`,
  line: ({ callers, calls, lines, minutes, alerts, confirmed }) =>
    [
      `${callers === 1 ? 'Diese Nummer' : `${callers} Nummern mit einem Muster`}: ${lines > 1 ? `${lines} Anschlüsse` : `${calls} Anrufe`} in ${minutes === 1 ? 'einer Minute' : `${minutes} Minuten`}`,
      `${alerts} gewarnt`,
      `${confirmed} bestätigt`,
    ].join(', '),
  falseAlarms: (count) => `${count} ${count === 1 ? 'Fehlalarm' : 'Fehlalarme'}`,
  named: (campaignId, from, to) => `Kampagne ${campaignId}, ${from} bis ${to}`,
  ranges: (ranges) => `angerufen: ${ranges}…`,
  queues: (queues) => `Warteschlange: ${queues}`,
  more: (count) => `und ${count} weitere`,
  how: 'Verbunden über geschützte Prüfwerte von Nummern, Rufnummernbereich und Muster der Signale. Nichts vom Gesagten wird gespeichert oder gezeigt.',
  exportHint: 'Mit „Kampagnen csv“ kommt eine Tabelle zum Kopieren; „earpiece export campaigns“ schreibt eine Datei.',
  csv: (shown, all) =>
    shown === all
      ? `${all} ${all === 1 ? 'Kampagne' : 'Kampagnen'}:`
      : `${shown} von ${all} Kampagnen; die Befehlszeile exportiert alle:`,
  notAllowed: 'Nur Teamleitung und Admins können Kampagnen sehen.',
  elsewhere: 'Bitte fragen Sie mich das in Ihrem eigenen Chat oder in einem Kanal, der Betrugsalarme bekommt.',
};

/** Words about calls that belong together. */
export const campaignMessages = { en, de };

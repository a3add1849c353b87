/**
 * What the doctor says of a part of the house and what to do about it: the English of the command line and its German.
 * `{0}` stands for a name, a number or a sentence from this list.
 */
const GERMAN: Readonly<Record<string, string>> = {
  'local mode, 127.0.0.1 only': 'lokaler Modus, nur 127.0.0.1',
  'set BOT_ID to register the bot': 'BOT_ID setzen, um den Bot anzumelden',
  'install Node 24 or later': 'Node 24 oder neuer installieren',
  "people's words and customers' data lie in the database readable":
    'was Menschen schrieben und Kundendaten liegen lesbar in der Datenbank',
  'set DATA_KEY, then run "earpiece rekey"': 'DATA_KEY setzen, dann „earpiece rekey“ ausführen',
  'sealed with "{0}"': 'verschlüsselt mit „{0}“',
  '{0} may still open': '{0} dürfen noch öffnen',
  'once every process seals with the first, run "earpiece rekey" and drop the others':
    'sobald jeder Prozess mit dem ersten verschlüsselt, „earpiece rekey“ ausführen und die anderen weglassen',
  '{0} is not writable': '{0} ist nicht beschreibbar',
  'set DATA_DIR': 'DATA_DIR setzen',
  '{0} documents, {1} of them for every agent{2}': '{0} Dokumente, {1} davon für alle{2}',
  ', {0} from the sample company': ', {0} von der Beispielfirma',
  empty: 'leer',
  'run "earpiece ingest <folder>"': '„earpiece ingest <Ordner>“ ausführen',
  'check DATABASE_URL or DATA_DIR': 'DATABASE_URL oder DATA_DIR prüfen',
  'nobody may read {0}': 'niemand darf {0} lesen',
  '{0} and {1} more': '{0} und {1} weitere',
  'if that is not meant, mend or extend the knowledge.json beside them and ingest again':
    'wenn das nicht gewollt ist, die knowledge.json daneben berichtigen oder ergänzen und neu einlesen',
  'local mode': 'lokaler Modus',
  'set PUBLIC_URL to the https address of the bot': 'PUBLIC_URL auf die https-Adresse des Bots setzen',
  'sources open on the card only': 'Quellen öffnen sich nur auf der Karte',
  '{0} take scam alerts': '{0} erhalten Betrugsalarme',
  'add the app to a team and type "alerts" in the channel that is to have them':
    'die App einem Team hinzufügen und in dem Kanal, der sie erhalten soll, „Alarme“ schreiben',
  'no channel takes scam alerts': 'kein Kanal erhält Betrugsalarme',
  'there are none': 'es gibt keine',
  '{0} asked for without groups, none found': '{0} ohne Gruppen gesucht, keines gefunden',
  'stop the bot, then ingest these documents again and tell who runs the search service':
    'den Bot anhalten, dann diese Dokumente neu einlesen und dem Betreiber des Suchdienstes Bescheid geben',
  'open to everybody: {0}': 'für alle offen: {0}',
  'local mode: people come from a file': 'lokaler Modus: Personen kommen aus einer Datei',
  'nobody can sign in, so restricted documents are for nobody':
    'niemand kann sich anmelden, also sind geschützte Dokumente für niemanden',
  'set AAD_APP_CLIENT_ID and AAD_APP_CLIENT_SECRET': 'AAD_APP_CLIENT_ID und AAD_APP_CLIENT_SECRET setzen',
  '{0} groups and {1} groups for roles are known': '{0} Gruppen und {1} Gruppen für Rollen sind bekannt',
  'GROUP_MAP lacks{0}': 'In GROUP_MAP fehlen{0}',
  'ROLE_MAP has no role of ours in{0}': 'ROLE_MAP nennt keine unserer Rollen in{0}',
  '{0}: nobody is that': '{0}: das ist niemand',
  'add the groups that documents name, or mend knowledge.json':
    'die Gruppen hinzufügen, die Dokumente nennen, oder knowledge.json berichtigen',
  'roles are {0}': 'Rollen sind {0}',
  'no embedder is configured, search goes by words alone':
    'kein Modell für Vektoren ist eingerichtet, die Suche geht nach Wörtern allein',
  'set AZURE_OPENAI_EMBEDDING_DEPLOYMENT or OPENAI_EMBEDDING_MODEL to compare by meaning too':
    'AZURE_OPENAI_EMBEDDING_DEPLOYMENT oder OPENAI_EMBEDDING_MODEL setzen, um auch nach Bedeutung zu vergleichen',
  '{0} numbers per passage': '{0} Zahlen je Abschnitt',
  'until then search goes by words alone': 'bis dahin geht die Suche nach Wörtern allein',
  '{0} of {1} passages have no vector yet': '{0} von {1} Abschnitten haben noch keinen Vektor',
  'run "earpiece ingest <folder>", or let the bot run':
    '„earpiece ingest <Ordner>“ ausführen oder den Bot laufen lassen',
  'not tried yet: {0} of {1} passages have one': 'noch nicht erprobt: {0} von {1} Abschnitten haben einen',
  'off, because {0} trial questions are too few to tell whether they help ({1} needed)':
    'aus, denn {0} Probefragen sind zu wenige, um zu sagen, ob sie helfen ({1} nötig)',
  'nDCG {0} -> {1} on {2} questions': 'nDCG {0} -> {1} bei {2} Fragen',
  'on, weight {0}, {1}': 'an, Gewicht {0}, {1}',
  'off, because it did not help ({0})': 'aus, denn es half nicht ({0})',
  '{0} shown in {1} days': '{0} gezeigt in {1} Tagen',
  '{0} in {1} days, to {2}': '{0} in {1} Tagen, an {2}',
  'install the app for them, or have them open their chat with Earpiece once':
    'die App für sie installieren oder sie ihren Chat mit Earpiece einmal öffnen lassen',
  'give them the role of an agent': 'ihnen die Rolle „agent“ geben',
  'add their tenant to ALLOWED_TENANTS': 'ihren Mandanten in ALLOWED_TENANTS aufnehmen',
  'look for "call message not written" in the log': 'im Protokoll nach „call message not written“ suchen',
  'the process ended while it was sending; nothing to do': 'der Prozess endete beim Senden; nichts zu tun',
  'the embedded index searches': 'der eingebaute Index sucht',
  'set AZURE_SEARCH_ENDPOINT to search by Azure AI Search':
    'AZURE_SEARCH_ENDPOINT setzen, um mit Azure AI Search zu suchen',
  'Azure AI Search answers and holds every document': 'Azure AI Search antwortet und hat jedes Dokument',
  'Azure AI Search is {0} changes behind{1}': 'Azure AI Search liegt {0} Änderungen zurück{1}',
  ', another process is feeding it': ', ein anderer Prozess füllt es',
  'until then the embedded index answers': 'bis dahin antwortet der eingebaute Index',
  'no place outside is followed': 'kein Ort außerhalb wird verfolgt',
  'set SHAREPOINT_LIBRARIES or BLOB_CONTAINERS to follow documents there':
    'SHAREPOINT_LIBRARIES oder BLOB_CONTAINERS setzen, um Dokumente dort zu verfolgen',
  'its documents stay for a day, then they are withdrawn':
    'seine Dokumente bleiben einen Tag, dann werden sie zurückgezogen',
  '{0} answers and was never looked at': '{0} antwortet und wurde noch nie angesehen',
  'start a bot': 'einen Bot starten',
  '{0} answers; last looked at {1}: {2}': '{0} antwortet; zuletzt angesehen {1}: {2}',
  '{0} documents read, {1} to read, {2} refused, {3} closed':
    '{0} Dokumente gelesen, {1} zu lesen, {2} abgelehnt, {3} für niemanden',
  '{0} holds {1} that cannot be read: {2}': '{0} hat {1}, die nicht lesbar sind: {2}',
  '{0} holds {1} that nobody may read here: {2}': '{0} hat {1}, die hier niemand lesen darf: {2}',
  'if that is not meant, give a group that GROUP_MAP names the right to read them there':
    'wenn das nicht gewollt ist, dort einer Gruppe aus GROUP_MAP das Leserecht geben',
  '{0}: rights of {1} were taken over in part: {2}': '{0}: Rechte von {1} wurden zum Teil übernommen: {2}',
  'imported customers stand in for a CRM': 'eingelesene Kunden ersetzen ein CRM',
  'set DATAVERSE_URL to read customers from Dynamics 365': 'DATAVERSE_URL setzen, um Kunden aus Dynamics 365 zu lesen',
  'Dataverse answers': 'Dataverse antwortet',
  'none is configured, answers come straight from the sources':
    'keines ist eingerichtet, Antworten kommen unmittelbar aus den Quellen',
  'set AZURE_OPENAI_DEPLOYMENT or OPENAI_MODEL to have answers written':
    'AZURE_OPENAI_DEPLOYMENT oder OPENAI_MODEL setzen, um Antworten schreiben zu lassen',
  '{0} tokens for this check': '{0} Token für diese Prüfung',
  '{0}: the answer was {1}': '{0}: die Antwort war {1}',
  'check that it knows structured outputs': 'prüfen, ob es strukturierte Ausgaben kennt',
  'until then answers come from the sources': 'bis dahin kommen Antworten aus den Quellen',
  'recordings and live calls are not put into words': 'Aufnahmen und laufende Anrufe werden nicht verschriftet',
  'run "npm run speech:install", or set AZURE_SPEECH_REGION and AZURE_SPEECH_KEY':
    '„npm run speech:install“ ausführen oder AZURE_SPEECH_REGION und AZURE_SPEECH_KEY setzen',
  '{0} waiting, {1} for more than 15 minutes': '{0} warten, {1} seit mehr als 15 Minuten',
  'see the line "crm"': 'siehe „Kundendaten (CRM)“',
  'the CRM has no such customer': 'das CRM kennt diesen Kunden nicht',
  'the CRM refused them': 'das CRM hat sie abgelehnt',
  'the CRM was busy': 'das CRM war überlastet',
  'the CRM did not answer': 'das CRM hat nicht geantwortet',
  'mend that, then run "earpiece outbox --retry"': 'das beheben, dann „earpiece outbox --retry“ ausführen',
  'nobody is warned by SMS': 'niemand wird per SMS gewarnt',
  'set SMS_PROVIDER': 'SMS_PROVIDER setzen',
  '{0}, in the name of {1}': '{0}, im Namen von {1}',
  'does not answer': 'antwortet nicht',
  'does not let us in': 'lässt uns nicht hinein',
  'check SMS_SMPP_*': 'SMS_SMPP_* prüfen',
  'check SMS_ACS_* and the role of the managed identity': 'SMS_ACS_* und die Rolle der verwalteten Identität prüfen',
  'not taken': 'nicht angenommen',
  'set SMS_EVENTS_KEY': 'SMS_EVENTS_KEY setzen',
  '{0} delivered, {1} accepted, {2} waiting, {3} sending, {4} failed, {5} unknown, {6} withheld, {7} cancelled':
    '{0} zugestellt, {1} angenommen, {2} wartend, {3} unterwegs, {4} gescheitert, {5} ungewiss, {6} zurückgehalten, {7} abgebrochen',
  'comes by call events over HTTP alone': 'kommt allein mit den Anrufereignissen über HTTP',
  'set KAFKA_BROKERS to hear it from Kafka or Event Hubs':
    'KAFKA_BROKERS setzen, um ihn von Kafka oder Event Hubs zu hören',
  'topic {0} in {1} parts, entered {2}': 'Topic {0} in {1} Teilen, Zugang {2}',
  'without showing anything': 'ohne Nachweis',
  'by a password': 'mit einem Passwort',
  'as whoever this machine is signed in as': 'mit der Anmeldung dieses Rechners',
  'as the managed identity': 'mit der verwalteten Identität',
  'The brokers refuse us: check KAFKA_SASL_*, or the roles of the managed identity at Event Hubs.':
    'Die Broker lehnen uns ab: KAFKA_SASL_* prüfen, oder die Rollen der verwalteten Identität bei Event Hubs.',
  'There is no token of the managed identity for the brokers: check that this machine has the identity.':
    'Es gibt kein Token der verwalteten Identität für die Broker: prüfen, ob dieser Rechner die Identität hat.',
  'The brokers do not answer as they should: check KAFKA_BROKERS and KAFKA_TRANSCRIPTS_TOPIC.':
    'Die Broker antworten nicht, wie sie sollen: KAFKA_BROKERS und KAFKA_TRANSCRIPTS_TOPIC prüfen.',
  'What the log said could not be judged or kept here: check the database.':
    'Was der Live-Text brachte, konnte hier nicht beurteilt oder gespeichert werden: die Datenbank prüfen.',
  'somebody changed them in the database without the key of this house; what the environment says holds':
    'jemand hat sie in der Datenbank ohne den Schlüssel dieses Hauses geändert; es gilt, was die Umgebung sagt',
  'look who may write to the database, then set them anew in Teams':
    'nachsehen, wer in die Datenbank schreiben darf, dann sie in Teams neu setzen',
  'nobody said when it ends': 'niemand hat gesagt, wann es endet',
  'make a new secret in the app registration': 'in der App-Registrierung ein neues Geheimnis anlegen',
  'set SECRET_EXPIRY={0}=<date> from the app registration, to be warned':
    'SECRET_EXPIRY={0}=<Datum> aus der App-Registrierung setzen, um gewarnt zu werden',
  'renew it, then restart: calls over TLS stop with it': 'erneuern, dann neu starten: Anrufe über TLS enden mit ihm',
  'cannot be read': 'ist nicht lesbar',
  'it must be a certificate in PEM': 'es muss ein Zertifikat in PEM sein',
  'renew it: Teams does not call a bot whose certificate has ended':
    'erneuern: Teams ruft keinen Bot, dessen Zertifikat abgelaufen ist',
  'not seen from here: {0}': 'von hier nicht zu sehen: {0}',
  'no answer within 5 seconds': 'keine Antwort in 5 Sekunden',
  'check PUBLIC_URL, or run doctor where it can be reached':
    'PUBLIC_URL prüfen oder „doctor“ dort ausführen, wo sie erreichbar ist',
};

interface Sentence {
  /** What stands between the gaps, before the first and after the last. */
  fixed: readonly string[];
  german: string;
}

const SENTENCES = new Map(
  Object.entries(GERMAN).map(([english, german]): [string, Sentence] => {
    return [english, { fixed: english.split(/\{\d\}/), german }];
  }),
);
/** Those that say the most themselves come first: others would find more in their gaps than is there. */
const WITH_GAPS = [...SENTENCES.values()]
  .filter(({ fixed }) => fixed.length > 1)
  .sort((one, other) => other.fixed.join('').length - one.fixed.join('').length);
/** A sentence stands within another within another; whatever goes deeper came from elsewhere. */
const DEEPEST = 4;

/** What the doctor says, in German as far as it is the doctor's own word; what others said stays as they said it. */
export function inGerman(text: string, depth = 0): string {
  const exact = SENTENCES.get(text);
  if (exact?.fixed.length === 1) return exact.german;
  if (depth === DEEPEST) return text;
  for (const { fixed, german } of WITH_GAPS) {
    const gaps = gapsIn(text, fixed);
    if (gaps === undefined) continue;
    return german.replaceAll(/\{(\d)\}/g, (_, place: string) => inGerman(gaps[Number(place)] ?? '', depth + 1));
  }
  return partsInGerman(text, depth + 1);
}

/** Several sentences in a row, or a name before one. */
function partsInGerman(text: string, depth: number): string {
  const separator = ['; ', ': ', ', '].find((one) => text.includes(one));
  if (separator === undefined) return text;
  const at = text.indexOf(separator);
  const rest = text.slice(at + separator.length);
  return `${inGerman(text.slice(0, at), depth)}${separator}${inGerman(rest, depth)}`;
}

/** What fills the gaps between these fixed parts, found in one go from the left; undefined where they do not fit. */
function gapsIn(text: string, fixed: readonly string[]): string[] | undefined {
  const [first = '', ...others] = fixed;
  if (!text.startsWith(first)) return undefined;
  const gaps: string[] = [];
  let from = first.length;
  for (const [place, part] of others.entries()) {
    const isLast = place === others.length - 1;
    const at = isLast ? text.length - part.length : text.indexOf(part, from);
    if (at < from || !text.startsWith(part, at)) return undefined;
    gaps.push(text.slice(from, at));
    from = at + part.length;
  }
  return gaps;
}

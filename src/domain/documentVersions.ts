import { ageInTitle, nameWithoutVersion, type TitleAge } from './versionInTitle.ts';

/** What tells the versions of a document apart. */
export interface VersionedDocument {
  documentId: string;
  title: string;
  series?: string | undefined;
  /** ISO date. */
  effectiveDate?: string | undefined;
}

/**
 * For the id of each older version its newest one. Versions share a series, or else a title once dates, version
 * numbers and words such as "superseded" are taken off. Give only documents that the reader may see and that are in
 * force: the others must not be named.
 */
export function newestVersions(documents: readonly VersionedDocument[]): Map<string, VersionedDocument> {
  const newest = new Map<string, VersionedDocument>();
  for (const versions of Map.groupBy(documents.map(aged), ({ family }) => family).values()) {
    const last = versions.reduce((best, version) => (isNewer(version, best) ? version : best));
    for (const version of versions) if (isNewer(last, version)) newest.set(version.document.documentId, last.document);
  }
  return newest;
}

/** Moves what an older version says below what its newest version says, if that was found at all. Best first. */
export function placeBelowSuccessors<Found extends { documentId: string; score: number }>(
  ranked: readonly Found[],
  newest: ReadonlyMap<string, Pick<VersionedDocument, 'documentId'>>,
): Found[] {
  const best = new Map<string, number>();
  for (const { documentId, score } of ranked) if (!best.has(documentId)) best.set(documentId, score);
  const limited = ranked.map((found) => {
    const successor = newest.get(found.documentId);
    const limit = successor === undefined ? undefined : best.get(successor.documentId);
    return limit === undefined ? found : { ...found, score: Math.min(found.score, limit) };
  });
  const age = (found: Found) => Number(newest.has(found.documentId));
  return limited.sort((one, other) => other.score - one.score || age(one) - age(other));
}

const DAY_LENGTH = 'yyyy-mm-dd'.length;

/** The ISO date of a moment, in UTC. */
export function dayOf(moment: Date): string {
  return moment.toISOString().slice(0, DAY_LENGTH);
}

interface AgedDocument extends TitleAge {
  document: VersionedDocument;
  /** Equal for versions of one document. */
  family: string;
}

function aged(document: VersionedDocument): AgedDocument {
  const inTitle = ageInTitle(document.title);
  const date = document.effectiveDate ?? inTitle.date;
  return { ...inTitle, ...(date === undefined ? {} : { date }), document, family: familyOf(document) };
}

function familyOf({ documentId, title, series }: VersionedDocument): string {
  if (series !== undefined) return `series ${series}`;
  const name = nameWithoutVersion(title);
  // A title that is nothing but a date says nothing about what the document is.
  return /\p{L}/u.test(name) ? `title ${name}` : `document ${documentId}`;
}

/** False also when nothing tells which of the two came later. */
function isNewer(one: AgedDocument, other: AgedDocument): boolean {
  if (one.date !== undefined && other.date !== undefined && one.date !== other.date) return one.date > other.date;
  if (one.version !== undefined && other.version !== undefined && one.version !== other.version) {
    return one.version.localeCompare(other.version, 'en', { numeric: true }) > 0;
  }
  if (one.status !== other.status) return one.status > other.status;
  // Whoever named the series said that these are versions; the one without a date was there before.
  return one.document.series !== undefined && one.date !== undefined && other.date === undefined;
}

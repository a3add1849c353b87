import type { RawUtterance } from './rawUtterance.ts';

/** Later than any call lasts, in seconds: such times count from 1970, not from the start of the call. */
const LONGEST_CALL = 100 * 3600;

/**
 * Utterances as they were spoken. Stereo files list one channel after the other; those and small overlaps are sorted
 * by start. When times start over in the middle (two parts of one call) the order of the file is kept and the times,
 * which no longer say when, are left out. `damaged` counts times that were impossible.
 */
export function orderInTime(utterances: readonly RawUtterance[]): {
  ordered: readonly RawUtterance[];
  damaged: number;
} {
  const { mended, damaged } = mendTimes(utterances);
  const starts = placesInTime(mended);
  const back = starts.map((start, index) => (starts[index - 1] ?? 0) - start);
  const fallsFar = back.some((seconds) => seconds > 30);
  if (fallsFar && !listsChannels(mended)) {
    return { ordered: mended.map(({ label, text }) => ({ label, text })), damaged: damaged + 1 };
  }
  const order = mended.map((_, index) => index).sort((a, b) => (starts[a] ?? 0) - (starts[b] ?? 0) || a - b);
  return { ordered: order.map((index) => mended[index] as RawUtterance), damaged };
}

function mendTimes(utterances: readonly RawUtterance[]): { mended: RawUtterance[]; damaged: number } {
  let damaged = 0;
  const isTime = (seconds: number | undefined): boolean =>
    seconds !== undefined && Number.isFinite(seconds) && seconds >= 0;
  let zero = 0;
  const first = utterances.reduce(
    (least, { start = Infinity }) => (isTime(start) ? Math.min(least, start) : least),
    Infinity,
  );
  if (first > LONGEST_CALL && first < Infinity) zero = first;
  const mended = utterances.map(({ start, end, ...rest }) => {
    const from = isTime(start) && start !== undefined ? start - zero : undefined;
    const to = isTime(end) && end !== undefined ? end - zero : undefined;
    if ((start !== undefined && from === undefined) || (end !== undefined && to === undefined)) damaged++;
    const isBackwards = from !== undefined && to !== undefined && to < from;
    if (isBackwards) damaged++;
    return { ...rest, start: from, end: isBackwards ? undefined : to };
  });
  return { mended, damaged };
}

/** What has no time of its own stays behind what stood before it. */
function placesInTime(utterances: readonly RawUtterance[]): number[] {
  let last = 0;
  return utterances.map(({ start }) => (last = start ?? last));
}

/** Whether each speaker stands in one block, as in files that list one channel after the other. */
function listsChannels(utterances: readonly RawUtterance[]): boolean {
  const changes = utterances.filter(({ label }, index) => index === 0 || label !== utterances[index - 1]?.label).length;
  const labels = new Set(utterances.map(({ label }) => label)).size;
  return labels > 1 && changes === labels;
}

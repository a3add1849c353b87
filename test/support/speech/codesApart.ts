/** The two voices of a stereo recording in mu-law (WAVE), as they go over the line. */
export function codesApart(recording: Buffer): Record<'caller' | 'callee', Buffer> {
  const codes = recording.subarray(recording.indexOf('data') + 8);
  const of = (channel: number): Buffer => Buffer.from(codes.filter((_, at) => at % 2 === channel));
  return { caller: of(0), callee: of(1) };
}

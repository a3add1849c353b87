/** First letters of recordings: WAV and AIFF, MP3, Ogg, FLAC, MP4. */
export const RECORDING = /^(?:RIFF|ID3|OggS|fLaC|FORM|\xff[\xe2-\xfb]|.{4}ftyp)/s;

/** Whether a file is a recording, by its first bytes. */
export function isRecording(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(64, bytes.length));
  // UTF-16 starts with FF FE, which is no frame of MP3.
  return RECORDING.test(start.toString('latin1'));
}

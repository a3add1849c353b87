/** Files that stand somewhere else: in a chat, or at a call platform. */
export interface FileDownloads {
  /** The bytes of a file at an address that somebody named. Throws CannotDownload. */
  download(address: string, signal?: AbortSignal): Promise<Uint8Array>;
}

/** The file was not fetched; `reason` is for the log and names neither address nor content. */
export class CannotDownload extends Error {
  override name = 'CannotDownload';
  readonly reason: 'address' | 'private-address' | 'too-many-redirects' | 'too-large' | 'too-slow' | 'status' | 'fault';
  constructor(reason: CannotDownload['reason'], options?: ErrorOptions) {
    super(`The file could not be fetched: ${reason}.`, options);
    this.reason = reason;
  }

  /** Whether it may be there later. */
  get isPassing(): boolean {
    return this.reason === 'status' || this.reason === 'too-slow' || this.reason === 'fault';
  }
}

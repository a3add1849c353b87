/** Files that people sent into a chat. */
export interface FileDownloads {
  /** The bytes of a file at an address that Teams named. Throws CannotDownload. */
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
}

import { createHash, createHmac } from 'node:crypto';

/** A request to Azure Communication Services, before it is signed. */
export interface UnsignedRequest {
  method: string;
  url: URL;
  body: string;
  at: Date;
}

/**
 * Headers that prove possession of an access key.
 * https://learn.microsoft.com/rest/api/communication/authentication
 */
export function signAcsRequest({ method, url, body, at }: UnsignedRequest, key: string): Record<string, string> {
  const date = at.toUTCString();
  const contentHash = createHash('sha256').update(body, 'utf8').digest('base64');
  const signed = `${method}\n${url.pathname}${url.search}\n${date};${url.host};${contentHash}`;
  const signature = createHmac('sha256', Buffer.from(key, 'base64')).update(signed, 'utf8').digest('base64');
  return {
    'x-ms-date': date,
    'x-ms-content-sha256': contentHash,
    Authorization: `HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature=${signature}`,
  };
}

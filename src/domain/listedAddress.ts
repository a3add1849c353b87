/** The address, if it is plain https on one of these hosts exactly; undefined for anything else, however alike. */
export function listedAddress(address: string, isListed: (host: string) => boolean): URL | undefined {
  const url = URL.parse(address);
  if (url === null || url.protocol !== 'https:') return undefined;
  const isPlain = url.username === '' && url.password === '' && url.port === '';
  return isPlain && isListed(url.hostname) ? url : undefined;
}

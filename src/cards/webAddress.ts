/** The address if a browser may open it for a person, else nothing: no `javascript:`, no `file:`. */
export function webAddress(url: string | undefined): string {
  return url !== undefined && /^https?:$/.test(URL.parse(url)?.protocol ?? '') ? url : '';
}

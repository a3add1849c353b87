/** What a status of Microsoft Graph means for a document library, and what to do; none of what Graph said. */
export function graphAdvice(status: number): string {
  switch (status) {
    case 401:
    case 403:
      return `Microsoft Graph answered ${status}: give the identity the application permission Sites.Selected, and on the site the role fullcontrol, without which permissions of documents are not told.`;
    case 404:
      return 'Microsoft Graph answered 404: check the address in SHAREPOINT_LIBRARIES, and that the identity was given the site.';
    default:
      return `Microsoft Graph answered ${status}: ${faultOf(status)}`;
  }
}

/** The same for a container of Azure Blob Storage. */
export function blobAdvice(status: number): string {
  switch (status) {
    case 401:
    case 403:
      return `Azure Blob Storage answered ${status}: give the identity the role Storage Blob Data Reader on the container, and let the network of this process in.`;
    case 404:
      return 'Azure Blob Storage answered 404: check the container in BLOB_CONTAINERS.';
    default:
      return `Azure Blob Storage answered ${status}: ${faultOf(status)}`;
  }
}

function faultOf(status: number): string {
  return status >= 500 ? 'it has a fault of its own; wait.' : 'it does not take what Earpiece asks.';
}

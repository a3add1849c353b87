// AI Search, for identities alone. Earpiece makes its index itself.
param name string
param location string
param principalId string
param subnetId string
param zoneId string
param workspaceId string
param replicas int

// Search Index Data Contributor, Search Service Contributor
var roleIds = ['8ebe5a00-799e-43f5-93ac-243d3dce84a7', '7ca78c08-252a-4471-8644-bb5ff32d4ba0']

resource search 'Microsoft.Search/searchServices@2023-11-01' = {
  name: '${name}-search-${uniqueString(resourceGroup().id)}'
  location: location
  sku: { name: 'standard' }
  properties: {
    replicaCount: replicas
    partitionCount: 1
    semanticSearch: 'standard'
    disableLocalAuth: true
    publicNetworkAccess: 'disabled'
  }
}

resource mayUse 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for roleId in roleIds: {
    scope: search
    name: guid(search.id, principalId, roleId)
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleId)
    }
  }
]

resource toLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: search
  name: 'to-logs'
  properties: { workspaceId: workspaceId, logs: [{ categoryGroup: 'allLogs', enabled: true }] }
}

module endpoint 'privateEndpoint.bicep' = {
  name: 'search-endpoint'
  params: {
    name: '${name}-search'
    location: location
    serviceId: search.id
    part: 'searchService'
    subnetId: subnetId
    zoneId: zoneId
  }
}

output endpoint string = 'https://${search.name}.search.windows.net'

// The secrets that no identity can replace: the key that seals data, the key of call events, the secret of the sign-in.
param name string
param location string
param principalId string
param subnetId string
param zoneId string
param workspaceId string
@secure()
param dataKey string
@secure()
param callEventsKey string
@secure()
param signInClientSecret string

// Key Vault Secrets User
var readRoleId = '4633458b-17de-408a-b874-0445c86b69e6'

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: '${take(name, 10)}-${uniqueString(resourceGroup().id)}'
  location: location
  properties: {
    tenantId: subscription().tenantId
    sku: { family: 'A', name: 'standard' }
    enableRbacAuthorization: true
    enableSoftDelete: true
    enablePurgeProtection: true
    publicNetworkAccess: 'Disabled'
    networkAcls: { defaultAction: 'Deny', bypass: 'AzureServices' }
  }
}

resource dataKeySecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'data-key'
  properties: { value: dataKey }
}

resource callEventsSecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'call-events-key'
  properties: { value: callEventsKey }
}

resource signInSecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = if (signInClientSecret != '') {
  parent: vault
  name: 'sign-in-secret'
  properties: { value: signInClientSecret }
}

resource mayRead 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, principalId, readRoleId)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', readRoleId)
  }
}

resource toLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: vault
  name: 'to-logs'
  properties: { workspaceId: workspaceId, logs: [{ categoryGroup: 'allLogs', enabled: true }] }
}

module endpoint 'privateEndpoint.bicep' = {
  name: 'vault-endpoint'
  params: {
    name: '${name}-vault'
    location: location
    serviceId: vault.id
    part: 'vault'
    subnetId: subnetId
    zoneId: zoneId
  }
}

output name string = vault.name
output uri string = vault.properties.vaultUri

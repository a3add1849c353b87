// Azure Speech for live calls and recordings, for identities alone.
param name string
param location string
param principalId string
param subnetId string
param zoneId string
param workspaceId string

// Cognitive Services Speech User
var useRoleId = 'f2dc8367-1007-4938-bd23-fe263f013447'

resource speech 'Microsoft.CognitiveServices/accounts@2024-10-01' = {
  name: '${name}-speech-${uniqueString(resourceGroup().id)}'
  location: location
  kind: 'SpeechServices'
  sku: { name: 'S0' }
  properties: {
    customSubDomainName: '${name}-speech-${uniqueString(resourceGroup().id)}'
    disableLocalAuth: true
    publicNetworkAccess: 'Disabled'
    networkAcls: { defaultAction: 'Deny' }
  }
}

resource mayUse 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: speech
  name: guid(speech.id, principalId, useRoleId)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', useRoleId)
  }
}

resource toLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: speech
  name: 'to-logs'
  properties: { workspaceId: workspaceId, logs: [{ category: 'Audit', enabled: true }] }
}

module endpoint 'privateEndpoint.bicep' = {
  name: 'speech-endpoint'
  params: {
    name: '${name}-speech'
    location: location
    serviceId: speech.id
    part: 'account'
    subnetId: subnetId
    zoneId: zoneId
  }
}

output endpoint string = speech.properties.endpoint

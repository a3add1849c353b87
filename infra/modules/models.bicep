// Azure OpenAI with the two models. Only API Management reaches it (modelGateway.bicep).
param name string
param location string
param subnetId string
param zoneId string
param workspaceId string
param chatModel object
param embeddingModel object

resource account 'Microsoft.CognitiveServices/accounts@2024-10-01' = {
  name: '${name}-models-${uniqueString(resourceGroup().id)}'
  location: location
  kind: 'OpenAI'
  sku: { name: 'S0' }
  properties: {
    customSubDomainName: '${name}-models-${uniqueString(resourceGroup().id)}'
    disableLocalAuth: true
    publicNetworkAccess: 'Disabled'
    networkAcls: { defaultAction: 'Deny' }
  }
}

resource chat 'Microsoft.CognitiveServices/accounts/deployments@2024-10-01' = {
  parent: account
  name: 'chat'
  sku: { name: 'DataZoneStandard', capacity: chatModel.capacity }
  properties: { model: { format: 'OpenAI', name: chatModel.name, version: chatModel.version } }
}

// One deployment at a time, or the account answers with a conflict.
resource embedding 'Microsoft.CognitiveServices/accounts/deployments@2024-10-01' = {
  parent: account
  name: 'embedding'
  sku: { name: 'DataZoneStandard', capacity: embeddingModel.capacity }
  properties: { model: { format: 'OpenAI', name: embeddingModel.name, version: embeddingModel.version } }
  dependsOn: [chat]
}

// Never the category RequestResponse: it would keep prompts.
resource toLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: account
  name: 'to-logs'
  properties: {
    workspaceId: workspaceId
    logs: [{ category: 'Audit', enabled: true }]
    metrics: [{ category: 'AllMetrics', enabled: true }]
  }
}

module endpoint 'privateEndpoint.bicep' = {
  name: 'models-endpoint'
  params: {
    name: '${name}-models'
    location: location
    serviceId: account.id
    part: 'account'
    subnetId: subnetId
    zoneId: zoneId
  }
}

output name string = account.name
output chatDeployment string = chat.name
output embeddingDeployment string = embedding.name

// API Management in front of the models: lets in the identity of Earpiece alone, counts tokens and stops at a limit
// (policies/models.xml). Logs carry sizes and times, never bodies.
param name string
param location string
param publisherEmail string
param accountName string
param callerClientId string
param tokensPerMinute int
param subnetId string
param endpointSubnetId string
param zoneId string
param workspaceId string

// Cognitive Services OpenAI User
var askRoleId = '5e0bd9bd-7b93-4f28-af87-19fc36ad61bd'
var rules = replace(
  replace(loadTextContent('../policies/models.xml'), '{{caller-client-id}}', callerClientId),
  '{{tokens-per-minute}}',
  string(tokensPerMinute)
)

resource account 'Microsoft.CognitiveServices/accounts@2024-10-01' existing = {
  name: accountName
}

resource gateway 'Microsoft.ApiManagement/service@2024-05-01' = {
  name: '${name}-gateway-${uniqueString(resourceGroup().id)}'
  location: location
  sku: { name: 'StandardV2', capacity: 1 }
  identity: { type: 'SystemAssigned' }
  properties: {
    publisherEmail: publisherEmail
    publisherName: name
    // Outwards into the network, to the private address of the models.
    virtualNetworkType: 'External'
    virtualNetworkConfiguration: { subnetResourceId: subnetId }
  }
}

resource mayAsk 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account
  name: guid(account.id, gateway.id, askRoleId)
  properties: {
    principalId: gateway.identity.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', askRoleId)
  }
}

resource api 'Microsoft.ApiManagement/service/apis@2024-05-01' = {
  parent: gateway
  name: 'models'
  properties: {
    displayName: 'Models'
    path: 'openai'
    protocols: ['https']
    serviceUrl: '${account.properties.endpoint}openai'
    subscriptionRequired: false
  }
}

resource operations 'Microsoft.ApiManagement/service/apis/operations@2024-05-01' = [
  for operation in ['chat/completions', 'embeddings']: {
    parent: api
    name: replace(operation, '/', '-')
    properties: {
      displayName: operation
      method: 'POST'
      urlTemplate: '/deployments/{deployment}/${operation}'
      templateParameters: [{ name: 'deployment', type: 'string', required: true }]
    }
  }
]

resource policy 'Microsoft.ApiManagement/service/apis/policies@2024-05-01' = {
  parent: api
  name: 'policy'
  properties: { format: 'rawxml', value: rules }
}

resource toLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: gateway
  name: 'to-logs'
  properties: {
    workspaceId: workspaceId
    logAnalyticsDestinationType: 'Dedicated'
    logs: [{ category: 'GatewayLogs', enabled: true }]
  }
}

module endpoint 'privateEndpoint.bicep' = {
  name: 'gateway-endpoint'
  params: {
    name: '${name}-gateway'
    location: location
    serviceId: gateway.id
    part: 'Gateway'
    subnetId: endpointSubnetId
    zoneId: zoneId
  }
}

output endpoint string = 'https://${gateway.name}.azure-api.net'

// Event Hubs, spoken to in the Kafka protocol. Live text stays an hour, the shortest Event Hubs knows.
param name string
param location string
param principalId string
param subnetId string
param zoneId string
param workspaceId string

// Azure Event Hubs Data Receiver for whoever hears live text, Data Sender for a bot that hands it on to a worker.
var roleIds = ['a638d3c7-ab3a-418d-83e6-5f17a39d4fde', '2b629674-e913-4c01-ae53-ef4638d8f975']

resource space 'Microsoft.EventHub/namespaces@2024-01-01' = {
  name: '${name}-events-${uniqueString(resourceGroup().id)}'
  location: location
  sku: { name: 'Standard', tier: 'Standard', capacity: 1 }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    publicNetworkAccess: 'Disabled'
    isAutoInflateEnabled: true
    maximumThroughputUnits: 4
  }
}

resource transcripts 'Microsoft.EventHub/namespaces/eventhubs@2024-01-01' = {
  parent: space
  name: 'earpiece-utterances'
  properties: {
    partitionCount: 8
    retentionDescription: { cleanupPolicy: 'Delete', retentionTimeInHours: 1 }
  }
}

resource mayUse 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for roleId in roleIds: {
    scope: space
    name: guid(space.id, principalId, roleId)
    properties: {
      principalId: principalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', roleId)
    }
  }
]

resource toLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: space
  name: 'to-logs'
  properties: { workspaceId: workspaceId, logs: [{ category: 'OperationalLogs', enabled: true }] }
}

module endpoint 'privateEndpoint.bicep' = {
  name: 'events-endpoint'
  params: {
    name: '${name}-events'
    location: location
    serviceId: space.id
    part: 'namespace'
    subnetId: subnetId
    zoneId: zoneId
  }
}

output brokers string = '${space.name}.servicebus.windows.net:9093'
output topic string = transcripts.name

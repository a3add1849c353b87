// Communication Services for SMS. A number or sender name is bought by hand; there is no private address for it.
param name string
param principalId string
param workspaceId string

@description('Where message data is kept at rest.')
param dataLocation string = 'Europe'

// Communication and Email Service Owner: the narrowest built-in role that may send.
var sendRoleId = '09976791-48a7-449e-bb21-39d1a415f350'

resource communication 'Microsoft.Communication/communicationServices@2023-04-01' = {
  name: '${name}-sms-${uniqueString(resourceGroup().id)}'
  location: 'global'
  properties: { dataLocation: dataLocation }
}

resource maySend 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: communication
  name: guid(communication.id, principalId, sendRoleId)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', sendRoleId)
  }
}

resource toLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: communication
  name: 'to-logs'
  properties: { workspaceId: workspaceId, logs: [{ category: 'SMSOperational', enabled: true }] }
}

output endpoint string = 'https://${communication.properties.hostName}'

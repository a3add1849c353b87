// The bot as Teams knows it, proven by the managed identity, with the connection through which people sign in.
param name string
param endpoint string
param identityId string
param clientId string
param tenantId string
param signInClientId string
@secure()
param signInClientSecret string
param workspaceId string

// Azure Active Directory v2, as the Bot Framework numbers it
var entraProviderId = '30dd229c-58e3-4a48-bdfd-91ec48eb906c'

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: '${name}-registration'
  location: 'global'
  kind: 'azurebot'
  sku: { name: 'S1' }
  properties: {
    displayName: 'Earpiece'
    endpoint: endpoint
    msaAppId: clientId
    msaAppMSIResourceId: identityId
    msaAppTenantId: tenantId
    msaAppType: 'UserAssignedMSI'
    disableLocalAuth: true
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: { channelName: 'MsTeamsChannel' }
}

// Named as SIGN_IN_CONNECTION. Tokens are for our own registration, so that we can check them.
resource signIn 'Microsoft.BotService/botServices/connections@2022-09-15' = if (signInClientId != '') {
  parent: bot
  name: 'earpiece-sign-in'
  location: 'global'
  properties: {
    serviceProviderDisplayName: 'Azure Active Directory v2'
    serviceProviderId: entraProviderId
    clientId: signInClientId
    clientSecret: signInClientSecret
    scopes: '${signInClientId}/.default'
    parameters: [
      { key: 'tenantID', value: tenantId }
      { key: 'tokenExchangeUrl', value: 'api://botid-${clientId}' }
    ]
  }
}

resource toLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: bot
  name: 'to-logs'
  properties: { workspaceId: workspaceId, logs: [{ category: 'BotRequest', enabled: true }] }
}

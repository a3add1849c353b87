// The registration alone, of a single-tenant bot with a client secret that runs on somebody's machine behind a tunnel.
targetScope = 'resourceGroup'

param name string = 'earpiece-local'
param botId string
param tenantId string
@description('Host name of the tunnel.')
param domain string
param signInClientId string
@secure()
param signInClientSecret string

// Azure Active Directory v2, as the Bot Framework numbers it
var entraProviderId = '30dd229c-58e3-4a48-bdfd-91ec48eb906c'

resource bot 'Microsoft.BotService/botServices@2022-09-15' = {
  name: '${name}-registration'
  location: 'global'
  kind: 'azurebot'
  sku: { name: 'F0' }
  properties: {
    displayName: 'Earpiece (local)'
    endpoint: 'https://${domain}/api/messages'
    msaAppId: botId
    msaAppTenantId: tenantId
    msaAppType: 'SingleTenant'
    disableLocalAuth: true
  }
}

resource teams 'Microsoft.BotService/botServices/channels@2022-09-15' = {
  parent: bot
  name: 'MsTeamsChannel'
  location: 'global'
  properties: { channelName: 'MsTeamsChannel' }
}

resource signIn 'Microsoft.BotService/botServices/connections@2022-09-15' = {
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
      { key: 'tokenExchangeUrl', value: 'api://botid-${botId}' }
    ]
  }
}

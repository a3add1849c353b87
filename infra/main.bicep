// Everything Earpiece runs on, one module each. Start reading here; parameters of a small and a full installation are in
// main.pilot.bicepparam and main.production.bicepparam.
targetScope = 'resourceGroup'

@description('Prefix of every resource name.')
@minLength(3)
@maxLength(12)
param name string = 'earpiece'

@description('Where everything runs.')
param location string = resourceGroup().location

@description('Image of the bot and the worker, such as registry.azurecr.io/earpiece:0.1.0.')
param image string

@description('Id of the container registry that holds the image, in this resource group; empty for a public one.')
param registryName string = ''

@description('Name shown in greetings.')
param companyName string

@description('Address under which Teams reaches the bot, such as https://earpiece.contoso.com; empty takes the one of Container Apps.')
param publicUrl string = ''

@description('App registration through which people sign in; empty: nobody signs in and restricted documents stay closed.')
param signInClientId string = ''

@secure()
@description('Client secret of that registration: the on-behalf-of exchange and the OAuth connection need one.')
param signInClientSecret string = ''

@secure()
@description('Seals what lies in the database: name:key with 32 bytes in base64, from openssl rand -base64 32.')
param dataKey string

@secure()
@description('Signs call events of the telephone platform; at least 16 characters.')
param callEventsKey string

@description('Groups that give roles, as agent=guid,supervisor=guid,admin=guid.')
param roleMap string = ''

@description('Groups that open restricted documents, as name=guid.')
param groupMap string = ''

@description('Document libraries of SharePoint to follow, comma separated. The identity needs Sites.Selected and the site: docs/install.md.')
param sharePointLibraries string = ''

@description('Containers of Azure Blob Storage to follow, comma separated. The identity needs Storage Blob Data Reader on each: docs/install.md.')
param blobContainers string = ''

@description('Environment of Dynamics 365, such as https://name.crm.dynamics.com; empty: imported customers.')
param dataverseUrl string = ''

@description('Deployments of models. Versions and regions change: look them up before the first deployment.')
param chatModel object = { name: 'gpt-4.1', version: '2025-04-14', capacity: 50 }
param embeddingModel object = { name: 'text-embedding-3-large', version: '1', capacity: 50 }

@description('Tokens a minute that API Management lets through to the models.')
param tokensPerMinute int = 50000

@description('Whether a language model, API Management in front of it, and AI Search are made; without them Earpiece answers from its own index.')
param hasModel bool = true

@description('Whether Azure Speech is made, for live calls and recordings.')
param hasSpeech bool = false

@description('Whether Communication Services is made, for SMS to subscribers.')
param hasSms bool = false

@description('Number or name in which SMS go out, bought in Communication Services.')
param smsSender string = ''

@description('Whether Event Hubs is made, for live text over the Kafka protocol; bots and workers enter it as their identity.')
param hasLiveText bool = false

@description('Machines that hear live calls by SIPREC; 0 for none.')
@minValue(0)
@maxValue(10)
param workers int = 0

@description('Networks of the session border controllers, such as 198.51.100.0/24; nobody else reaches the workers.')
param borderControllers array = []

@description('Public key with which an administrator reaches a worker through Bastion or a serial console; needed with workers.')
param workerSshKey string = ''

@description('Bots at once: at least two, so that one can be replaced while the other answers.')
@minValue(1)
param minBots int = 1
@minValue(1)
param maxBots int = 1

@description('Two zones for database and bots.')
param isZoneRedundant bool = false

@description('Application Gateway with its web application firewall in front of the bot; needs publicUrl and certificateId.')
param hasFirewall bool = false

@description('Prevention blocks, Detection only writes down.')
@allowed(['Detection', 'Prevention'])
param firewallMode string = 'Detection'

@description('Id of the certificate of publicUrl, a secret in the Key Vault made here.')
param certificateId string = ''

@description('DDoS Protection plan for the network: about 2,500 euros a month, covers 100 addresses of the tenant.')
param hasDdosProtection bool = false

@description('Microsoft Defender plans for the subscription.')
param hasDefender bool = false

@description('Workers on confidential machines (AMD SEV-SNP).')
param isConfidential bool = false

@description('Sentinel on the log workspace, with the rules of sentinel.bicep.')
param hasSentinel bool = false

@description('Who is told of alerts.')
param alertEmail string

@description('Days for which logs are kept.')
@minValue(30)
@maxValue(730)
param logDays int = 30

module identity 'modules/identity.bicep' = {
  name: 'identity'
  params: { name: name, location: location, registryName: registryName }
}

module logs 'modules/logs.bicep' = {
  name: 'logs'
  params: { name: name, location: location, days: logDays }
}

module insights 'modules/insights.bicep' = {
  name: 'insights'
  params: {
    name: name
    location: location
    workspaceId: logs.outputs.workspaceId
    principalId: identity.outputs.principalId
  }
}

module network 'modules/network.bicep' = {
  name: 'network'
  params: {
    name: name
    location: location
    borderControllers: borderControllers
    hasDdosProtection: hasDdosProtection
  }
}

module keyVault 'modules/keyVault.bicep' = {
  name: 'keyVault'
  params: {
    name: name
    location: location
    principalId: identity.outputs.principalId
    subnetId: network.outputs.endpointSubnetId
    zoneId: network.outputs.vaultZoneId
    workspaceId: logs.outputs.workspaceId
    dataKey: dataKey
    callEventsKey: callEventsKey
    signInClientSecret: signInClientSecret
  }
}

module database 'modules/database.bicep' = {
  name: 'database'
  params: {
    name: name
    location: location
    identityName: identity.outputs.name
    principalId: identity.outputs.principalId
    subnetId: network.outputs.databaseSubnetId
    zoneId: network.outputs.databaseZoneId
    workspaceId: logs.outputs.workspaceId
    isZoneRedundant: isZoneRedundant
  }
}

module search 'modules/search.bicep' = if (hasModel) {
  name: 'search'
  params: {
    name: name
    location: location
    principalId: identity.outputs.principalId
    subnetId: network.outputs.endpointSubnetId
    zoneId: network.outputs.searchZoneId
    workspaceId: logs.outputs.workspaceId
    replicas: isZoneRedundant ? 2 : 1
  }
}

module models 'modules/models.bicep' = if (hasModel) {
  name: 'models'
  params: {
    name: name
    location: location
    subnetId: network.outputs.endpointSubnetId
    zoneId: network.outputs.modelZoneId
    workspaceId: logs.outputs.workspaceId
    chatModel: chatModel
    embeddingModel: embeddingModel
  }
}

module modelGateway 'modules/modelGateway.bicep' = if (hasModel) {
  name: 'modelGateway'
  params: {
    name: name
    location: location
    publisherEmail: alertEmail
    accountName: models!.outputs.name
    callerClientId: identity.outputs.clientId
    tokensPerMinute: tokensPerMinute
    subnetId: network.outputs.gatewaySubnetId
    endpointSubnetId: network.outputs.endpointSubnetId
    zoneId: network.outputs.modelGatewayZoneId
    workspaceId: logs.outputs.workspaceId
  }
}

module speech 'modules/speech.bicep' = if (hasSpeech) {
  name: 'speech'
  params: {
    name: name
    location: location
    principalId: identity.outputs.principalId
    subnetId: network.outputs.endpointSubnetId
    zoneId: network.outputs.speechZoneId
    workspaceId: logs.outputs.workspaceId
  }
}

module sms 'modules/communication.bicep' = if (hasSms) {
  name: 'communication'
  params: { name: name, principalId: identity.outputs.principalId, workspaceId: logs.outputs.workspaceId }
}

module liveText 'modules/events.bicep' = if (hasLiveText) {
  name: 'events'
  params: {
    name: name
    location: location
    principalId: identity.outputs.principalId
    subnetId: network.outputs.endpointSubnetId
    zoneId: network.outputs.eventsZoneId
    workspaceId: logs.outputs.workspaceId
  }
}

module bot 'modules/bot.bicep' = {
  name: 'bot'
  params: {
    name: name
    location: location
    image: image
    registryServer: identity.outputs.registryServer
    identityId: identity.outputs.id
    clientId: identity.outputs.clientId
    tenantId: identity.outputs.tenantId
    subnetId: network.outputs.appSubnetId
    workspaceId: logs.outputs.workspaceId
    isInternal: hasFirewall
    isZoneRedundant: isZoneRedundant
    minBots: minBots
    maxBots: maxBots
    companyName: companyName
    publicUrl: publicUrl
    databaseUrl: database.outputs.url
    vaultUri: keyVault.outputs.uri
    signInClientId: signInClientId
    roleMap: roleMap
    groupMap: groupMap
    sharePointLibraries: sharePointLibraries
    blobContainers: blobContainers
    dataverseUrl: dataverseUrl
    searchEndpoint: hasModel ? search!.outputs.endpoint : ''
    modelEndpoint: hasModel ? modelGateway!.outputs.endpoint : ''
    chatDeployment: hasModel ? models!.outputs.chatDeployment : ''
    embeddingDeployment: hasModel ? models!.outputs.embeddingDeployment : ''
    speechEndpoint: hasSpeech ? speech!.outputs.endpoint : ''
    liveTextBrokers: hasLiveText ? liveText!.outputs.brokers : ''
    liveTextTopic: hasLiveText ? liveText!.outputs.topic : ''
    smsEndpoint: hasSms ? sms!.outputs.endpoint : ''
    smsSender: hasSms ? smsSender : ''
    insightsPlace: insights.outputs.place
  }
}

module firewall 'modules/firewall.bicep' = if (hasFirewall) {
  name: 'firewall'
  params: {
    name: name
    location: location
    mode: firewallMode
    hostName: replace(publicUrl, 'https://', '')
    backendAddress: bot.outputs.domain
    certificateId: certificateId
    vaultName: keyVault.outputs.name
    subnetId: network.outputs.firewallSubnetId
    workspaceId: logs.outputs.workspaceId
  }
}

module botNames 'modules/botNames.bicep' = if (hasFirewall) {
  name: 'botNames'
  params: {
    domain: bot.outputs.environmentDomain
    address: bot.outputs.environmentAddress
    networkId: network.outputs.id
  }
}

module registration 'modules/registration.bicep' = {
  name: 'registration'
  params: {
    name: name
    endpoint: '${bot.outputs.publicUrl}/api/messages'
    identityId: identity.outputs.id
    clientId: identity.outputs.clientId
    tenantId: identity.outputs.tenantId
    signInClientId: signInClientId
    signInClientSecret: signInClientSecret
    workspaceId: logs.outputs.workspaceId
  }
}

module worker 'modules/worker.bicep' = if (workers > 0) {
  name: 'worker'
  params: {
    name: name
    location: location
    workers: workers
    image: image
    registryServer: identity.outputs.registryServer
    identityId: identity.outputs.id
    clientId: identity.outputs.clientId
    tenantId: identity.outputs.tenantId
    subnetId: network.outputs.workerSubnetId
    borderControllers: borderControllers
    databaseUrl: database.outputs.url
    vaultUri: keyVault.outputs.uri
    speechEndpoint: hasSpeech ? speech!.outputs.endpoint : ''
    liveTextBrokers: hasLiveText ? liveText!.outputs.brokers : ''
    liveTextTopic: hasLiveText ? liveText!.outputs.topic : ''
    isConfidential: isConfidential
    sshKey: workerSshKey
    collectionRuleId: logs.outputs.workerRuleId
    insightsPlace: insights.outputs.place
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  params: { name: name, location: location, workspaceId: logs.outputs.workspaceId, email: alertEmail }
}

module workbook 'modules/workbook.bicep' = {
  name: 'workbook'
  params: { name: name, location: location, workspaceId: logs.outputs.workspaceId }
}

module sentinel 'modules/sentinel.bicep' = if (hasSentinel) {
  name: 'sentinel'
  params: { workspaceName: logs.outputs.workspaceName }
}

module defender 'modules/defender.bicep' = if (hasDefender) {
  name: 'defender'
  scope: subscription()
}

output BOT_ID string = identity.outputs.clientId
output BOT_TENANT_ID string = identity.outputs.tenantId
output BOT_DOMAIN string = replace(bot.outputs.publicUrl, 'https://', '')

// The bot on Container Apps. State lies in PostgreSQL, so that any number of bots behave as one.
param name string
param location string
param image string
param registryServer string
param identityId string
param clientId string
param tenantId string
param subnetId string
param workspaceId string
@description('Reached from the network alone, behind the firewall.')
param isInternal bool
param isZoneRedundant bool
param minBots int
param maxBots int
param companyName string
param publicUrl string
param databaseUrl string
param vaultUri string
param signInClientId string
param roleMap string
param groupMap string
param sharePointLibraries string
param blobContainers string
param dataverseUrl string
param searchEndpoint string
param modelEndpoint string
param chatDeployment string
param embeddingDeployment string
param speechEndpoint string
param liveTextBrokers string
param liveTextTopic string
param smsEndpoint string
param smsSender string
param insightsPlace string

var address = publicUrl == '' ? 'https://${name}-bot.${environment.properties.defaultDomain}' : publicUrl
var signInSecrets = signInClientId == ''
  ? []
  : [{ name: 'sign-in-secret', keyVaultUrl: '${vaultUri}secrets/sign-in-secret', identity: identityId }]
// An empty variable counts as not set.
var settings = [
  { name: 'NODE_ENV', value: 'production' }
  { name: 'PUBLIC_URL', value: address }
  { name: 'BOT_ID', value: clientId }
  { name: 'BOT_TYPE', value: 'UserAssignedMsi' }
  { name: 'BOT_TENANT_ID', value: tenantId }
  { name: 'COMPANY_NAME', value: companyName }
  { name: 'DATA_DIR', value: '/data' }
  { name: 'DATABASE_URL', value: databaseUrl }
  { name: 'DATA_KEY', secretRef: 'data-key' }
  { name: 'CALL_EVENTS_KEY', secretRef: 'call-events-key' }
  { name: 'ROLE_MAP', value: roleMap }
  { name: 'GROUP_MAP', value: groupMap }
  { name: 'SHAREPOINT_LIBRARIES', value: sharePointLibraries }
  { name: 'BLOB_CONTAINERS', value: blobContainers }
  { name: 'DATAVERSE_URL', value: dataverseUrl }
  { name: 'AZURE_SEARCH_ENDPOINT', value: searchEndpoint }
  { name: 'AZURE_SEARCH_SEMANTIC_CONFIG', value: searchEndpoint == '' ? '' : 'earpiece' }
  { name: 'AZURE_OPENAI_ENDPOINT', value: modelEndpoint }
  { name: 'AZURE_OPENAI_DEPLOYMENT', value: chatDeployment }
  { name: 'AZURE_OPENAI_EMBEDDING_DEPLOYMENT', value: embeddingDeployment }
  { name: 'AZURE_SPEECH_ENDPOINT', value: speechEndpoint }
  { name: 'KAFKA_BROKERS', value: liveTextBrokers }
  { name: 'KAFKA_TRANSCRIPTS_TOPIC', value: liveTextTopic }
  { name: 'KAFKA_SASL_MECHANISM', value: 'oauthbearer' }
  { name: 'SMS_PROVIDER', value: smsEndpoint == '' ? '' : 'acs' }
  { name: 'SMS_ACS_ENDPOINT', value: smsEndpoint }
  { name: 'SMS_SENDER', value: smsSender }
  { name: 'APPLICATIONINSIGHTS_CONNECTION_STRING', value: insightsPlace }
]
var signInSettings = signInClientId == ''
  ? []
  : [
      { name: 'AAD_APP_CLIENT_ID', value: signInClientId }
      { name: 'AAD_APP_CLIENT_SECRET', secretRef: 'sign-in-secret' }
    ]

resource environment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: '${name}-environment'
  location: location
  properties: {
    appLogsConfiguration: { destination: 'azure-monitor' }
    vnetConfiguration: { infrastructureSubnetId: subnetId, internal: isInternal }
    zoneRedundant: isZoneRedundant
    peerAuthentication: { mtls: { enabled: true } }
    workloadProfiles: [{ name: 'Consumption', workloadProfileType: 'Consumption' }]
  }
}

resource toLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: environment
  name: 'to-logs'
  properties: { workspaceId: workspaceId, logs: [{ categoryGroup: 'allLogs', enabled: true }] }
}

resource bot 'Microsoft.App/containerApps@2024-03-01' = {
  name: '${name}-bot'
  location: location
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
  properties: {
    managedEnvironmentId: environment.id
    workloadProfileName: 'Consumption'
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: { external: true, targetPort: 3978, allowInsecure: false, transport: 'http' }
      registries: registryServer == '' ? [] : [{ server: registryServer, identity: identityId }]
      secrets: concat(
        [
          { name: 'data-key', keyVaultUrl: '${vaultUri}secrets/data-key', identity: identityId }
          { name: 'call-events-key', keyVaultUrl: '${vaultUri}secrets/call-events-key', identity: identityId }
        ],
        signInSecrets
      )
    }
    template: {
      // Turns under way get 20 seconds, the whole stop 25.
      terminationGracePeriodSeconds: 40
      containers: [
        {
          name: 'bot'
          image: image
          resources: { cpu: json('1.0'), memory: '2Gi' }
          env: concat(settings, signInSettings)
          probes: [
            { type: 'Startup', httpGet: { path: '/healthz', port: 3978 }, periodSeconds: 3, failureThreshold: 40 }
            { type: 'Liveness', httpGet: { path: '/healthz', port: 3978 }, periodSeconds: 10, failureThreshold: 3 }
            { type: 'Readiness', httpGet: { path: '/readyz', port: 3978 }, periodSeconds: 5, failureThreshold: 3 }
          ]
          volumeMounts: [{ volumeName: 'data', mountPath: '/data' }]
        }
      ]
      scale: {
        minReplicas: minBots
        maxReplicas: maxBots
        rules: [{ name: 'requests', http: { metadata: { concurrentRequests: '40' } } }]
      }
      // Nothing that must last lies here: the search index of this process is rebuilt from the database.
      volumes: [{ name: 'data', storageType: 'EmptyDir' }]
    }
  }
}

output publicUrl string = address
output domain string = bot.properties.configuration.ingress.fqdn
output environmentDomain string = environment.properties.defaultDomain
output environmentAddress string = environment.properties.staticIp

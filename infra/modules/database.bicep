// PostgreSQL inside the network. Nobody has a password: the identity of bot and workers signs in with Entra ID.
param name string
param location string
param identityName string
param principalId string
param subnetId string
param zoneId string
param workspaceId string
param isZoneRedundant bool

resource server 'Microsoft.DBforPostgreSQL/flexibleServers@2024-08-01' = {
  name: '${name}-database-${uniqueString(resourceGroup().id)}'
  location: location
  sku: isZoneRedundant
    ? { name: 'Standard_D4ds_v5', tier: 'GeneralPurpose' }
    : { name: 'Standard_B2s', tier: 'Burstable' }
  properties: {
    version: '17'
    authConfig: { activeDirectoryAuth: 'Enabled', passwordAuth: 'Disabled', tenantId: subscription().tenantId }
    network: { delegatedSubnetResourceId: subnetId, privateDnsZoneArmResourceId: zoneId, publicNetworkAccess: 'Disabled' }
    highAvailability: { mode: isZoneRedundant ? 'ZoneRedundant' : 'Disabled' }
    backup: { backupRetentionDays: isZoneRedundant ? 35 : 7, geoRedundantBackup: 'Disabled' }
    storage: { storageSizeGB: isZoneRedundant ? 128 : 32, autoGrow: 'Enabled' }
  }
}

resource encryptedOnly 'Microsoft.DBforPostgreSQL/flexibleServers/configurations@2024-08-01' = {
  parent: server
  name: 'require_secure_transport'
  properties: { value: 'on', source: 'user-override' }
}

resource modernTlsOnly 'Microsoft.DBforPostgreSQL/flexibleServers/configurations@2024-08-01' = {
  parent: server
  name: 'ssl_min_protocol_version'
  properties: { value: 'TLSv1.2', source: 'user-override' }
  dependsOn: [encryptedOnly]
}

resource owner 'Microsoft.DBforPostgreSQL/flexibleServers/administrators@2024-08-01' = {
  parent: server
  name: principalId
  properties: { principalName: identityName, principalType: 'ServicePrincipal', tenantId: subscription().tenantId }
  dependsOn: [modernTlsOnly]
}

resource earpiece 'Microsoft.DBforPostgreSQL/flexibleServers/databases@2024-08-01' = {
  parent: server
  name: 'earpiece'
  properties: { charset: 'UTF8', collation: 'en_US.utf8' }
  dependsOn: [owner]
}

resource toLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: server
  name: 'to-logs'
  properties: { workspaceId: workspaceId, logs: [{ categoryGroup: 'allLogs', enabled: true }] }
}

output url string = 'postgres://${identityName}@${server.properties.fullyQualifiedDomainName}:5432/${earpiece.name}?sslmode=verify-full'

// Where everything writes to: one workspace. It takes no keys, only identities.
param name string
param location string
param days int

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${name}-logs'
  location: location
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: days
    features: { disableLocalAuth: true }
  }
}

// Lines of the workers, which Docker hands to the machine's own log.
resource workerRule 'Microsoft.Insights/dataCollectionRules@2023-03-11' = {
  name: '${name}-worker-lines'
  location: location
  kind: 'Linux'
  properties: {
    dataSources: {
      syslog: [
        {
          name: 'docker'
          streams: ['Microsoft-Syslog']
          facilityNames: ['daemon']
          logLevels: ['Info', 'Notice', 'Warning', 'Error', 'Critical', 'Alert', 'Emergency']
        }
      ]
    }
    destinations: { logAnalytics: [{ name: 'workspace', workspaceResourceId: workspace.id }] }
    dataFlows: [{ streams: ['Microsoft-Syslog'], destinations: ['workspace'] }]
  }
}

output workspaceId string = workspace.id
output workspaceName string = workspace.name
output workerRuleId string = workerRule.id

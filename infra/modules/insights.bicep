// Where figures and traces go: Application Insights in the same workspace. It takes no keys, only our identity.
param name string
param location string
param workspaceId string
param principalId string

// Monitoring Metrics Publisher
var publishRoleId = '3913510d-42f4-4e42-8a64-420c390055eb'

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: '${name}-insights'
  location: location
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspaceId
    DisableLocalAuth: true
    IngestionMode: 'LogAnalytics'
  }
}

resource mayPublish 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: insights
  name: guid(insights.id, principalId, publishRoleId)
  properties: {
    principalId: principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', publishRoleId)
  }
}

// Says where to send to. Its key opens nothing, as local authentication is off.
output place string = insights.properties.ConnectionString

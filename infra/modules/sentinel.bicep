// Sentinel on the log workspace, with rules over what Earpiece audits. The audit log itself stays in the database; every
// row is told to the log as it is written, with ids and never with words.
param workspaceName string

var rules = [
  {
    name: 'refusals-by-one-person'
    title: 'One person is refused again and again'
    query: loadTextContent('../queries/sentinelRefusals.kql')
    severity: 'Medium'
    tactics: ['Collection']
  }
  {
    name: 'many-customers-viewed'
    title: 'One person views unusually many customers'
    query: loadTextContent('../queries/sentinelCustomers.kql')
    severity: 'High'
    tactics: ['Collection', 'Exfiltration']
  }
  {
    name: 'customers-erased-or-disclosed'
    title: 'Customer data was erased or disclosed'
    query: loadTextContent('../queries/sentinelErased.kql')
    severity: 'Informational'
    tactics: ['Impact']
  }
  {
    name: 'settings-changed'
    title: 'Settings changed'
    query: loadTextContent('../queries/sentinelSettings.kql')
    severity: 'Low'
    tactics: ['Persistence']
  }
  {
    name: 'forged-requests'
    title: 'Forged or unsigned requests'
    query: loadTextContent('../queries/sentinelForged.kql')
    severity: 'Medium'
    tactics: ['InitialAccess']
  }
]

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' existing = {
  name: workspaceName
}

resource onboarding 'Microsoft.SecurityInsights/onboardingStates@2024-03-01' = {
  scope: workspace
  name: 'default'
  properties: {}
}

resource alertRules 'Microsoft.SecurityInsights/alertRules@2024-03-01' = [
  for rule in rules: {
    scope: workspace
    name: guid(workspace.id, rule.name)
    kind: 'Scheduled'
    properties: {
      displayName: rule.title
      enabled: true
      severity: rule.severity
      tactics: rule.tactics
      query: rule.query
      queryFrequency: 'PT1H'
      queryPeriod: 'PT1H'
      triggerOperator: 'GreaterThan'
      triggerThreshold: 0
      suppressionEnabled: false
      suppressionDuration: 'PT1H'
    }
    dependsOn: [onboarding]
  }
]

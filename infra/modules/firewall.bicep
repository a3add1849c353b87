// Application Gateway with its web application firewall: https only, TLS 1.2 and later, the certificate from Key Vault.
param name string
param location string
param mode string
param hostName string
param backendAddress string
param certificateId string
param vaultName string
param subnetId string
param workspaceId string

// Key Vault Secrets User
var readRoleId = '4633458b-17de-408a-b874-0445c86b69e6'
var gatewayId = resourceId('Microsoft.Network/applicationGateways', '${name}-firewall')

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vaultName
}

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: '${name}-firewall-identity'
  location: location
}

resource mayRead 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: vault
  name: guid(vault.id, identity.id, readRoleId)
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', readRoleId)
  }
}

resource address 'Microsoft.Network/publicIPAddresses@2024-01-01' = {
  name: '${name}-firewall-address'
  location: location
  sku: { name: 'Standard' }
  properties: { publicIPAllocationMethod: 'Static' }
}

resource rules 'Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies@2024-01-01' = {
  name: '${name}-firewall-rules'
  location: location
  properties: {
    policySettings: { state: 'Enabled', mode: mode, requestBodyCheck: true, maxRequestBodySizeInKb: 2000 }
    customRules: [
      {
        name: 'OnlyOurPaths'
        priority: 10
        ruleType: 'MatchRule'
        action: 'Block'
        matchConditions: [
          {
            matchVariables: [{ variableName: 'RequestUri' }]
            operator: 'BeginsWith'
            negationConditon: true
            matchValues: ['/api/messages', '/api/calls', '/sources/', '/healthz']
          }
        ]
      }
    ]
    managedRules: {
      managedRuleSets: [
        { ruleSetType: 'Microsoft_DefaultRuleSet', ruleSetVersion: '2.1' }
        { ruleSetType: 'Microsoft_BotManagerRuleSet', ruleSetVersion: '1.1' }
      ]
      // People's words and cards are no code: "select all from the menu" is a question. Earpiece checks them itself.
      exclusions: [
        { matchVariable: 'RequestArgNames', selectorMatchOperator: 'StartsWith', selector: 'text' }
        { matchVariable: 'RequestArgNames', selectorMatchOperator: 'StartsWith', selector: 'value' }
        { matchVariable: 'RequestArgNames', selectorMatchOperator: 'StartsWith', selector: 'attachments' }
      ]
    }
  }
}

resource gateway 'Microsoft.Network/applicationGateways@2024-01-01' = {
  name: '${name}-firewall'
  location: location
  identity: { type: 'UserAssigned', userAssignedIdentities: { '${identity.id}': {} } }
  properties: {
    sku: { name: 'WAF_v2', tier: 'WAF_v2' }
    autoscaleConfiguration: { minCapacity: 1, maxCapacity: 4 }
    firewallPolicy: { id: rules.id }
    sslPolicy: { policyType: 'Predefined', policyName: 'AppGwSslPolicy20220101S' }
    sslCertificates: [{ name: 'certificate', properties: { keyVaultSecretId: certificateId } }]
    gatewayIPConfigurations: [{ name: 'inside', properties: { subnet: { id: subnetId } } }]
    frontendIPConfigurations: [{ name: 'outside', properties: { publicIPAddress: { id: address.id } } }]
    frontendPorts: [{ name: 'https', properties: { port: 443 } }]
    backendAddressPools: [{ name: 'bot', properties: { backendAddresses: [{ fqdn: backendAddress }] } }]
    probes: [
      {
        name: 'alive'
        properties: {
          protocol: 'Https'
          path: '/healthz'
          interval: 10
          timeout: 5
          unhealthyThreshold: 3
          pickHostNameFromBackendHttpSettings: true
        }
      }
    ]
    backendHttpSettingsCollection: [
      {
        name: 'https'
        properties: {
          port: 443
          protocol: 'Https'
          pickHostNameFromBackendAddress: true
          requestTimeout: 30
          probe: { id: '${gatewayId}/probes/alive' }
        }
      }
    ]
    httpListeners: [
      {
        name: 'https'
        properties: {
          frontendIPConfiguration: { id: '${gatewayId}/frontendIPConfigurations/outside' }
          frontendPort: { id: '${gatewayId}/frontendPorts/https' }
          protocol: 'Https'
          hostName: hostName
          sslCertificate: { id: '${gatewayId}/sslCertificates/certificate' }
        }
      }
    ]
    requestRoutingRules: [
      {
        name: 'to-bot'
        properties: {
          ruleType: 'Basic'
          priority: 100
          httpListener: { id: '${gatewayId}/httpListeners/https' }
          backendAddressPool: { id: '${gatewayId}/backendAddressPools/bot' }
          backendHttpSettings: { id: '${gatewayId}/backendHttpSettingsCollection/https' }
        }
      }
    ]
  }
  dependsOn: [mayRead]
}

resource toLogs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  scope: gateway
  name: 'to-logs'
  properties: { workspaceId: workspaceId, logs: [{ category: 'ApplicationGatewayFirewallLog', enabled: true }] }
}

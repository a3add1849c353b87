// One network with a subnet for each kind of thing, and the private names of the services in it.
param name string
param location string
param borderControllers array
param hasDdosProtection bool

@description('UDP ports on which voices come in; as SIPREC_RTP_PORTS.')
param rtpPorts string = '20000-29998'

var zones = [
  'privatelink.vaultcore.azure.net'
  'privatelink.postgres.database.azure.com'
  'privatelink.search.windows.net'
  'privatelink.openai.azure.com'
  'privatelink.cognitiveservices.azure.com'
  'privatelink.servicebus.windows.net'
  'privatelink.azure-api.net'
]

resource ddosPlan 'Microsoft.Network/ddosProtectionPlans@2024-01-01' = if (hasDdosProtection) {
  name: '${name}-ddos'
  location: location
}

// Live calls come from the session border controllers, and from nobody else.
resource workerRules 'Microsoft.Network/networkSecurityGroups@2024-01-01' = {
  name: '${name}-worker-rules'
  location: location
  properties: {
    securityRules: concat(
      empty(borderControllers)
        ? []
        : [
            {
              name: 'siprec-signalling'
              properties: {
                priority: 100
                direction: 'Inbound'
                access: 'Allow'
                protocol: '*'
                sourceAddressPrefixes: borderControllers
                sourcePortRange: '*'
                destinationAddressPrefix: '*'
                destinationPortRanges: ['5060', '5061']
              }
            }
            {
              name: 'siprec-voices'
              properties: {
                priority: 110
                direction: 'Inbound'
                access: 'Allow'
                protocol: 'Udp'
                sourceAddressPrefixes: borderControllers
                sourcePortRange: '*'
                destinationAddressPrefix: '*'
                destinationPortRange: rtpPorts
              }
            }
          ],
      [
        {
          name: 'nobody-else'
          properties: {
            priority: 4000
            direction: 'Inbound'
            access: 'Deny'
            protocol: '*'
            sourceAddressPrefix: '*'
            sourcePortRange: '*'
            destinationAddressPrefix: '*'
            destinationPortRange: '*'
          }
        }
      ]
    )
  }
}

// The network has its own way in: what an application gateway needs to be managed, and https.
resource firewallRules 'Microsoft.Network/networkSecurityGroups@2024-01-01' = {
  name: '${name}-firewall-rules'
  location: location
  properties: {
    securityRules: [
      {
        name: 'https'
        properties: {
          priority: 100
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: 'Internet'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '443'
        }
      }
      {
        name: 'gateway-management'
        properties: {
          priority: 110
          direction: 'Inbound'
          access: 'Allow'
          protocol: 'Tcp'
          sourceAddressPrefix: 'GatewayManager'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '65200-65535'
        }
      }
    ]
  }
}

resource closedRules 'Microsoft.Network/networkSecurityGroups@2024-01-01' = {
  name: '${name}-closed-rules'
  location: location
  properties: {
    securityRules: [
      {
        name: 'network-only'
        properties: {
          priority: 4000
          direction: 'Inbound'
          access: 'Deny'
          protocol: '*'
          sourceAddressPrefix: 'Internet'
          sourcePortRange: '*'
          destinationAddressPrefix: '*'
          destinationPortRange: '*'
        }
      }
    ]
  }
}

resource network 'Microsoft.Network/virtualNetworks@2024-01-01' = {
  name: '${name}-network'
  location: location
  properties: {
    addressSpace: { addressPrefixes: ['10.20.0.0/16'] }
    enableDdosProtection: hasDdosProtection
    ddosProtectionPlan: hasDdosProtection ? { id: ddosPlan.id } : null
    subnets: [
      {
        name: 'apps'
        properties: {
          addressPrefix: '10.20.0.0/23'
          delegations: [{ name: 'apps', properties: { serviceName: 'Microsoft.App/environments' } }]
        }
      }
      {
        name: 'workers'
        properties: { addressPrefix: '10.20.2.0/24', networkSecurityGroup: { id: workerRules.id } }
      }
      {
        name: 'endpoints'
        properties: { addressPrefix: '10.20.3.0/24', networkSecurityGroup: { id: closedRules.id } }
      }
      {
        name: 'database'
        properties: {
          addressPrefix: '10.20.4.0/26'
          networkSecurityGroup: { id: closedRules.id }
          delegations: [
            { name: 'database', properties: { serviceName: 'Microsoft.DBforPostgreSQL/flexibleServers' } }
          ]
        }
      }
      {
        name: 'firewall'
        properties: { addressPrefix: '10.20.5.0/24', networkSecurityGroup: { id: firewallRules.id } }
      }
      {
        name: 'model-gateway'
        properties: {
          addressPrefix: '10.20.6.0/26'
          networkSecurityGroup: { id: closedRules.id }
          delegations: [{ name: 'model-gateway', properties: { serviceName: 'Microsoft.Web/serverFarms' } }]
        }
      }
    ]
  }
}

resource names 'Microsoft.Network/privateDnsZones@2020-06-01' = [
  for zone in zones: {
    name: zone
    location: 'global'
  }
]

resource links 'Microsoft.Network/privateDnsZones/virtualNetworkLinks@2020-06-01' = [
  for (zone, index) in zones: {
    parent: names[index]
    name: '${name}-link'
    location: 'global'
    properties: { registrationEnabled: false, virtualNetwork: { id: network.id } }
  }
]

output id string = network.id
output appSubnetId string = network.properties.subnets[0].id
output workerSubnetId string = network.properties.subnets[1].id
output endpointSubnetId string = network.properties.subnets[2].id
output databaseSubnetId string = network.properties.subnets[3].id
output firewallSubnetId string = network.properties.subnets[4].id
output gatewaySubnetId string = network.properties.subnets[5].id
output vaultZoneId string = names[0].id
output databaseZoneId string = names[1].id
output searchZoneId string = names[2].id
output modelZoneId string = names[3].id
output speechZoneId string = names[4].id
output eventsZoneId string = names[5].id
output modelGatewayZoneId string = names[6].id

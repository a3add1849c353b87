// Machines that hear live calls. Container Apps and App Service take no UDP, so SIPREC needs machines: each has an
// address of its own in the network that the session border controller sends to (policies/worker.yaml starts Earpiece).
param name string
param location string
param workers int
param image string
param registryServer string
param identityId string
param clientId string
param tenantId string
param subnetId string
param borderControllers array
param databaseUrl string
param vaultUri string
param speechEndpoint string
param liveTextBrokers string
param liveTextTopic string
param isConfidential bool
param sshKey string
param collectionRuleId string
param insightsPlace string

// A static address each, from the tenth of the subnet on.
var addresses = [for index in range(0, workers): '10.20.2.${10 + index}']
var size = isConfidential ? 'Standard_DC4as_v5' : 'Standard_D4as_v5'

resource cards 'Microsoft.Network/networkInterfaces@2024-01-01' = [
  for index in range(0, workers): {
    name: '${name}-worker-${index}-card'
    location: location
    properties: {
      enableAcceleratedNetworking: true
      ipConfigurations: [
        {
          name: 'inside'
          properties: {
            subnet: { id: subnetId }
            privateIPAllocationMethod: 'Static'
            privateIPAddress: addresses[index]
          }
        }
      ]
    }
  }
]

resource machines 'Microsoft.Compute/virtualMachines@2024-07-01' = [
  for index in range(0, workers): {
    name: '${name}-worker-${index}'
    location: location
    identity: { type: 'UserAssigned', userAssignedIdentities: { '${identityId}': {} } }
    properties: {
      hardwareProfile: { vmSize: size }
      networkProfile: { networkInterfaces: [{ id: cards[index].id }] }
      securityProfile: {
        securityType: isConfidential ? 'ConfidentialVM' : 'TrustedLaunch'
        uefiSettings: { secureBootEnabled: true, vTpmEnabled: true }
        encryptionAtHost: isConfidential ? null : true
      }
      storageProfile: {
        imageReference: {
          publisher: 'Canonical'
          offer: 'ubuntu-24_04-lts'
          sku: isConfidential ? 'cvm' : 'server'
          version: 'latest'
        }
        osDisk: {
          createOption: 'FromImage'
          managedDisk: {
            storageAccountType: 'Premium_LRS'
            securityProfile: isConfidential ? { securityEncryptionType: 'DiskWithVMGuestState' } : null
          }
        }
      }
      osProfile: {
        computerName: '${name}-worker-${index}'
        adminUsername: 'earpiece'
        linuxConfiguration: {
          disablePasswordAuthentication: true
          ssh: { publicKeys: [{ path: '/home/earpiece/.ssh/authorized_keys', keyData: sshKey }] }
          patchSettings: { patchMode: 'AutomaticByPlatform' }
        }
        customData: base64(reduce(
          [
            { key: '{{image}}', value: image }
            { key: '{{registry}}', value: registryServer }
            { key: '{{client-id}}', value: clientId }
            { key: '{{tenant-id}}', value: tenantId }
            { key: '{{vault}}', value: vaultUri }
            { key: '{{database-url}}', value: databaseUrl }
            { key: '{{speech-endpoint}}', value: speechEndpoint }
            { key: '{{live-text-brokers}}', value: liveTextBrokers }
            { key: '{{live-text-topic}}', value: liveTextTopic }
            { key: '{{insights}}', value: insightsPlace }
            { key: '{{address}}', value: addresses[index] }
            { key: '{{allow}}', value: join(borderControllers, ',') }
          ],
          loadTextContent('../policies/worker.yaml'),
          (text, filled) => replace(string(text), filled.key, filled.value)
        ))
      }
    }
  }
]

resource agents 'Microsoft.Compute/virtualMachines/extensions@2024-07-01' = [
  for index in range(0, workers): {
    parent: machines[index]
    name: 'AzureMonitorLinuxAgent'
    location: location
    properties: {
      publisher: 'Microsoft.Azure.Monitor'
      type: 'AzureMonitorLinuxAgent'
      typeHandlerVersion: '1.33'
      autoUpgradeMinorVersion: true
      enableAutomaticUpgrade: true
      settings: {
        authentication: { managedIdentity: { 'identifier-name': 'mi_res_id', 'identifier-value': identityId } }
      }
    }
  }
]

resource lines 'Microsoft.Insights/dataCollectionRuleAssociations@2023-03-11' = [
  for index in range(0, workers): {
    scope: machines[index]
    name: 'lines'
    properties: { dataCollectionRuleId: collectionRuleId }
  }
]

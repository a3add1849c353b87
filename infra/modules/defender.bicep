// Microsoft Defender plans for what this uses. They hold for the whole subscription and are paid for it.
targetScope = 'subscription'

var plans = ['AI', 'Containers', 'VirtualMachines', 'KeyVaults', 'OpenSourceRelationalDatabases', 'Arm']

// One at a time: the service refuses two changes at once.
@batchSize(1)
resource pricings 'Microsoft.Security/pricings@2024-01-01' = [
  for plan in plans: {
    name: plan
    properties: union({ pricingTier: 'Standard' }, plan == 'VirtualMachines' ? { subPlan: 'P2' } : {})
  }
]

// Alerts over the lines that Earpiece writes and the figures that it hands on. docs/runbook.md says for each what it means and what to do; each query lies
// in queries/, and tests check that what it looks for is what the program writes.
param name string
param location string
param workspaceId string
param email string

var rules = [
  {
    name: 'notes-not-in-crm'
    meaning: 'Approved notes wait for the CRM: outbox lag.'
    query: loadTextContent('../queries/notesNotInCrm.kql')
    threshold: 5
    severity: 2
  }
  {
    name: 'notes-given-up'
    meaning: 'Notes were given up: dead letters.'
    query: loadTextContent('../queries/notesGivenUp.kql')
    threshold: 0
    severity: 1
  }
  {
    name: 'rights-open'
    meaning: 'The daily self-test found restricted documents open to everybody.'
    query: loadTextContent('../queries/rightsOpen.kql')
    threshold: 0
    severity: 0
  }
  {
    name: 'model-away'
    meaning: 'The language model does not answer: its breaker opens, answers come straight from the sources.'
    query: loadTextContent('../queries/modelAway.kql')
    threshold: 10
    severity: 3
  }
  {
    name: 'search-away'
    meaning: 'AI Search does not answer; the local index does.'
    query: loadTextContent('../queries/searchAway.kql')
    threshold: 0
    severity: 2
  }
  {
    name: 'directory-away'
    meaning: 'People cannot be looked up: restricted documents stay closed for them.'
    query: loadTextContent('../queries/directoryAway.kql')
    threshold: 10
    severity: 2
  }
  {
    name: 'turns-failed'
    meaning: 'Questions ended in a fault.'
    query: loadTextContent('../queries/turnsFailed.kql')
    threshold: 5
    severity: 1
  }
  {
    name: 'calls-not-shown'
    meaning: 'Agents did not get the message of their call.'
    query: loadTextContent('../queries/callsNotShown.kql')
    threshold: 10
    severity: 3
  }
  {
    name: 'outbox-lag'
    meaning: 'The oldest approved note has waited for the CRM for a quarter of an hour.'
    query: loadTextContent('../queries/outboxLag.kql')
    threshold: 0
    severity: 2
  }
  {
    name: 'outbox-dead'
    meaning: 'Notes that were given up still wait for a person.'
    query: loadTextContent('../queries/outboxDead.kql')
    threshold: 0
    severity: 2
  }
  {
    name: 'breaker-open'
    meaning: 'A model is left alone after faults.'
    query: loadTextContent('../queries/breakersOpen.kql')
    threshold: 0
    severity: 3
  }
  {
    name: 'workers-full'
    meaning: 'A worker has no room for one more live call.'
    query: loadTextContent('../queries/workersFull.kql')
    threshold: 0
    severity: 2
  }
  {
    name: 'voices-lost'
    meaning: 'Packets of live calls are lost or late: sentences are missed.'
    query: loadTextContent('../queries/voicesLost.kql')
    threshold: 0
    severity: 2
  }
  {
    name: 'recognition-behind'
    meaning: 'Speech to text does not keep up with live calls.'
    query: loadTextContent('../queries/recognitionBehind.kql')
    threshold: 0
    severity: 2
  }
]

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${name}-people'
  location: 'global'
  properties: {
    groupShortName: 'Earpiece'
    enabled: true
    emailReceivers: [{ name: 'admin', emailAddress: email, useCommonAlertSchema: true }]
  }
}

resource alerts 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: '${name}-${rule.name}'
    location: location
    properties: {
      displayName: rule.meaning
      description: rule.meaning
      severity: rule.severity
      enabled: true
      scopes: [workspaceId]
      evaluationFrequency: 'PT5M'
      windowSize: 'PT15M'
      // A table that nothing has written to yet does not exist.
      skipQueryValidation: true
      criteria: {
        allOf: [{ query: rule.query, timeAggregation: 'Count', operator: 'GreaterThan', threshold: rule.threshold }]
      }
      actions: { actionGroups: [people.id] }
    }
  }
]

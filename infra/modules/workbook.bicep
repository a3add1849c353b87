// One page in the portal over the same lines and figures.
param name string
param location string
param workspaceId string

var charts = [
  { title: 'Questions by outcome', query: loadTextContent('../queries/questions.kql'), visual: 'timechart' }
  { title: 'Refusals by reason', query: loadTextContent('../queries/refusals.kql'), visual: 'table' }
  { title: 'Faults', query: loadTextContent('../queries/faults.kql'), visual: 'table' }
  { title: 'Notes into the CRM', query: loadTextContent('../queries/notesWritten.kql'), visual: 'timechart' }
  { title: 'Delays in seconds', query: loadTextContent('../queries/delays.kql'), visual: 'table' }
  { title: 'Live calls', query: loadTextContent('../queries/callsOpen.kql'), visual: 'timechart' }
  { title: 'Alerts', query: loadTextContent('../queries/alertStates.kql'), visual: 'timechart' }
  { title: 'SMS', query: loadTextContent('../queries/smsStates.kql'), visual: 'timechart' }
  { title: 'Tokens', query: loadTextContent('../queries/tokens.kql'), visual: 'timechart' }
]

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, name, 'workbook')
  location: location
  kind: 'shared'
  properties: {
    displayName: 'Earpiece'
    category: 'workbook'
    sourceId: workspaceId
    serializedData: string({
      version: 'Notebook/1.0'
      items: map(charts, chart => {
        type: 3
        name: chart.title
        content: {
          version: 'KqlItem/1.0'
          title: chart.title
          query: chart.query
          size: 0
          queryType: 0
          resourceType: 'microsoft.operationalinsights/workspaces'
          visualization: chart.visual
          timeContext: { durationMs: 86400000 }
        }
      })
      '$schema': 'https://github.com/Microsoft/Application-Insights-Workbooks/blob/master/schema/workbook.json'
    })
  }
}

// A first team: one bot, no worker, no firewall, the smallest database. Enough to try everything but live calls.
using 'main.bicep'

param image = readEnvironmentVariable('EARPIECE_IMAGE')
param registryName = readEnvironmentVariable('EARPIECE_REGISTRY', '')
param companyName = readEnvironmentVariable('COMPANY_NAME')
param signInClientId = readEnvironmentVariable('AAD_APP_CLIENT_ID', '')
param signInClientSecret = readEnvironmentVariable('SECRET_AAD_APP_CLIENT_SECRET', '')
param dataKey = readEnvironmentVariable('SECRET_DATA_KEY')
param callEventsKey = readEnvironmentVariable('SECRET_CALL_EVENTS_KEY')
param roleMap = readEnvironmentVariable('ROLE_MAP', '')
param groupMap = readEnvironmentVariable('GROUP_MAP', '')
param alertEmail = readEnvironmentVariable('ALERT_EMAIL')

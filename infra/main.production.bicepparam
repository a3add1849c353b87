// Several teams and live calls: two bots and more in two zones, workers for SIPREC, firewall, Sentinel, Defender.
using 'main.bicep'

param image = readEnvironmentVariable('EARPIECE_IMAGE')
param registryName = readEnvironmentVariable('EARPIECE_REGISTRY', '')
param companyName = readEnvironmentVariable('COMPANY_NAME')
param publicUrl = readEnvironmentVariable('PUBLIC_URL')
param certificateId = readEnvironmentVariable('CERTIFICATE_ID')
param signInClientId = readEnvironmentVariable('AAD_APP_CLIENT_ID')
param signInClientSecret = readEnvironmentVariable('SECRET_AAD_APP_CLIENT_SECRET')
param dataKey = readEnvironmentVariable('SECRET_DATA_KEY')
param callEventsKey = readEnvironmentVariable('SECRET_CALL_EVENTS_KEY')
param roleMap = readEnvironmentVariable('ROLE_MAP')
param groupMap = readEnvironmentVariable('GROUP_MAP')
param dataverseUrl = readEnvironmentVariable('DATAVERSE_URL', '')
param alertEmail = readEnvironmentVariable('ALERT_EMAIL')
param workerSshKey = readEnvironmentVariable('WORKER_SSH_KEY')
// Replace by the networks of your session border controllers.
param borderControllers = ['192.0.2.0/28']
param tokensPerMinute = 200000
param hasSpeech = true
param workers = 2
param minBots = 2
param maxBots = 6
param isZoneRedundant = true
param hasFirewall = true
param firewallMode = 'Prevention'
param hasDdosProtection = true
param hasDefender = true
param isConfidential = true
param hasSentinel = true
param logDays = 180

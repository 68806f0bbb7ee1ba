// The whole of enterprise-mcp on Azure, in one of three shapes. Local modules only, so nothing has to be restored.
targetScope = 'subscription'

@description('The name of the azd environment; part of every name below.')
@minLength(1)
@maxLength(20)
param environmentName string

param location string

@allowed(['containerapp', 'appservice-container', 'appservice-jar'])
param shape string = 'containerapp'

@description('The image, with its tag or digest; unused by appservice-jar.')
param image string = ''

@description('An Azure container registry that holds the image; empty for one that asks for no password.')
param registryName string = ''

@description('The resource group of that registry.')
param registryGroup string = ''

@description('The URL that clients use. Empty: the one that the platform gives.')
param publicUrl string = ''

param upstreamApiBaseUrl string

@description('The Entra tenant in which users sign in.')
param tenant string

param oauthClientId string

@description('For instance: openid offline_access api://<id>/<scope>')
param oauthScopes string

@description('From ./emcp keygen. Goes into Key Vault only.')
@secure()
param jwtSigningKey string

@description('The secret of the app registration. Goes into Key Vault only.')
@secure()
param oauthClientSecret string

@description('Further settings of the server, or other values than those below; secrets do not belong here.')
param moreSettings object = {}

@description('State is in memory: with two replicas a login that began on one is unknown to the other.')
@minValue(1)
param maxReplicas int = 1

@description('An OpenTelemetry collector with the exporter azuremonitor, for Container Apps: beside the server, to Application Insights. Empty: none.')
param collectorImage string = ''

@description('A Managed Redis for a later version. Nothing is wired to it.')
param redis bool = false

@description('What App Service calls the Java 25 runtime; `az webapp list-runtimes --os linux` lists the names.')
param javaRuntime string = 'JAVA|25-java25'

var token = toLower(uniqueString(subscription().id, environmentName, location))
var name = 'emcp-${token}'
var privateRegistry = !empty(registryName)
var tags = { 'azd-env-name': environmentName }

// One list for all shapes. The port is added by each, because App Service may choose it.
var settings = union({
  MCP_TRANSPORT: 'http'
  LOG_FORMAT: 'json'
  MCP_AUTH_MODE: 'proxy'
  UPSTREAM_KIND: 'generic'
  UPSTREAM_API_BASE_URL: upstreamApiBaseUrl
  UPSTREAM_OAUTH_PRESET: 'entra'
  UPSTREAM_VAR_TENANT: tenant
  UPSTREAM_OAUTH_CLIENT_ID: oauthClientId
  UPSTREAM_OAUTH_SCOPES: oauthScopes
  UPSTREAM_DEADLINE_SECS: '180'
}, moreSettings)

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    name: name
    location: location
    tags: tags
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  scope: group
  params: {
    name: name
    location: location
    tags: tags
    jwtSigningKey: jwtSigningKey
    oauthClientSecret: oauthClientSecret
  }
}

module redisCache 'modules/redis.bicep' = if (redis) {
  name: 'redis'
  scope: group
  params: {
    name: name
    location: location
    tags: tags
  }
}

module registryAccess 'modules/registry.bicep' = if (privateRegistry) {
  name: 'registry'
  // A group is named in any case: the name of none is refused even where nothing is made in it.
  scope: resourceGroup(privateRegistry ? registryGroup : 'rg-${environmentName}')
  params: {
    registryName: registryName
    identityName: vault.outputs.identityName
    identityGroup: group.name
  }
}

module containerApp 'modules/containerapp.bicep' = if (shape == 'containerapp') {
  name: 'containerapp'
  scope: group
  params: {
    name: name
    location: location
    tags: tags
    image: image
    registryServer: privateRegistry ? registryAccess!.outputs.loginServer : ''
    publicUrl: publicUrl
    settings: settings
    identityId: vault.outputs.identityId
    identityClientId: vault.outputs.identityClientId
    jwtSigningKeyUri: vault.outputs.jwtSigningKeyUri
    oauthClientSecretUri: vault.outputs.oauthClientSecretUri
    workspaceName: monitoring.outputs.workspaceName
    insightsName: monitoring.outputs.insightsName
    collectorImage: collectorImage
    maxReplicas: maxReplicas
  }
}

module appService 'modules/appservice.bicep' = if (shape != 'containerapp') {
  name: 'appservice'
  scope: group
  params: {
    name: name
    location: location
    tags: tags
    image: shape == 'appservice-container' ? image : ''
    registryServer: privateRegistry ? registryAccess!.outputs.loginServer : ''
    javaRuntime: javaRuntime
    publicUrl: publicUrl
    settings: settings
    identityId: vault.outputs.identityId
    identityClientId: vault.outputs.identityClientId
    jwtSigningKeyUri: vault.outputs.jwtSigningKeyUri
    oauthClientSecretUri: vault.outputs.oauthClientSecretUri
    workspaceId: monitoring.outputs.workspaceId
  }
}

output AZURE_LOCATION string = location
output AZURE_TENANT_ID string = subscription().tenantId
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_KEY_VAULT_NAME string = vault.outputs.vaultName
output EMCP_APP_NAME string = name
output EMCP_URL string = shape == 'containerapp' ? containerApp!.outputs.url : appService!.outputs.url

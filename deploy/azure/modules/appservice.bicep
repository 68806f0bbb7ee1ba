// A container where an image is named, else Java SE with a jar that is deployed as a zip.
param name string
param location string
param tags object
param image string
param registryServer string
param javaRuntime string
param publicUrl string
param settings object
param identityId string
param identityClientId string
param jwtSigningKeyUri string
param oauthClientSecretUri string
param workspaceId string

var url = empty(publicUrl) ? 'https://${name}.azurewebsites.net' : publicUrl
var inContainer = !empty(image)

resource plan 'Microsoft.Web/serverfarms@2023-12-01' = {
  name: 'plan-${name}'
  location: location
  tags: tags
  kind: 'linux'
  sku: {
    name: 'B1'
    capacity: 1
  }
  properties: {
    reserved: true
  }
}

resource app 'Microsoft.Web/sites@2023-12-01' = {
  name: name
  location: location
  tags: tags
  kind: inContainer ? 'app,linux,container' : 'app,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    // Done by the platform's edge. Inside the container it would break the health check.
    httpsOnly: true
    // MCP clients send no cookies.
    clientAffinityEnabled: false
    keyVaultReferenceIdentity: identityId
    siteConfig: {
      alwaysOn: true
      healthCheckPath: '/health/ready'
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
      acrUseManagedIdentityCreds: !empty(registryServer)
      acrUserManagedIdentityID: empty(registryServer) ? '' : identityClientId
      linuxFxVersion: inContainer ? 'DOCKER|${image}' : javaRuntime
      appCommandLine: inContainer ? '' : 'sh /home/site/wwwroot/startup.sh'
    }
  }
}

resource appSettings 'Microsoft.Web/sites/config@2023-12-01' = {
  parent: app
  name: 'appsettings'
  properties: union(settings, inContainer ? { MCP_PORT: '8000', WEBSITES_PORT: '8000' } : {}, {
    MCP_SERVER_BASE_URL: url
    AZURE_CLIENT_ID: identityClientId
    MCP_JWT_SIGNING_KEY: '@Microsoft.KeyVault(SecretUri=${jwtSigningKeyUri})'
    UPSTREAM_OAUTH_CLIENT_SECRET: '@Microsoft.KeyVault(SecretUri=${oauthClientSecretUri})'
    WEBSITE_WARMUP_PATH: '/health/ready'
    WEBSITE_WARMUP_STATUSES: '200'
  })
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: app
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        category: 'AppServiceConsoleLogs'
        enabled: true
      }
    ]
  }
}

output url string = url

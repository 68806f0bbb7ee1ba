// The vault, the identity that may read it, and the two secrets. The identity comes before the app, so that its first start
// can already read them.
param name string
param location string
param tags object

@secure()
param jwtSigningKey string

@secure()
param oauthClientSecret string

var secretsUser = '4633458b-17de-408a-a874-0445c86b69e6'

resource identity 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-${name}'
  location: location
  tags: tags
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' = {
  name: 'kv-${name}'
  location: location
  tags: tags
  properties: {
    tenantId: subscription().tenantId
    enableRbacAuthorization: true
    enablePurgeProtection: true
    sku: {
      family: 'A'
      name: 'standard'
    }
  }
}

resource signingKey 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'mcp-jwt-signing-key'
  properties: {
    value: jwtSigningKey
  }
}

resource clientSecret 'Microsoft.KeyVault/vaults/secrets@2023-07-01' = {
  parent: vault
  name: 'upstream-oauth-client-secret'
  properties: {
    value: oauthClientSecret
  }
}

resource mayRead 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  name: guid(vault.id, identity.id, secretsUser)
  scope: vault
  properties: {
    principalId: identity.properties.principalId
    principalType: 'ServicePrincipal'
    roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', secretsUser)
  }
}

output vaultName string = vault.name
output identityId string = identity.id
output identityName string = identity.name
output identityClientId string = identity.properties.clientId
output jwtSigningKeyUri string = signingKey.properties.secretUri
output oauthClientSecretUri string = clientSecret.properties.secretUri

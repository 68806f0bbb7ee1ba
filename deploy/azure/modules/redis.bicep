// For a later version whose state may live outside the process. No key: who uses it shall sign in by identity.
param name string
param location string
param tags object

resource cluster 'Microsoft.Cache/redisEnterprise@2025-04-01' = {
  name: 'redis-${name}'
  location: location
  tags: tags
  sku: {
    name: 'Balanced_B0'
  }
  properties: {
    minimumTlsVersion: '1.2'
  }
}

resource database 'Microsoft.Cache/redisEnterprise/databases@2025-04-01' = {
  parent: cluster
  name: 'default'
  properties: {
    accessKeysAuthentication: 'Disabled'
    clientProtocol: 'Encrypted'
  }
}

output databaseId string = database.id

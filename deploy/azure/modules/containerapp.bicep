param name string
param location string
param tags object
param image string
param registryServer string
param publicUrl string
param settings object
param identityId string
param identityClientId string
param jwtSigningKeyUri string
param oauthClientSecretUri string
param workspaceName string
param maxReplicas int
param insightsName string
param collectorImage string

var port = 8000
var telemetry = empty(collectorImage) ? {} : { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318' }
var url = empty(publicUrl) ? 'https://${name}.${managedEnvironment.properties.defaultDomain}' : publicUrl

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' existing = {
  name: workspaceName
}

resource insights 'Microsoft.Insights/components@2020-02-02' existing = {
  name: insightsName
}

resource managedEnvironment 'Microsoft.App/managedEnvironments@2024-03-01' = {
  name: 'cae-${name}'
  location: location
  tags: tags
  properties: {
    appLogsConfiguration: {
      destination: 'log-analytics'
      logAnalyticsConfiguration: {
        customerId: workspace.properties.customerId
        sharedKey: workspace.listKeys().primarySharedKey
      }
    }
  }
}

resource app 'Microsoft.App/containerApps@2024-03-01' = {
  name: name
  location: location
  tags: tags
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    managedEnvironmentId: managedEnvironment.id
    configuration: {
      activeRevisionsMode: 'Single'
      ingress: {
        external: true
        targetPort: port
        transport: 'auto'
        allowInsecure: false
      }
      registries: empty(registryServer)
        ? []
        : [
            {
              server: registryServer
              identity: identityId
            }
          ]
      secrets: [
        {
          name: 'jwt-signing-key'
          keyVaultUrl: jwtSigningKeyUri
          identity: identityId
        }
        {
          name: 'oauth-client-secret'
          keyVaultUrl: oauthClientSecretUri
          identity: identityId
        }
      ]
    }
    template: {
      terminationGracePeriodSeconds: 60
      containers: concat(
        [
          {
            name: 'enterprise-mcp'
            image: image
            resources: {
              cpu: json('0.5')
              memory: '1Gi'
            }
            env: concat(
              map(items(union(settings, telemetry)), each => {
                name: each.key
                value: each.value
              }),
              [
                {
                  name: 'MCP_PORT'
                  value: string(port)
                }
                {
                  name: 'MCP_SERVER_BASE_URL'
                  value: url
                }
                {
                  name: 'AZURE_CLIENT_ID'
                  value: identityClientId
                }
                {
                  name: 'MCP_JWT_SIGNING_KEY'
                  secretRef: 'jwt-signing-key'
                }
                {
                  name: 'UPSTREAM_OAUTH_CLIENT_SECRET'
                  secretRef: 'oauth-client-secret'
                }
              ]
            )
            probes: [
              {
                type: 'Startup'
                httpGet: {
                  path: '/health/started'
                  port: port
                }
                // A minute in all: ten failures are the most that the platform takes.
                periodSeconds: 6
                timeoutSeconds: 5
                failureThreshold: 10
              }
              {
                type: 'Liveness'
                httpGet: {
                  path: '/health/live'
                  port: port
                }
                periodSeconds: 10
                timeoutSeconds: 5
                failureThreshold: 3
              }
              {
                type: 'Readiness'
                httpGet: {
                  path: '/health/ready'
                  port: port
                }
                periodSeconds: 5
                timeoutSeconds: 5
                failureThreshold: 3
              }
            ]
          }
        ],
        empty(collectorImage)
          ? []
          : [
              {
                // The managed agent of Container Apps takes gRPC only; this server speaks OTLP over HTTP.
                name: 'collector'
                image: collectorImage
                args: ['--config=env:COLLECTOR_CONFIG']
                resources: {
                  cpu: json('0.25')
                  memory: '0.5Gi'
                }
                env: [
                  {
                    name: 'COLLECTOR_CONFIG'
                    value: loadTextContent('../collector.yaml')
                  }
                  {
                    name: 'APPLICATIONINSIGHTS_CONNECTION_STRING'
                    value: insights.properties.ConnectionString
                  }
                ]
              }
            ]
      )
      scale: {
        // Clients give up on a server that wakes too slowly, and a server that sleeps forgets its state.
        minReplicas: 1
        maxReplicas: maxReplicas
        rules: [
          {
            name: 'http'
            http: {
              metadata: {
                concurrentRequests: '50'
              }
            }
          }
        ]
      }
    }
  }
}

output url string = url

#!/bin/sh
# The startup command of App Service with Java SE. The platform names the port in PORT.
set -eu
cd "$(dirname "$0")"
export MCP_PORT="${PORT:-${MCP_PORT:-8000}}"
export MCP_TRANSPORT=http
exec java -XX:MaxRAMPercentage=60 -jar enterprise-mcp.jar

#!/bin/sh
# Packs the bundle for desktop clients: the manifest, the server's jar and the lib beside it, with the JDK's own tool, so that no zip is needed.
# usage: deploy/release/mcpb.sh JAR BUNDLE
set -eu
if [ "$#" -ne 2 ] || [ ! -f "$1" ] || [ ! -d "$(dirname "$1")/lib" ]; then
    echo 'usage: deploy/release/mcpb.sh JAR BUNDLE; JAR is bootstrap/target/enterprise-mcp.jar after a build' >&2
    exit 2
fi
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
version=$("$here/version.sh" "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/server"
sed "s/\${VERSION}/$version/" "$here/mcpb/manifest.json" >"$work/manifest.json"
cp "$1" "$work/server/enterprise-mcp.jar"
cp -R "$(dirname "$1")/lib" "$work/server/lib"
# One date for all entries: the same jar gives the same bundle.
"${JAVA_HOME:+$JAVA_HOME/bin/}jar" --create --no-manifest --date=2026-11-24T00:00:00Z --file "$2" \
    -C "$work" manifest.json -C "$work" server

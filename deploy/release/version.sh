#!/bin/sh
# The version that a jar of the server says of itself. usage: deploy/release/version.sh JAR
set -eu
if [ "$#" -ne 1 ] || [ ! -f "$1" ]; then
    echo 'usage: deploy/release/version.sh JAR; JAR is bootstrap/target/enterprise-mcp.jar after a build' >&2
    exit 2
fi
jar=$(CDPATH='' cd -- "$(dirname -- "$1")" && pwd)/$(basename -- "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
"${JAVA_HOME:+$JAVA_HOME/bin/}jar" --extract --file "$jar" META-INF/MANIFEST.MF
version=$(tr -d '\r' <META-INF/MANIFEST.MF | sed -n 's/^Implementation-Version: //p')
if [ -z "$version" ]; then
    echo "$1 does not say its version" >&2
    exit 1
fi
printf '%s\n' "$version"

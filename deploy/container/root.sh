#!/bin/sh
# Puts the server's folder of the image together and trains it. usage: root.sh ROOT JAR
# ROOT/opt/enterprise-mcp is the result; JAR is bootstrap/target/enterprise-mcp.jar with its lib beside it; JAVA_HOME is a JDK 25.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
mkdir -p "$1"
root=$(CDPATH='' cd -- "$1" && pwd)
jar=$(CDPATH='' cd -- "$(dirname -- "$2")" && pwd)/$(basename "$2")
home=$root/opt/enterprise-mcp

rm -rf "$home"
mkdir -p "$home/app"
"$here/runtime.sh" "$home/runtime"
cp "$jar" "$home/app/enterprise-mcp.jar"
# Only what the jar's class path names: its folder may hold older jars from earlier builds.
manifest=$(mktemp -d)
(cd "$manifest" && "$JAVA_HOME/bin/jar" --extract --file "$jar" META-INF/MANIFEST.MF)
tr -d '\r' <"$manifest/META-INF/MANIFEST.MF" | awk '
    /^ / { line = line substr($0, 2); next }
    { if (line ~ /^Class-Path: /) print substr(line, 13); line = $0 }
    END { if (line ~ /^Class-Path: /) print substr(line, 13) }' | tr ' ' '\n' | while read -r entry; do
    mkdir -p "$home/app/$(dirname "$entry")"
    cp "$(dirname "$jar")/$entry" "$home/app/$entry"
done
rm -rf "$manifest"
cp "$here/java.options" "$here/enterprise-mcp" "$here/health" "$home/"
chmod 755 "$home/enterprise-mcp" "$home/health"

# The cache is valid for jars of these sizes and times only. Image tools set the times that they like; this is jib's.
find "$root/opt" -exec touch -h -d '1970-01-01T00:00:01Z' {} +
"$here/train.sh" "$home"
find "$root/opt" -exec touch -h -d '1970-01-01T00:00:01Z' {} +
chmod -R a+rX,go-w "$root/opt"

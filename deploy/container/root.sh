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
"$JAVA_HOME/bin/java" -Xmx256m "$here/OneJar.java" "$jar" "$home/app/enterprise-mcp.jar"
cp "$here/java.options" "$here/enterprise-mcp" "$here/health" "$home/"
chmod 755 "$home/enterprise-mcp" "$home/health"

# The cache is valid for a jar of this size and time only. Image tools set the times that they like; this is jib's.
find "$root/opt" -exec touch -h -d '1970-01-01T00:00:01Z' {} +
"$here/train.sh" "$home"
find "$root/opt" -exec touch -h -d '1970-01-01T00:00:01Z' {} +
chmod -R a+rX,go-w "$root/opt"

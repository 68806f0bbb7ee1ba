#!/bin/sh
# Makes the AOT cache of the server in HOME: runs it, calls it, stops it, and keeps what it loaded. usage: train.sh HOME
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
home=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

rm -f "$home/app.aot"
# A source file run by the JDK: the training needs an upstream and a client, and a build image need not have curl.
"$JAVA_HOME/bin/java" -Xmx128m "$here/Training.java" \
    "$home/runtime/bin/java" "@$home/java.options" -XX:AOTMode=record "-XX:AOTConfiguration=$work/app.aotconf" \
    -jar "$home/app/enterprise-mcp.jar" http
(cd "$work" && "$home/runtime/bin/java" "@$home/java.options" -XX:AOTMode=create "-XX:AOTConfiguration=$work/app.aotconf" \
    "-XX:AOTCache=$home/app.aot" -jar "$home/app/enterprise-mcp.jar")
[ -s "$home/app.aot" ]

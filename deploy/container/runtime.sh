#!/bin/sh
# A Java runtime of the modules that the server needs. usage: runtime.sh FOLDER (made here; JAVA_HOME is a JDK 25)
set -eu

# java.naming, java.xml, java.security.jgss and jdk.net: HTTP clients and TLS. jdk.unsupported: Caffeine. java.net.http: telemetry.
# java.desktop: bean annotations that YAML and JSON binding look for. jdk.jfr: a look into a running server.
modules=java.base,java.desktop,java.instrument,java.logging,java.management,java.naming,java.net.http,java.security.jgss
modules=$modules,java.security.sasl,java.sql,java.xml,jdk.crypto.cryptoki,jdk.jfr,jdk.management,jdk.net,jdk.unsupported,jdk.zipfs

rm -rf "$1"
"$JAVA_HOME/bin/jlink" --add-modules "$modules" --strip-debug --no-header-files --no-man-pages --output "$1"

#!/usr/bin/env bash
# Enables the plugins that ENABLE_BUILT_IN_PLUGINS names, then runs a Flink process or any other command.
set -euo pipefail

fail() {
    echo "docker-entrypoint.sh: $*" >&2
    exit 1
}

# enable_plugin JAR: links a jar of opt/ into a folder of its own, which is how Flink keeps plugins apart.
enable_plugin() {
    local jar=$1 folder=$FLINK_HOME/plugins/${1%.jar}
    [ -f "$FLINK_HOME/opt/$jar" ] ||
        fail "ENABLE_BUILT_IN_PLUGINS names $jar, which this image does not have; it has: $(cd "$FLINK_HOME/opt" && echo *.jar)"
    # Linked already, by whoever made the image or by an earlier start of this container.
    if [ "$folder/$jar" -ef "$FLINK_HOME/opt/$jar" ]; then return; fi
    if ! { mkdir -p "$folder" && ln -sf "$FLINK_HOME/opt/$jar" "$folder/"; } 2>/dev/null; then
        fail "ENABLE_BUILT_IN_PLUGINS names $jar, but $folder cannot be written; mount an emptyDir there that the container's user may write to"
    fi
}

IFS=' ;' read -ra jars <<<"${ENABLE_BUILT_IN_PLUGINS:-}"
for jar in "${jars[@]}"; do
    if [ -n "$jar" ]; then enable_plugin "$jar"; fi
done

# glibc's allocator lets a long-lived JVM's memory grow in fragments until the container is killed.
if [ "${DISABLE_JEMALLOC:-false}" != true ]; then export LD_PRELOAD=libjemalloc.so.2; fi

case ${1:-help} in
    help)
        echo "Give a command, or one of: jobmanager, standalone-job, taskmanager, each with its own arguments."
        ;;
    jobmanager | standalone-job | taskmanager)
        process=$1
        shift
        exec "$FLINK_HOME/bin/$process.sh" start-foreground "$@"
        ;;
    *)
        exec "$@"
        ;;
esac

#!/usr/bin/env bash
# Runs the operator, or any other command.
set -euo pipefail

case ${1:-help} in
    help)
        echo "Give a command, or: operator"
        ;;
    operator)
        cd /flink-kubernetes-operator
        # The operator brings its own versions of some of Flink's classes: its jars must come before Flink's.
        jars=(
            "flink-kubernetes-standalone-$OPERATOR_VERSION.jar"
            "flink-kubernetes-operator-$OPERATOR_VERSION.jar"
            "flink-kubernetes-operator-api-$OPERATOR_VERSION.jar"
            "flink-autoscaler-$OPERATOR_VERSION.jar"
            lib/*.jar
            "$OPERATOR_LIB/*"
        )
        # Java 17 closes packages that this release's libraries reach into.
        opens=()
        for package in lang util util.concurrent net; do opens+=(--add-opens "java.base/java.$package=ALL-UNNAMED"); done
        # LOG_CONFIG and JVM_ARGS each hold any number of words.
        # shellcheck disable=SC2086
        exec java -cp "$(IFS=:; echo "${jars[*]}")" "${opens[@]}" ${LOG_CONFIG:-} ${JVM_ARGS:-} \
            org.apache.flink.kubernetes.operator.FlinkOperator
        ;;
    webhook)
        echo "docker-entrypoint.sh: this image has no webhook; set the operator's webhook off" >&2
        exit 1
        ;;
    *)
        exec "$@"
        ;;
esac

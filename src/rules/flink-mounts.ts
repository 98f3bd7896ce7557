import { operatorReaches, type RuleContext } from "./context";
import type { EffectiveConfiguration } from "./effective-configuration";

/** A volume that Flink adds to its pods and mounts in its own container. */
export interface FlinkMount {
    readonly path: string;
    readonly volume: string;
    /** Its content. */
    readonly holds: string;
    readonly remedy: string;
    /** Only JobManagers have it. @default both processes have it */
    readonly ofJobManagers?: true;
}

const eitherOr = "use one of the two";

/**
 * The volumes that Flink mounts by itself. The operator makes native clusters by Flink's own code, and standalone ones by
 * the same decorators. `/opt/flink/usrlib`, which it mounts in standalone mode, is left to a template that mounts it.
 * Source: https://github.com/apache/flink/tree/release-2.2.1/flink-kubernetes/src/main/java/org/apache/flink/kubernetes/kubeclient/decorators
 */
export function flinkMounts(configuration: EffectiveConfiguration, context: RuleContext): FlinkMount[] {
    const text = (key: string) => configuration.get(key)?.text?.trim() ?? "";
    const isSet = (...keys: string[]) => keys.every((key) => text(key) !== "");
    return [
        {
            path: text("kubernetes.flink.conf.dir") || "/opt/flink/conf",
            volume: "flink-config-volume",
            holds: "its configuration",
            remedy: "use spec.flinkConfiguration for options, or mount it elsewhere",
        },
        {
            path: "/opt/flink/pod-template",
            volume: "pod-template-volume",
            holds: "the TaskManagers' template",
            remedy: "mount it elsewhere",
            ofJobManagers: true,
        },
        // `InitJobManagerDecorator` of Flink 1.19, which operators have from 1.10 on: whether anything is fetched or not.
        ...(operatorReaches(context, "1.10.0")
            ? [
                  {
                      path: text("user.artifacts.base-dir") || "/opt/flink/artifacts",
                      volume: "user-artifacts-volume",
                      holds: "the jars that it fetches",
                      remedy: "mount it elsewhere",
                      ofJobManagers: true,
                  } as const,
              ]
            : []),
        ...(isSet("kubernetes.hadoop.conf.config-map.name") ? [hadoopMount] : []),
        ...(isSet("security.kerberos.login.keytab", "security.kerberos.login.principal") ? [keytabMount] : []),
        ...(isSet("security.kerberos.krb5-conf.path") ? [kerberosMount] : []),
        ...secretMounts(text("kubernetes.secrets")),
    ];
}

const hadoopMount: FlinkMount = {
    path: "/opt/hadoop/conf",
    volume: "hadoop-config-volume",
    holds: `the ConfigMap of "kubernetes.hadoop.conf.config-map.name"`,
    remedy: eitherOr,
};

const keytabMount: FlinkMount = {
    path: "/opt/kerberos/kerberos-keytab",
    volume: "kerberos-keytab-volume",
    holds: `the file of "security.kerberos.login.keytab"`,
    remedy: eitherOr,
};

const kerberosMount: FlinkMount = {
    path: "/etc/krb5.conf",
    volume: "kerberos-krb5conf-volume",
    holds: `the file of "security.kerberos.krb5-conf.path"`,
    remedy: eitherOr,
};

/** Mounts of `kubernetes.secrets`, such as `keys:/opt/keys,tokens:/opt/tokens`. */
function secretMounts(text: string): FlinkMount[] {
    return text
        .split(",")
        .map((entry) => entry.split(":").map((part) => part.trim()))
        .flatMap(([secret, path]) =>
            secret === undefined || path === undefined || path === ""
                ? []
                : [{ path, volume: `${secret}-volume`, holds: `a Secret of "kubernetes.secrets"`, remedy: eitherOr }],
        );
}

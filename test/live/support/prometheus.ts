import * as fs from "node:fs";
import * as path from "node:path";
import { eventually, kubectl } from "./kubectl";
import { root, workspace } from "./workspace";

/** Namespace of the Prometheus Operator and of its Prometheus. */
export const monitoringNamespace = "monitoring";

const operatorName = "prometheus-operator";
const operatorVersion = "v0.93.0";

const prometheusVersion = "v3.13.1";

const securityContext = { runAsNonRoot: true, runAsUser: 65534, runAsGroup: 65534, fsGroup: 65534 };
const inNamespace = (name: string) => ({ name, namespace: monitoringNamespace });

/** Rights of the operator, those of its release's example. Source: example/rbac/prometheus-operator of that release. */
const operatorRules = [
    { apiGroups: ["monitoring.coreos.com"], resources: ["*"], verbs: ["*"] },
    { apiGroups: ["apps"], resources: ["statefulsets"], verbs: ["*"] },
    { apiGroups: [""], resources: ["configmaps", "secrets"], verbs: ["*"] },
    { apiGroups: [""], resources: ["pods"], verbs: ["list", "delete"] },
    {
        apiGroups: [""],
        resources: ["services", "services/finalizers", "endpoints"],
        verbs: ["get", "create", "update", "delete"],
    },
    { apiGroups: [""], resources: ["namespaces", "nodes"], verbs: ["get", "list", "watch"] },
    { apiGroups: ["events.k8s.io"], resources: ["events"], verbs: ["patch", "create"] },
    { apiGroups: ["networking.k8s.io"], resources: ["ingresses"], verbs: ["get", "list", "watch"] },
    { apiGroups: ["storage.k8s.io"], resources: ["storageclasses"], verbs: ["get"] },
];

/** Rights of Prometheus: it finds pods in all namespaces. */
const prometheusRules = [
    { apiGroups: [""], resources: ["pods", "services", "endpoints"], verbs: ["get", "list", "watch"] },
];

function account(name: string, rules: readonly object[]): object[] {
    const rbac = { apiVersion: "rbac.authorization.k8s.io/v1", metadata: { name } };
    return [
        { apiVersion: "v1", kind: "ServiceAccount", metadata: inNamespace(name) },
        { ...rbac, kind: "ClusterRole", rules },
        {
            ...rbac,
            kind: "ClusterRoleBinding",
            roleRef: { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name },
            subjects: [{ kind: "ServiceAccount", ...inNamespace(name) }],
        },
    ];
}

function operatorDeployment(): object {
    const labels = { "app.kubernetes.io/name": operatorName };
    const images = "quay.io/prometheus-operator";
    const container = {
        name: operatorName,
        image: `${images}/prometheus-operator:${operatorVersion}`,
        command: ["/bin/prometheus-operator"],
        args: [
            `--prometheus-config-reloader=${images}/prometheus-config-reloader:${operatorVersion}`,
            // No object in kube-system, as on clusters where that namespace is not to be written.
            "--kubelet-endpoints=false",
        ],
        resources: { requests: { cpu: "20m", memory: "64Mi" } },
    };
    return {
        apiVersion: "apps/v1",
        kind: "Deployment",
        metadata: inNamespace(operatorName),
        spec: {
            selector: { matchLabels: labels },
            template: {
                metadata: { labels },
                spec: { serviceAccountName: operatorName, securityContext, containers: [container] },
            },
        },
    };
}

/** A Prometheus that selects as that of the chart kube-prometheus-stack does: by the label of the chart's release. */
function prometheus(): object {
    const selector = { matchLabels: { release: "kube-prometheus-stack" } };
    return {
        apiVersion: "monitoring.coreos.com/v1",
        kind: "Prometheus",
        metadata: inNamespace("prometheus"),
        spec: {
            version: prometheusVersion,
            image: `quay.io/prometheus/prometheus:${prometheusVersion}`,
            serviceAccountName: "prometheus",
            securityContext,
            podMonitorSelector: selector,
            podMonitorNamespaceSelector: {},
            ruleSelector: selector,
            ruleNamespaceSelector: {},
            retention: "2h",
            resources: { requests: { cpu: "50m", memory: "200Mi" } },
        },
    };
}

async function apply(items: readonly object[]): Promise<void> {
    const file = path.join(workspace, "prometheus-objects.json");
    fs.writeFileSync(file, JSON.stringify({ apiVersion: "v1", kind: "List", items }));
    await kubectl("apply", "--server-side", "--filename", file);
}

/** Installs the Prometheus Operator and a Prometheus; returns when that answers. */
export async function startPrometheus(): Promise<void> {
    const definitions = path.join(root, ".tools", "definitions");
    const files = fs.readdirSync(definitions).filter((file) => file.startsWith("monitoring.coreos.com_"));
    const names = files.flatMap((file) => ["--filename", path.join(definitions, file)]);
    await kubectl("apply", "--server-side", ...names);
    await kubectl("wait", "--for=condition=Established", "--timeout=60s", ...names);
    await apply([
        { apiVersion: "v1", kind: "Namespace", metadata: { name: monitoringNamespace } },
        ...account(operatorName, operatorRules),
        ...account("prometheus", prometheusRules),
        operatorDeployment(),
        prometheus(),
    ]);
    await eventually("an answer of Prometheus", 240, async () =>
        (await query("vector(1)")).length === 1 ? true : undefined,
    );
}

/** One series of an answer: its labels and its value. */
export interface Sample {
    readonly metric: Readonly<Record<string, string>>;
    readonly value: readonly [time: number, value: string];
}

/** Answer of Prometheus' API, asked through the API server. */
async function ask(request: string): Promise<any> {
    const pod = `/api/v1/namespaces/${monitoringNamespace}/pods/prometheus-prometheus-0:9090/proxy`;
    return JSON.parse(await kubectl("get", "--raw", `${pod}/api/v1/${request}`)).data;
}

/** Result of a query. */
export async function query(expression: string): Promise<readonly Sample[]> {
    return (await ask(`query?query=${encodeURIComponent(expression)}`)).result;
}

/** Names of all metrics of the series that match. */
export async function metricNames(selector: string): Promise<readonly string[]> {
    return ask(`label/__name__/values?match[]=${encodeURIComponent(selector)}`);
}

/** Targets that Prometheus collects from. */
export async function targets(): Promise<
    readonly { labels: Record<string, string>; health: string; lastError: string }[]
> {
    return (await ask("targets?state=active")).activeTargets;
}

/** A rule as Prometheus has it: `health` is `ok` once an evaluation has succeeded. */
export interface LoadedRule {
    readonly name: string;
    readonly health: string;
    readonly state: string;
}

/** Rules of all groups. */
export async function rules(): Promise<readonly LoadedRule[]> {
    const { groups } = await ask("rules?type=alert");
    return groups.flatMap((group: { rules: readonly LoadedRule[] }) => group.rules);
}

import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { AksCluster } from "../../src/clusters/aks/cluster";
import { EksCluster } from "../../src/clusters/eks/cluster";
import { ExistingCluster } from "../../src/clusters/existing/cluster";
import { GkeCluster } from "../../src/clusters/gke/cluster";
import { LocalCluster } from "../../src/clusters/local/cluster";
import type { ClusterModule } from "../../src/contracts/cluster";
import type { CloudName } from "../../src/stack/clouds";
import { azure, place as aksPlace } from "./aks-mocks";
import { eksMocks } from "./eks-mocks";
import { google, place as gkePlace } from "./gke-mocks";
import type { Recorded, RecordOptions } from "./record";
import { unreachableKubeconfig } from "./unreachable-kubeconfig";

/** A service account that may take an identity. */
export interface Trusted {
    readonly namespace: string;
    readonly serviceAccount: string;
}

/** A cluster module with what the tests of the contract need to know of it. */
export interface Cloud {
    readonly make: (name: string) => ClusterModule;
    readonly mocks: Pick<RecordOptions, "results" | "functions">;
    /** Whom the resources of one binding trust; undefined where there are no identities but keys. */
    readonly trusted?: (binding: readonly Recorded[]) => readonly (Trusted | undefined)[];
    /** Objects of the state store that a binding reaches, as paths below its root; undefined where it registers nothing. */
    readonly reached?: (binding: readonly Recorded[]) => readonly string[];
    /** What the binding of the prefix `orders` should reach. */
    readonly reach: readonly string[];
}

const eks: Cloud = {
    make: (name) => new EksCluster(name, { region: "eu-west-1", endpoint: { reachable: true } }),
    mocks: eksMocks,
    trusted: (binding) =>
        binding
            .filter(({ type }) => type === "aws:iam/role:Role")
            .map(({ inputs }) => {
                const [{ Condition }] = JSON.parse(inputs.assumeRolePolicy).Statement;
                return {
                    namespace: Condition.StringEquals["aws:RequestTag/kubernetes-namespace"],
                    serviceAccount: Condition.StringEquals["aws:RequestTag/kubernetes-service-account"],
                };
            }),
    reached: (binding) =>
        binding
            .filter(({ type }) => type === "aws:iam/rolePolicy:RolePolicy")
            .flatMap(({ inputs }) => JSON.parse(inputs.policy).Statement)
            .filter(({ Action }) => Action.includes("s3:GetObject"))
            .flatMap(({ Resource }) => Resource)
            .map((arn: string) => arn.replace(/^arn:aws:s3:::[^/]+\//, "")),
    reach: ["orders", "orders/*"],
};

const gke: Cloud = {
    make: (name) => new GkeCluster(name, gkePlace),
    mocks: google,
    trusted: (binding) =>
        binding.map(({ inputs }) => {
            // "…/acme-prod.svc.id.goog/subject/ns/orders/sa/flink" yes
            const found = /\/acme-prod\.svc\.id\.goog\/subject\/ns\/([^/]+)\/sa\/([^/]+)$/.exec(inputs.member);
            return found?.[1] === undefined || found[2] === undefined
                ? undefined
                : { namespace: found[1], serviceAccount: found[2] };
        }),
    reached: (binding) =>
        binding
            .filter(({ inputs }) => inputs.role.startsWith("roles/storage.object"))
            .map(({ inputs }) => `${inputs.managedFolder ?? ""}*`),
    // Flink writes the parts of a file beside all prefixes, below the name of the bucket.
    reach: [".inprogress/acme-prod-one-state/orders/*", "orders/*"],
};

const aks: Cloud = {
    make: (name) => new AksCluster(name, aksPlace),
    mocks: azure,
    trusted: (binding) =>
        binding
            .filter(({ type }) => type === "azure-native:managedidentity:FederatedIdentityCredential")
            .map(({ inputs }) => {
                const [, , namespace, serviceAccount, ...more] = inputs.subject.split(":");
                return more.length === 0 ? { namespace, serviceAccount } : undefined;
            }),
    // A role on state holds where its condition does.
    reached: (binding) =>
        binding
            .filter(({ type, name }) => type === "azure-native:authorization:RoleAssignment" && name.endsWith("-state"))
            .flatMap(({ inputs }) => [
                ...(inputs.condition ?? "'*'").matchAll(/String(Equals|StartsWith) '((?!stflink|flink)[^']*)'/g),
            ])
            .map(([, comparison, path]) => (comparison === "StartsWith" ? `${path}*` : path)),
    reach: ["orders", "orders/*"],
};

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "clouds-"));
process.once("exit", () => fs.rmSync(folder, { recursive: true, force: true }));
const kubeconfig = path.join(folder, "config");
fs.writeFileSync(kubeconfig, unreachableKubeconfig);

const local: Cloud = {
    make: (name) => new LocalCluster(name, { kubeconfig, objectStore: { namespace: `${name}-store` } }),
    mocks: {},
    // A server sees the folder that is its root.
    reached: (binding) =>
        binding
            .filter(({ type }) => type === "kubernetes:apps/v1:Deployment")
            .flatMap(({ inputs }) => inputs.spec.template.spec.containers[0].volumeMounts)
            .filter(({ name }) => name === "data")
            .map(({ subPath }) => subPath.replace(/^parts\/([^/]+)(\/flink)?$/, "$1/*")),
    reach: ["orders/*"],
};

// Who may do what was decided where the cluster was made.
const existing: Cloud = {
    make: (name) =>
        new ExistingCluster(name, {
            kubeconfig: unreachableKubeconfig,
            stateStore: { kind: "s3", bucket: "state", secret: { name: "flink-state" } },
        }),
    mocks: {},
    reach: [],
};

/** The modules behind the contract. */
export const clouds = { eks, gke, aks, local, existing } as const satisfies Record<CloudName, Cloud>;

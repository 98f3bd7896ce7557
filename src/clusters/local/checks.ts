import { findingsOf, type Finding, type Problem } from "../../checks/findings";
import { initialNamespaceProblems } from "../../checks/initial-namespaces";
import { argumentProblems } from "../../checks/known-arguments";
import { dnsLabelProblems, objectNameProblems } from "../../checks/names";
import { notTogetherProblems, problemIf, unless } from "../../checks/values";
import { kubernetesVersionProblem } from "../../flink/versions";
import { nodePlacementProblems } from "../shared/node-placement";
import { sampleStorageProblems } from "../shared/sample-data";
import { sampleProblems } from "../shared/samples";
import type { ExistingObjectStoreArgs, LocalClusterArgs, LocalObjectStoreArgs } from "./args";
import { kubeconfigProblems } from "./context";
import { knownLocalArgs } from "./known-arguments";

/** Everything that is wrong with a local cluster's arguments. Reads the kubeconfig, calls nothing. */
export function checkLocalCluster(name: string, args: LocalClusterArgs): Finding[] {
    const { kubernetesVersion: version, storageClassName, imagePullSecrets = [] } = args;
    const versionProblem = version === undefined ? undefined : kubernetesVersionProblem(version);
    return findingsOf("LocalCluster", name, [
        ...argumentProblems(args, knownLocalArgs),
        ...kubeconfigProblems(args),
        ...problemIf("kubernetesVersion", versionProblem),
        ...(storageClassName === undefined ? [] : classProblems(storageClassName)),
        ...imagePullSecrets.flatMap((secret, index) => objectNameProblems(`imagePullSecrets[${index}]`, secret)),
        ...nodePlacementProblems(args.placement, args.nodes),
        ...objectStoreProblems(args.objectStore),
    ]);
}

function objectStoreProblems({ existing, ...server }: LocalObjectStoreArgs = {}): Problem[] {
    if (existing !== undefined) {
        return [
            ...Object.entries(server).flatMap(([key, value]) =>
                notTogetherProblems(`objectStore.${key}`, value, "objectStore.existing"),
            ),
            ...existingProblems(existing),
        ];
    }
    const { sizeGiB, namespace, samples } = server;
    return [
        ...unless(sizeGiB === undefined || sizeGiB >= 1, "objectStore.sizeGiB", `must be at least 1, got ${sizeGiB}`),
        ...sampleProblems("objectStore.samples", samples),
        ...sampleStorageProblems("objectStore.samples", samples),
        ...(namespace === undefined ? [] : dnsLabelProblems("objectStore.namespace", namespace)),
        ...(namespace === undefined ? [] : initialNamespaceProblems("objectStore.namespace", namespace)),
    ];
}

// Names of Kubernetes objects: "longhorn", "s3.keys" yes; "", "S3", "s3_keys" no
const objectNameForm = /^[a-z0-9]([-.a-z0-9]{0,251}[a-z0-9])?$/;

function classProblems(storageClassName: string): Problem[] {
    return unless(
        objectNameForm.test(storageClassName),
        "storageClassName",
        `must be the name of a class, got "${storageClassName}"; leave it out for the cluster's default class`,
    );
}

// "https://minio.storage.svc:9000" yes; "minio:9000", "https://minio/bucket" no
const endpointForm = /^https?:\/\/[^/\s]+$/;
// "flink", "flink.state-2" yes; "Flink", "-flink" no: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
const bucketForm = /^[a-z0-9][-.a-z0-9]{1,61}[a-z0-9]$/;

function existingProblems({ endpoint, bucket, secretName }: ExistingObjectStoreArgs): Problem[] {
    const path = "objectStore.existing";
    return [
        ...unless(
            endpointForm.test(endpoint),
            `${path}.endpoint`,
            `must be a URL without a path, such as https://minio.storage.svc:9000, got "${endpoint}"`,
        ),
        ...unless(
            bucketForm.test(bucket),
            `${path}.bucket`,
            `must be 3 to 63 lower-case letters, digits, "-" and ".", with a letter or digit at each end, got "${bucket}"`,
        ),
        ...unless(
            objectNameForm.test(secretName),
            `${path}.secretName`,
            `must be lower-case letters, digits, "-" and ".", with a letter or digit at each end, got "${secretName}"`,
        ),
    ];
}

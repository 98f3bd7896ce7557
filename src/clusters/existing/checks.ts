import { findingsOf, type Finding, type Problem } from "../../checks/findings";
import { argumentProblems, readableArguments } from "../../checks/known-arguments";
import { objectNameProblems } from "../../checks/names";
import { choiceProblems, notTogetherProblems, unless } from "../../checks/values";
import { madeElsewhereProblems } from "../shared/made-elsewhere";
import { existingStoreKinds, type ExistingClusterArgs, type ExistingStateStoreArgs } from "./args";
import { plainKubeconfigProblems } from "../shared/kubeconfig-input";
import { knownExistingArgs } from "./known-arguments";

/** Everything that is wrong with an existing cluster's arguments. Reads the kubeconfig's file, calls nothing. */
export function checkExistingCluster(name: string, given: ExistingClusterArgs): Finding[] {
    const args = readableArguments(given, knownExistingArgs);
    return findingsOf("ExistingCluster", name, [
        ...argumentProblems(given, knownExistingArgs),
        ...plainKubeconfigProblems(args.kubeconfig, args.context),
        ...unless(args.clusterName !== "", "clusterName", 'must be a name, got ""; leave it out for the component\'s'),
        ...madeElsewhereProblems(args),
        ...stateStoreProblems(args.stateStore),
    ]);
}

type Kind = ExistingStateStoreArgs["kind"];
type Part = Exclude<keyof ExistingStateStoreArgs, "kind">;

/** Arguments that each kind of store takes; those that it cannot do without come first. */
const partsOf: Readonly<Record<Kind, { readonly required: readonly Part[]; readonly optional: readonly Part[] }>> = {
    s3: { required: ["bucket"], optional: ["endpoint", "secret"] },
    gs: { required: ["bucket"], optional: [] },
    abfss: { required: ["account", "container"], optional: ["secret"] },
    none: { required: [], optional: [] },
};

const allParts: readonly Part[] = ["bucket", "account", "container", "prefix", "endpoint", "secret"];
const partsOfIdentity: readonly Part[] = ["serviceAccountAnnotations", "podLabels", "flinkConfiguration"];

function stateStoreProblems(store: ExistingStateStoreArgs | undefined): Problem[] {
    const known = choiceProblems("stateStore.kind", store?.kind ?? "nothing", existingStoreKinds);
    if (store === undefined || known.length > 0) {
        return known;
    }
    const { required, optional } = partsOf[store.kind];
    const ofStore: readonly Part[] = store.kind === "none" ? [] : [...optional, "prefix", ...partsOfIdentity];
    const foreign = [...allParts, ...partsOfIdentity].filter((part) => ![...required, ...ofStore].includes(part));
    return [
        ...required
            .filter((part) => store[part] === undefined)
            .map((part) => ({ path: `stateStore.${part}`, problem: `is required for kind "${store.kind}"; name it` })),
        ...foreign.flatMap((part) => foreignProblems(part, store)),
        ...nameProblems(store),
        ...identityProblems(store),
    ];
}

function foreignProblems(part: Part, { kind, ...store }: ExistingStateStoreArgs): Problem[] {
    if (part === "secret" && kind === "gs" && store.secret !== undefined) {
        const problem =
            "cannot hold the key of a Google service account, which Flink reads from a file; mount it by podTemplate and name it in GOOGLE_APPLICATION_CREDENTIALS, or use serviceAccountAnnotations";
        return [{ path: "stateStore.secret", problem }];
    }
    return notTogetherProblems(`stateStore.${part}`, store[part], `kind "${kind}"`);
}

// "flink.state-2" yes; "Flink", "-flink", "s3://flink" no: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
// and, for "flink_state" and longer names with dots, https://cloud.google.com/storage/docs/buckets#naming
const bucketForms = {
    s3: { form: /^[a-z0-9][-.a-z0-9]{1,61}[a-z0-9]$/, marks: '"-" and "."' },
    gs: { form: /^[a-z0-9][-._a-z0-9]{1,220}[a-z0-9]$/, marks: '"-", "_" and "."' },
} as const;
// "flinkstate1" yes; "flink-state", "flinkstate.dfs.core.windows.net" no:
// https://learn.microsoft.com/azure/storage/common/storage-account-overview#storage-account-name
const accountForm = /^[a-z0-9]{3,24}$/;
// "state", "flink-state" yes; "-state" no: https://learn.microsoft.com/rest/api/storageservices/naming-and-referencing-containers--blobs--and-metadata
const containerForm = /^[a-z0-9](-?[a-z0-9]){2,62}$/;
// "flink", "flink/prod" yes; "/flink", "flink/", "a//b", "../a" no
const prefixForm = /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/;
// "https://minio.storage.svc:9000" yes; "minio:9000", "https://minio/bucket" no
const endpointForm = /^https?:\/\/[^/\s]+$/;

/** Names that are known already have the right form. */
function nameProblems({ kind, bucket, account, container, prefix, endpoint }: ExistingStateStoreArgs): Problem[] {
    const holds = (form: RegExp, value: unknown) => typeof value !== "string" || form.test(value);
    const { form, marks } = bucketForms[kind === "gs" ? "gs" : "s3"];
    return [
        ...unless(
            holds(form, bucket),
            "stateStore.bucket",
            `must be lower-case letters, digits, ${marks}, at least 3, with a letter or digit at each end, got "${String(bucket)}"`,
        ),
        ...unless(
            holds(accountForm, account),
            "stateStore.account",
            `must be 3 to 24 lower-case letters and digits, got "${String(account)}"`,
        ),
        ...unless(
            holds(containerForm, container),
            "stateStore.container",
            `must be 3 to 63 lower-case letters, digits and single "-", with a letter or digit at each end, got "${String(container)}"`,
        ),
        ...unless(
            holds(prefixForm, prefix),
            "stateStore.prefix",
            `must be folders with "/" between them, such as flink/prod, got "${String(prefix)}"`,
        ),
        ...unless(
            holds(endpointForm, endpoint),
            "stateStore.endpoint",
            `must be a URL without a path, such as https://minio.storage.svc:9000, got "${String(endpoint)}"`,
        ),
    ];
}

function identityProblems({ secret, serviceAccountAnnotations }: ExistingStateStoreArgs): Problem[] {
    if (secret === undefined) {
        return [];
    }
    return [
        ...notTogetherProblems("stateStore.serviceAccountAnnotations", serviceAccountAnnotations, "stateStore.secret"),
        ...objectNameProblems("stateStore.secret.name", secret.name),
    ];
}

import { findingsOf, type Finding, type Problem } from "../../checks/findings";
import { argumentProblems } from "../../checks/known-arguments";
import {
    choiceProblems,
    notTogetherProblems,
    problemIf,
    repeatedProblems,
    unless,
    wholeNumberProblems,
} from "../../checks/values";
import { kubernetesVersionProblem } from "../../flink/versions";
import type { GkeClusterArgs, GkeStateStoreArgs } from "./args";
import { gkeIdentities, gkeReleaseChannels } from "./choices";
import { gkeInstanceTypes } from "./instance-types";
import { maintenanceProblems } from "./maintenance";
import { bucketNameProblems, clusterNameProblems, componentNameProblems, projectProblems } from "./names";
import { endpointProblems, networkProblems } from "./network-checks";
import { machineProblems } from "./node-checks";
import { knownGkeArgs } from "./known-arguments";
import { gkeSettings, type GkeSettings } from "./settings";
import { zoneProblems } from "./region";
import { sinks } from "../shared/choices";
import { nodePoolProblems } from "../shared/node-pool-checks";
import { sampleProblems } from "../shared/samples";

// "group:flink@acme.com", "principal://iam.googleapis.com/locations/..." yes; "flink@acme.com", "allUsers" no
const iamMember = /^((group|user|serviceAccount):[^\s@]+@[^\s@]+|principal(Set)?:\/\/\S+)$/;
// "team", "cost-centre_1" yes; "Team", "1st" no. https://cloud.google.com/compute/docs/labeling-resources#requirements
const labelKey = /^[a-z][-_a-z0-9]{0,62}$/;
// "", "data-2" yes; "Data" no
const labelValue = /^[-_a-z0-9]{0,63}$/;
// "projects/acme/locations/europe-west1/keyRings/flink/cryptoKeys/state" yes; with "/cryptoKeyVersions/1" behind it no
const kmsKey = /^projects\/[^/]+\/locations\/([^/]+)\/keyRings\/[^/]+\/cryptoKeys\/[^/]+$/;

/** Everything that is wrong with a GKE cluster's arguments. Calls nothing. */
export function checkGkeCluster(name: string, args: GkeClusterArgs): Finding[] {
    const settings = gkeSettings(name, args);
    const version = args.kubernetesVersion;
    const versionProblem = version === undefined ? undefined : kubernetesVersionProblem(version);
    const problems: Problem[] = [
        ...argumentProblems(args, knownGkeArgs),
        ...componentNameProblems(name),
        ...projectProblems(args.project),
        ...zoneProblems(args.region, args.zones),
        ...wholeNumberProblems("generation", args.generation, 1),
        ...clusterNameProblems(settings.clusterName),
        ...problemIf("kubernetesVersion", versionProblem),
        ...argumentChoiceProblems(settings),
        ...networkProblems(args.network, settings),
        ...endpointProblems(args.endpoint),
        ...administratorProblems(settings.administrators),
        ...nodePoolProblems(args.nodes, gkeInstanceTypes),
        ...settings.pools.flatMap((pool) => machineProblems(pool, settings.zones.length)),
        ...stateStoreProblems(args.stateStore, settings),
        ...sampleProblems("stateStore.samples", args.stateStore?.samples),
        ...kmsKeyProblems("secretsKeyId", args.secretsKeyId, args.region),
        ...maintenanceProblems(args.maintenance),
        ...labelProblems(settings.labels),
    ];
    return findingsOf("GkeCluster", name, problems);
}

/** Choices that a program without types may get wrong. */
function argumentChoiceProblems({ releaseChannel, identity, logs, metrics }: GkeSettings): Problem[] {
    return [
        ...choiceProblems("releaseChannel", releaseChannel, gkeReleaseChannels),
        ...choiceProblems("identity", identity, gkeIdentities),
        ...choiceProblems("logs", logs, sinks),
        ...choiceProblems("metrics", metrics, sinks),
    ];
}

function administratorProblems(administrators: readonly string[]): Problem[] {
    return [
        ...administrators.flatMap((member, index) =>
            unless(
                iamMember.test(member),
                `administrators[${index}]`,
                `must be a member of IAM policies such as "group:flink@example.com", got "${member}"`,
            ),
        ),
        ...repeatedProblems("administrators", administrators),
    ];
}

function stateStoreProblems(args: GkeStateStoreArgs | undefined, settings: GkeSettings): Problem[] {
    const { name, existing, samples: _, ...others } = args ?? {};
    const given = Object.entries({ name, ...others }).filter(([, value]) => value !== undefined);
    if (existing !== undefined) {
        return [
            ...bucketNameProblems("stateStore.existing", existing),
            ...given.flatMap(([field, value]) =>
                notTogetherProblems(`stateStore.${field}`, value, "stateStore.existing"),
            ),
        ];
    }
    return [
        ...bucketNameProblems("stateStore.name", settings.bucketName),
        ...wholeNumberProblems("stateStore.oldVersionDays", settings.oldVersionDays, 1),
        ...wholeNumberProblems("stateStore.abortUploadsDays", settings.abortUploadsDays, 7),
        ...kmsKeyProblems("stateStore.kmsKeyId", args?.kmsKeyId, settings.region),
    ];
}

/** A key that another resource supplies is not known yet, and is not judged. */
function kmsKeyProblems(path: string, key: unknown, region: string): Problem[] {
    if (typeof key !== "string") {
        return [];
    }
    const location = kmsKey.exec(key)?.[1];
    if (location === undefined) {
        return [{ path, problem: `must be projects/…/locations/…/keyRings/…/cryptoKeys/…, got "${key}"` }];
    }
    return unless(location === region, path, `must be a key in ${region}, got one in ${location}`);
}

function labelProblems(labels: Readonly<Record<string, string>>): Problem[] {
    const wrong = Object.entries(labels).filter(([key, value]) => !labelKey.test(key) || !labelValue.test(value));
    return wrong.map(([key, value]) => ({
        path: "labels",
        problem: `must be lower-case letters, digits, "-" and "_", 63 at most, keys starting with a letter, got "${key}": "${value}"`,
    }));
}

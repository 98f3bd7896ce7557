import type * as pulumi from "@pulumi/pulumi";
import { checkStack } from "./checked-stack";
import { FlinkApplication } from "./jobs/application/application";
import { FlinkSessionCluster } from "./jobs/session-cluster/session-cluster";
import { FlinkSessionJob } from "./jobs/session-job/session-job";
import { FlinkStateSnapshot } from "./jobs/snapshot/snapshot";
import { FlinkPlatform } from "./platform/platform";
import { createCluster } from "./stack/clouds";
import type { StackConfig } from "./stack/config";
import { StackSecrets } from "./stack/secrets";
import { FlinkTeam } from "./teams/team";
import type { PlatformHandle } from "./contracts/platform";

/** What a stack's cluster and platform are called, which is part of the identity of everything below them. */
export interface StackIdentity {
    readonly name: string;
    /** Component that all is made below. @default the stack itself */
    readonly parent?: pulumi.Resource;
}

/** Outputs of one application or session cluster. */
export interface ApplicationOutputs {
    readonly namespace: string;
    readonly statePath: pulumi.Output<string>;
    /** Command that brings the Flink UI to http://localhost:8081. */
    readonly flinkUi: string;
}

/** Outputs of a stack. */
export interface StackOutputs {
    readonly kubeconfig: pulumi.Output<string>;
    readonly stateStore: pulumi.Output<string>;
    readonly applications: Readonly<Record<string, ApplicationOutputs>>;
    readonly sessionClusters: Readonly<Record<string, ApplicationOutputs>>;
    /** Where each snapshot lies, once it is taken. */
    readonly snapshots: Readonly<Record<string, pulumi.Output<string | undefined>>>;
}

/**
 * The whole platform of one stack: cluster, platform, teams, applications, session clusters and their jobs, in this order and on
 * this page.
 *
 * @throws pulumi.RunError with everything that is wrong in the stack file, before anything is registered.
 */
export function program(
    config: StackConfig,
    secrets = StackSecrets.none,
    { name, parent }: StackIdentity = { name: "flink" },
): StackOutputs {
    const approved = checkStack(name, config, secrets);
    const options = { ...secrets.options, ...(parent && { parent }) };
    const cluster = createCluster(name, config.cluster, options);
    const platform = new FlinkPlatform(name, { cluster, approved: approved.platform }, options);
    const teams = made(approved.teams, (team, settings) => {
        return new FlinkTeam(team, { platform, approved: settings }, options);
    });
    const platformIn = (namespace: string): PlatformHandle =>
        Object.values(teams).find((team) => team.namespace === namespace) ?? platform;
    const applications = made(approved.applications, (application, job) => {
        const of = platformIn(job.settings.namespace);
        return new FlinkApplication(application, { platform: of, approved: job }, options);
    });
    const sessionClusters = made(approved.sessionClusters, (session, settings) => {
        const of = platformIn(settings.settings.namespace);
        return new FlinkSessionCluster(session, { platform: of, approved: settings }, options);
    });
    const sessionJobs = made(approved.sessionJobs, (job, { approved: settings, cluster: session }) => {
        const of = platformIn(settings.settings.namespace);
        return new FlinkSessionJob(
            job,
            { platform: of, approved: settings, cluster: sessionClusters[session] },
            options,
        );
    });
    const jobs: Readonly<Record<string, pulumi.Resource | undefined>> = { ...sessionJobs, ...applications };
    const snapshots = made(approved.snapshots, (snapshot, { approved: settings, job = "" }) => {
        const of = platformIn(settings.settings.namespace);
        return new FlinkStateSnapshot(snapshot, { platform: of, approved: settings, job: jobs[job] }, options);
    });
    approved.savepoints.settle({ jobs: { ...sessionJobs, ...applications }, snapshots });
    return {
        kubeconfig: cluster.kubeconfig,
        stateStore: secrets.sealedOutput(cluster.stateStore.uri),
        applications: outputsOf(applications, secrets),
        sessionClusters: outputsOf(sessionClusters, secrets),
        snapshots: mapped(snapshots, ({ path }) => secrets.sealedOutput(path)),
    };
}

/** Components by the names that they have in the stack file. */
function made<Approved, Component>(
    approved: readonly (readonly [name: string, approved: Approved])[],
    make: (name: string, approved: Approved) => Component,
): Readonly<Record<string, Component>> {
    return Object.fromEntries(approved.map(([key, settings]) => [key, make(key, settings)]));
}

function outputsOf(
    components: Readonly<Record<string, FlinkApplication | FlinkSessionCluster>>,
    secrets: StackSecrets,
): Readonly<Record<string, ApplicationOutputs>> {
    return mapped(components, ({ namespace, statePath, flinkUi }) => {
        return { namespace, statePath: secrets.sealedOutput(statePath), flinkUi };
    });
}

function mapped<Of, To>(values: Readonly<Record<string, Of>>, to: (value: Of) => To): Readonly<Record<string, To>> {
    return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, to(value)]));
}

import type * as pulumi from "@pulumi/pulumi";
import { FlinkApplication } from "./jobs/application/application";
import { checkFlinkApplication } from "./jobs/application/checks";
import type { JobSettings } from "./jobs/application/settings";
import type { PlatformFacts } from "./jobs/application/cluster-checks";
import { checkFlinkSessionCluster, declaredCluster } from "./jobs/session-cluster/checks";
import { FlinkSessionCluster } from "./jobs/session-cluster/session-cluster";
import type { SessionClusterSettings } from "./jobs/session-cluster/settings";
import { checkFlinkSessionJob } from "./jobs/session-job/checks";
import { FlinkSessionJob } from "./jobs/session-job/session-job";
import type { SessionJobSettings } from "./jobs/session-job/settings";
import { checkCluster, clusterFacts, createCluster } from "./stack/clouds";
import type { StackConfig } from "./stack/config";
import { StackSecrets } from "./stack/secrets";
import { approvedOf, rejectFindings, type Approved } from "./checks/findings";
import { operatorFacts } from "./platform/operator/checks";
import { FlinkPlatform } from "./platform/platform";
import { checkFlinkPlatform } from "./platform/checks";
import type { PlatformSettings } from "./platform/settings";

/** Name of the stack's cluster and platform: part of the identity of everything below them. */
const name = "flink";

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
}

/**
 * The whole platform of one stack: cluster, platform, applications, session clusters and their jobs, in this order and on
 * this page.
 *
 * @throws pulumi.RunError with everything that is wrong in the stack file, before anything is registered.
 */
export function program(config: StackConfig, secrets = StackSecrets.none): StackOutputs {
    const approved = checkStack(config, secrets);
    const cluster = createCluster(name, config.cluster, secrets.options);
    const platform = new FlinkPlatform(name, { cluster, approved: approved.platform }, secrets.options);
    const applications = approved.jobs.map(([application, job]) => {
        const { namespace, statePath, flinkUi } = new FlinkApplication(
            application,
            { platform, approved: job },
            secrets.options,
        );
        return [application, { namespace, statePath: secrets.sealedOutput(statePath), flinkUi }] as const;
    });
    const sessions = approved.sessionClusters.map(([session, settings]) => {
        const made = new FlinkSessionCluster(session, { platform, approved: settings }, secrets.options);
        return [session, made] as const;
    });
    const clusterOf = Object.fromEntries(sessions);
    for (const [job, { approved: settings, sessionCluster }] of approved.sessionJobs) {
        new FlinkSessionJob(job, { platform, approved: settings, cluster: clusterOf[sessionCluster] }, secrets.options);
    }
    return {
        kubeconfig: cluster.kubeconfig,
        stateStore: secrets.sealedOutput(cluster.stateStore.uri),
        applications: Object.fromEntries(applications),
        sessionClusters: Object.fromEntries(
            sessions.map(([session, { namespace, statePath, flinkUi }]) => [
                session,
                { namespace, statePath: secrets.sealedOutput(statePath), flinkUi },
            ]),
        ),
    };
}

/** Arguments of a stack file in addition to its cluster, once they are checked. */
interface ApprovedStack {
    readonly platform: Approved<PlatformSettings>;
    readonly jobs: readonly (readonly [name: string, job: Approved<JobSettings>])[];
    readonly sessionClusters: readonly (readonly [name: string, cluster: Approved<SessionClusterSettings>])[];
    readonly sessionJobs: readonly (readonly [
        name: string,
        job: { readonly approved: Approved<SessionJobSettings>; readonly sessionCluster: string },
    ])[];
}

/** Checks every component before any is made, so that a user sees all findings at once. */
function checkStack(config: StackConfig, secrets: StackSecrets): ApprovedStack {
    const platform = secrets.coveredChecks(checkFlinkPlatform(name, config));
    const facts = { operator: operatorFacts(platform.settings.operator), cluster: clusterFacts(config.cluster) };
    const waiting = config.waitForJobs === false ? { enabled: false } : {};
    const jobs = Object.entries(config.applications ?? {}).map(([application, job]) => {
        const args = { ...job, readiness: { ...job.readiness, ...waiting } };
        return [application, secrets.coveredChecks(checkFlinkApplication(application, args, facts))] as const;
    });
    const sessions = checkSessions(config, facts, secrets);
    rejectFindings([
        ...secrets.coveredFindings(checkCluster(name, config.cluster)),
        ...platform.findings,
        ...[...jobs, ...sessions.clusters].flatMap(([, { findings }]) => findings),
        ...sessions.jobs.flatMap(([, { checked }]) => checked.findings),
    ]);
    return {
        platform: approvedOf(platform),
        jobs: jobs.map(([application, job]) => [application, approvedOf(job)] as const),
        sessionClusters: sessions.clusters.map(([session, cluster]) => [session, approvedOf(cluster)] as const),
        sessionJobs: sessions.jobs.map(([job, { checked, sessionCluster }]) => {
            return [job, { approved: approvedOf(checked), sessionCluster }] as const;
        }),
    };
}

/** Checks session clusters, and their jobs over the options of the clusters. */
function checkSessions(
    { sessionClusters = {}, sessionJobs = {}, waitForJobs }: StackConfig,
    facts: PlatformFacts,
    secrets: StackSecrets,
) {
    const waiting = waitForJobs === false ? { enabled: false } : {};
    const clusters = Object.entries(sessionClusters).map(([session, cluster]) => {
        const args = { ...cluster, readiness: { ...cluster.readiness, ...waiting } };
        return [session, secrets.coveredChecks(checkFlinkSessionCluster(session, args, facts))] as const;
    });
    const checkedClusters = Object.fromEntries(clusters);
    const jobs = Object.entries(sessionJobs).map(([name, { sessionCluster, ...job }]) => {
        const args = { ...job, readiness: { ...job.readiness, ...waiting } };
        const checkedCluster = checkedClusters[sessionCluster];
        const declared = checkedCluster && declaredCluster(checkedCluster, facts);
        const cluster = { name: declared?.name ?? sessionCluster, declared };
        const checked = secrets.coveredChecks(checkFlinkSessionJob(name, args, cluster, facts.operator));
        return [name, { checked, sessionCluster }] as const;
    });
    return { clusters, jobs };
}

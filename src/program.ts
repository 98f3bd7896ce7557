import type * as pulumi from "@pulumi/pulumi";
import { FlinkApplication } from "./jobs/application/application";
import { checkFlinkApplication } from "./jobs/application/checks";
import type { JobSettings } from "./jobs/application/settings";
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

/** Outputs of one application. */
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
}

/**
 * The whole platform of one stack: cluster, platform, applications, in this order and on this page.
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
    return {
        kubeconfig: cluster.kubeconfig,
        stateStore: secrets.sealedOutput(cluster.stateStore.uri),
        applications: Object.fromEntries(applications),
    };
}

/** Arguments of a stack file in addition to its cluster, once they are checked. */
interface ApprovedStack {
    readonly platform: Approved<PlatformSettings>;
    readonly jobs: readonly (readonly [name: string, job: Approved<JobSettings>])[];
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
    rejectFindings([
        ...secrets.coveredFindings(checkCluster(name, config.cluster)),
        ...platform.findings,
        ...jobs.flatMap(([, { findings }]) => findings),
    ]);
    return {
        platform: approvedOf(platform),
        jobs: jobs.map(([application, job]) => [application, approvedOf(job)] as const),
    };
}

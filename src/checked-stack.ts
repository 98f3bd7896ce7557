import { approvedOf, findingsOf, rejectFindings, type Approved, type Checked, type Finding } from "./checks/findings";
import { checkFlinkApplication, declaredApplication } from "./jobs/application/checks";
import type { PlatformFacts } from "./jobs/application/platform-facts";
import type { JobSettings } from "./jobs/application/settings";
import { checkFlinkSessionCluster, declaredCluster } from "./jobs/session-cluster/checks";
import type { SessionClusterSettings } from "./jobs/session-cluster/settings";
import { checkFlinkSessionJob } from "./jobs/session-job/checks";
import type { SessionJobSettings } from "./jobs/session-job/settings";
import {
    checkedRestored,
    type Restorable,
    type RestoredSettings,
    type RestoreFromNames,
} from "./jobs/deployment/restore-from";
import { checkFlinkStateSnapshot } from "./jobs/snapshot/checks";
import type { SnapshotJob, SnapshotSettings } from "./jobs/snapshot/settings";
import { checkFlinkPlatform } from "./platform/checks";
import { operatorFacts } from "./platform/operator/checks";
import type { PlatformSettings } from "./platform/settings";
import { checkCluster, clusterFacts } from "./stack/clouds";
import type { StackConfig } from "./stack/config";
import { NamedSavepoints, restoreNameProblems } from "./stack/named-savepoints";
import type { StackSecrets } from "./stack/secrets";
import { CheckedTeams } from "./checked-teams";
import type { TeamSettings } from "./teams/settings";

type Named<Of> = readonly (readonly [name: string, of: Of])[];

/** Arguments of a stack file in addition to its cluster, once they are checked. */
export interface ApprovedStack {
    readonly platform: Approved<PlatformSettings>;
    readonly teams: Named<Approved<TeamSettings>>;
    readonly applications: Named<Approved<JobSettings>>;
    readonly sessionClusters: Named<Approved<SessionClusterSettings>>;
    /** With the name of the cluster in the stack file, if it is there. */
    readonly sessionJobs: Named<{ readonly approved: Approved<SessionJobSettings>; readonly cluster: string }>;
    /** With the name of the job in the stack file, if it is there. */
    readonly snapshots: Named<{ readonly approved: Approved<SnapshotSettings>; readonly job: string | undefined }>;
    /** Savepoints that jobs start from; to be settled once everything is made. */
    readonly savepoints: NamedSavepoints;
}

/**
 * Checks every component of a stack file before any is made, so that a user sees all findings at once.
 *
 * @param name the cluster's and the platform's.
 * @throws pulumi.RunError with everything that is wrong.
 */
export function checkStack(name: string, config: StackConfig, secrets: StackSecrets): ApprovedStack {
    const platform = secrets.coveredChecks(checkFlinkPlatform(name, config));
    const { applicationDefaults } = platform.settings;
    const facts = {
        operator: operatorFacts(platform.settings.operator),
        cluster: clusterFacts(config.cluster),
        ...(applicationDefaults && { applicationDefaults }),
    };
    const teams = new CheckedTeams(config.teams, facts, platform.settings.operator.namespace, secrets);
    const check = new StackCheck(config, facts, secrets, teams);
    rejectFindings([
        ...secrets.coveredFindings(checkCluster(name, config.cluster)),
        ...platform.findings,
        ...teams.entries.flatMap(([, { findings }]) => findings),
        ...check.findings,
    ]);
    return {
        platform: approvedOf(platform),
        teams: teams.entries.map(([team, checked]) => [team, approvedOf(checked)]),
        applications: check.applications.map(([job, checked]) => [job, approvedOf(checked)]),
        sessionClusters: check.sessionClusters.map(([session, checked]) => [session, approvedOf(checked)]),
        sessionJobs: check.sessionJobs.map(([job, { checked, cluster }]) => [
            job,
            { approved: approvedOf(checked), cluster },
        ]),
        snapshots: check.snapshots.map(([snapshot, { checked, job }]) => [
            snapshot,
            { approved: approvedOf(checked), job },
        ]),
        savepoints: check.savepoints,
    };
}

/** The checks of jobs, each over what it runs on. */
class StackCheck {
    readonly applications: Named<Checked<JobSettings>>;
    readonly sessionClusters: Named<Checked<SessionClusterSettings>>;
    readonly sessionJobs: Named<{ readonly checked: Checked<SessionJobSettings>; readonly cluster: string }>;
    readonly snapshots: Named<{ readonly checked: Checked<SnapshotSettings>; readonly job: string | undefined }>;
    readonly savepoints = new NamedSavepoints();

    constructor(
        private readonly config: StackConfig,
        private readonly facts: PlatformFacts,
        private readonly secrets: StackSecrets,
        teams: CheckedTeams,
    ) {
        this.applications = this.each("applications", (name, args) =>
            this.restored({ component: "FlinkApplication", name }, args, (job) =>
                checkFlinkApplication(name, job, teams.factsIn(job.namespace)),
            ),
        );
        this.sessionClusters = this.each("sessionClusters", (name, args) =>
            checkFlinkSessionCluster(name, args, facts),
        );
        this.sessionJobs = this.entries("sessionJobs").map(([name, args]) => [name, this.sessionJob(name, args)]);
        this.snapshots = this.entries("snapshots").map(([name, args]) => [name, this.snapshot(name, args)]);
    }

    get findings(): readonly Finding[] {
        return [
            ...this.applications.map(([, checked]) => checked),
            ...this.sessionClusters.map(([, checked]) => checked),
            ...this.sessionJobs.map(([, { checked }]) => checked),
            ...this.snapshots.map(([, { checked }]) => checked),
        ].flatMap(({ findings }) => findings);
    }

    private each<Block extends keyof Blocks, Settings>(
        block: Block,
        check: (name: string, args: Blocks[Block]) => Checked<Settings>,
    ): Named<Checked<Settings>> {
        return this.entries(block).map(([name, args]) => [name, this.secrets.coveredChecks(check(name, args))]);
    }

    private entries<Block extends keyof Blocks>(block: Block): [string, Blocks[Block]][] {
        return Object.entries((this.config[block] ?? {}) as Readonly<Record<string, Blocks[Block]>>);
    }

    private sessionJob(name: string, { sessionCluster, ...args }: Blocks["sessionJobs"]) {
        const declared = this.declaredCluster(sessionCluster);
        const cluster = { name: declared?.name ?? sessionCluster, declared };
        const checked = this.restored({ component: "FlinkSessionJob", name }, args, (job) =>
            checkFlinkSessionJob(name, job, cluster, this.facts.operator),
        );
        return { checked: this.secrets.coveredChecks(checked), cluster: sessionCluster };
    }

    /** The check of a job that may start from what something else of the file has. */
    private restored<
        Args extends Restorable & { readonly restoreFrom?: RestoreFromNames },
        Settings extends RestoredSettings,
    >(
        called: { readonly component: string; readonly name: string },
        { restoreFrom, ...args }: Args,
        check: (args: Omit<Args, "restoreFrom">) => Checked<Settings>,
    ): Checked<Settings> {
        const problems = restoreNameProblems(called.name, restoreFrom, this.config);
        const source = restoreFrom && problems.length === 0 ? this.savepoints.of(restoreFrom) : undefined;
        const checked = checkedRestored(called, source, args, check);
        return {
            ...checked,
            findings: [...findingsOf(called.component, called.name, problems), ...checked.findings],
        };
    }

    private declaredCluster(name: string) {
        const checked = Object.fromEntries(this.sessionClusters)[name];
        return checked && declaredCluster(checked, this.facts);
    }

    private snapshot(name: string, { job, ...args }: Blocks["snapshots"]) {
        const known = job === undefined ? undefined : this.snapshotJob(job);
        const checked = checkFlinkStateSnapshot(name, args, known, this.facts.operator);
        const names = [...this.applications, ...this.sessionJobs].map(([one]) => one).join(", ");
        const problem = `must be one of applications or sessionJobs (${names}), got "${job}"; use jobReference for others`;
        const unknown: Finding[] =
            job === undefined || known !== undefined
                ? []
                : [{ component: "FlinkStateSnapshot", name, path: "job", problem }];
        const others = unknown.length === 0 ? checked.findings : checked.findings.filter(({ path }) => path !== "job");
        return { checked: this.secrets.coveredChecks({ ...checked, findings: [...unknown, ...others] }), job };
    }

    private snapshotJob(job: string): SnapshotJob | undefined {
        const application = Object.fromEntries(this.applications)[job];
        if (application !== undefined) {
            const { name, namespace, spec } = declaredApplication(application, this.facts);
            return { reference: { kind: "FlinkDeployment", name }, namespace, deployment: spec };
        }
        const sessionJob = Object.fromEntries(this.sessionJobs)[job];
        if (sessionJob !== undefined) {
            const { name, namespace } = sessionJob.checked.settings;
            const deployment = this.declaredCluster(sessionJob.cluster)?.spec;
            return { reference: { kind: "FlinkSessionJob", name }, namespace, deployment };
        }
        return undefined;
    }
}

/** An entry of each block of jobs. */
type Blocks = {
    [Block in "applications" | "sessionClusters" | "sessionJobs" | "snapshots"]: NonNullable<
        StackConfig[Block]
    >[string];
};

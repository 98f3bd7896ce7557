import * as pulumi from "@pulumi/pulumi";
import { program, type StackOutputs } from "../program";
import { StackSecrets } from "../stack/secrets";
import type { FlinkStackArgs } from "./args";
import { hasOutputs, whenKnown, type GivenArgs } from "./given";
import { stackOf } from "./stack-blocks";

/** Outputs of one application or session cluster. */
export interface StackApplication {
    /** Namespace of the Flink cluster. */
    readonly namespace: string;
    /** Folder of the state. */
    readonly statePath: string;
    /** Command that brings the Flink UI to http://localhost:8081. */
    readonly flinkUi: string;
}

/** A Flink platform and its jobs: a cluster, the operator, and everything else that a stack file describes. */
export class FlinkStack extends pulumi.ComponentResource {
    /** Kubeconfig of the cluster. */
    readonly kubeconfig: pulumi.Output<string>;
    /** URI of the store that holds the state of all jobs. */
    readonly stateStore: pulumi.Output<string>;
    /** Outputs of the applications, by name. */
    readonly applications: pulumi.Output<Record<string, StackApplication>>;
    /** Outputs of the session clusters, by name. */
    readonly sessionClusters: pulumi.Output<Record<string, StackApplication>>;
    /** Where each snapshot lies, once it is taken. */
    readonly snapshots: pulumi.Output<Record<string, string>>;

    /** @throws pulumi.RunError with everything that is wrong with the arguments, if there is no output among them. */
    constructor(name: string, args: FlinkStackArgs, opts: pulumi.ComponentResourceOptions = {}) {
        super("flink-platform:index:FlinkStack", name, {}, opts);
        const make = ({ values, secrets }: GivenArgs) => {
            const covering = new StackSecrets(secrets);
            const config = stackOf(name, values as Readonly<Record<string, unknown>>, covering);
            return program(config, covering, { name, parent: this });
        };
        const made = hasOutputs(args) ? whenKnown(name, args).then(make) : make({ values: args, secrets: [] });
        // Each by itself: an output of all would be a secret as a whole, as the kubeconfig is.
        const of = <Key extends keyof StackOutputs>(key: Key) =>
            pulumi.output(made instanceof Promise ? made.then((outputs) => outputs[key]) : made[key]);
        this.kubeconfig = of("kubeconfig");
        this.stateStore = of("stateStore");
        this.applications = of("applications");
        this.sessionClusters = of("sessionClusters");
        this.snapshots = of("snapshots") as pulumi.Output<Record<string, string>>;
        const { kubeconfig, stateStore, applications, sessionClusters, snapshots } = this;
        this.registerOutputs({ kubeconfig, stateStore, applications, sessionClusters, snapshots });
    }
}

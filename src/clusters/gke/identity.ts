import * as projects from "@pulumi/gcp/projects";
import * as pulumi from "@pulumi/pulumi";
import { identify } from "./principals";
import type { GkeSettings } from "./settings";
import { StateRights } from "./state-rights";
import type { Binding, BindingArgs } from "../../contracts/cluster";
import { noBinding } from "../../contracts/no-binding";
import { grantDelay } from "./grant-delay";
import { stateAccess } from "../shared/state-access";

/** Inputs of identities. */
export interface IdentityInputs {
    readonly projectNumber: pulumi.Output<string>;
    /** Name of the bucket. */
    readonly bucket: pulumi.Output<string>;
    /** The project's pool of workload identities comes with its first cluster, so that grants come after it. */
    readonly cluster: pulumi.Resource;
    /** Google provider of the identities, independent of the caller's provider. */
    readonly provider: pulumi.ProviderResource;
}

/** Rights of service accounts in Google's cloud, without stored keys. */
export class GkeIdentity extends pulumi.ComponentResource {
    private readonly stateRights: StateRights;

    constructor(
        name: string,
        private readonly settings: GkeSettings,
        private readonly inputs: IdentityInputs,
        opts: pulumi.ComponentResourceOptions,
    ) {
        super("flink-platform:gke:GkeIdentity", name, { identity: settings.identity }, opts);
        this.stateRights = new StateRights(name, inputs.bucket, this);
        this.registerOutputs({});
    }

    /** Lets one Kubernetes service account do what it is given, and nothing else. */
    bindServiceAccount(name: string, args: BindingArgs, opts: pulumi.ResourceOptions): Binding {
        const { settings } = this;
        const { cluster, provider } = this.inputs;
        const access = stateAccess(args);
        const writesLogs = args.access.includes("logs:write") && settings.logs === "cloud";
        if (access === undefined && !writesLogs) {
            return noBinding;
        }
        // The caller's options may name a Kubernetes provider.
        const { dependsOn } = pulumi.mergeOptions({ dependsOn: opts.dependsOn }, { dependsOn: cluster });
        const owned = { ...opts, provider, dependsOn };
        const { member, annotations, trust } = identify(name, args, settings, this.inputs.projectNumber, owned);
        const state =
            access === undefined
                ? []
                : this.stateRights.grant(name, { prefix: args.statePrefix, access, member }, owned);
        return {
            ...noBinding,
            grantDelay,
            serviceAccountAnnotations: annotations,
            dependsOn: [...trust, ...state, ...(writesLogs ? [grantLogs(name, member, settings, owned)] : [])],
        };
    }
}

/** Cloud Logging has no narrower place than the project to write to. */
function grantLogs(
    name: string,
    member: pulumi.Output<string>,
    { project }: GkeSettings,
    opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
    return new projects.IAMMember(`${name}-logs`, { project, role: "roles/logging.logWriter", member }, opts);
}

import * as projects from "@pulumi/gcp/projects";
import * as pulumi from "@pulumi/pulumi";
import { identify, type PrincipalInputs, type PrincipalSettings } from "./principals";
import type { GkeSettings } from "./settings";
import { StateRights } from "./state-rights";
import type { Binding, BindingArgs, EgressRule } from "../../contracts/cluster";
import { noBinding } from "../../contracts/no-binding";
import { grantDelay } from "./grant-delay";
import { stateAccess } from "../shared/state-access";

/** Settings that decide over identities and their rights. */
export type IdentitySettings = PrincipalSettings & Pick<GkeSettings, "project" | "logs">;

/** Inputs of identities. */
export interface IdentityInputs extends PrincipalInputs {
    /** Name of the bucket. */
    readonly bucket: pulumi.Output<string>;
    /** A project's pool of workload identities comes with its first cluster, so that grants come after one that is made. */
    readonly made: readonly pulumi.Resource[];
    /** Google provider of the identities, independent of the caller's provider. */
    readonly provider: pulumi.ProviderResource;
}

/** Rights of service accounts in Google's cloud, without stored keys. */
export class GkeIdentity extends pulumi.ComponentResource {
    private readonly stateRights: StateRights;

    constructor(
        name: string,
        private readonly settings: IdentitySettings,
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
        const { made, provider } = this.inputs;
        const access = stateAccess(args);
        const writesLogs = args.access.includes("logs:write") && settings.logs === "cloud";
        if (access === undefined && !writesLogs) {
            return noBinding;
        }
        // The caller's options may name a Kubernetes provider.
        const { dependsOn } = pulumi.mergeOptions({ dependsOn: opts.dependsOn }, { dependsOn: [...made] });
        const owned = { ...opts, provider, dependsOn };
        const { member, annotations, trust } = identify(name, args, settings, this.inputs, owned);
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
    { project }: IdentitySettings,
    opts: pulumi.CustomResourceOptions,
): pulumi.Resource {
    return new projects.IAMMember(`${name}-logs`, { project, role: "roles/logging.logWriter", member }, opts);
}

/**
 * Addresses where pods get tokens.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/workload-identity#network_policies
 */
export const gkeEgressRules: readonly EgressRule[] = [
    { cidr: "169.254.169.252/32", port: 988, purpose: "tokens for the pod's service account" },
    { cidr: "169.254.169.254/32", port: 80, purpose: "tokens for the pod's service account, with Dataplane V2" },
];

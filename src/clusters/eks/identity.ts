import * as eks from "@pulumi/aws/eks";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { credentialsConfiguration } from "./filesystem";
import { podIdentityTrust, policyDocument, rolePrefix, webIdentityTrust } from "./iam";
import { requireCredentials } from "./pod-identity-policy";
import { rightsStatements, type RightsInputs } from "./rights";
import type { EksSettings } from "./settings";
import type { EksSinks } from "./sinks";
import type { EksState } from "./state-store";
import type { Binding, BindingArgs, EgressRule } from "../../contracts/cluster";
import { noBinding } from "../../contracts/no-binding";
import { grantDelay } from "./grant-delay";
import { stateAccess } from "../shared/state-access";

/** Settings that decide over identities. */
export type IdentitySettings = Pick<EksSettings, "region" | "clusterName" | "identity">;

/** Inputs of identities. */
export interface IdentityInputs {
    readonly cluster: BoundCluster;
    /** ARN of the cluster's OpenID Connect provider in IAM, where it has one already. @default made with `irsa` */
    readonly issuerArn?: pulumi.Input<string>;
    readonly state: Pick<EksState, "bucketArn" | "keyArn">;
    readonly sinks: Pick<EksSinks, "logGroup" | "workspaceArn">;
    /** AWS provider of the identities, independent of the caller's provider. */
    readonly provider: pulumi.ProviderResource;
    /** Kubernetes provider of the objects that go with service accounts. */
    readonly kubernetes: pulumi.ProviderResource;
}

/** A cluster whose service accounts get rights. */
export interface BoundCluster {
    readonly name: pulumi.Input<string>;
    readonly arn: pulumi.Input<string>;
    readonly identities: pulumi.Output<readonly { readonly oidcs?: readonly { readonly issuer?: string }[] }[]>;
}

/** Rights of service accounts in AWS, without stored keys. */
export class EksIdentity extends pulumi.ComponentResource {
    /** Vouches for the cluster's service accounts; undefined with Pod Identity, which needs none. */
    private readonly issuer: { readonly arn: pulumi.Input<string> } | undefined;

    constructor(
        name: string,
        private readonly settings: IdentitySettings,
        private readonly inputs: IdentityInputs,
        opts: pulumi.ComponentResourceOptions,
    ) {
        super("flink-platform:eks:EksIdentity", name, { identity: settings.identity }, opts);
        this.issuer = settings.identity === "irsa" ? this.issuerOf(name, inputs) : undefined;
        this.registerOutputs({});
    }

    private issuerOf(name: string, { issuerArn, cluster }: IdentityInputs) {
        return issuerArn === undefined
            ? new iam.OpenIdConnectProvider(
                  `${name}-issuer`,
                  { url: issuerUrl(cluster), clientIdLists: ["sts.amazonaws.com"] },
                  { parent: this },
              )
            : { arn: issuerArn };
    }

    /** A role for exactly one service account, with exactly the rights asked for. */
    bindServiceAccount(name: string, args: BindingArgs, opts: pulumi.ResourceOptions): Binding {
        const statements = rightsStatements(args, this.rightsInputs());
        if (statements.length === 0) {
            return noBinding;
        }
        // The caller's options may name a Kubernetes provider.
        const owned = { ...opts, provider: this.inputs.provider };
        const role = new iam.Role(
            `${name}-role`,
            {
                namePrefix: rolePrefix(this.settings.clusterName, "pods"),
                description: `Service account ${args.serviceAccount} of namespace ${args.namespace}`,
                assumeRolePolicy: this.trust(args),
            },
            owned,
        );
        const policy = new iam.RolePolicy(
            `${name}-rights`,
            { role: role.name, policy: pulumi.jsonStringify(policyDocument(statements)) },
            owned,
        );
        return {
            ...noBinding,
            grantDelay,
            ...(stateAccess(args) !== undefined ? { flinkConfiguration: credentialsConfiguration } : {}),
            ...(this.issuer === undefined
                ? { dependsOn: [policy, ...this.associate(name, args, role, opts)] }
                : { serviceAccountAnnotations: { "eks.amazonaws.com/role-arn": role.arn }, dependsOn: [policy] }),
        };
    }

    private rightsInputs(): RightsInputs {
        const { state, sinks } = this.inputs;
        return {
            region: this.settings.region,
            bucketArn: state.bucketArn,
            bucketKeyArn: state.keyArn,
            logGroupArn: sinks.logGroup?.arn,
            workspaceArn: sinks.workspaceArn,
        };
    }

    private trust(args: BindingArgs): pulumi.Output<string> {
        const { cluster } = this.inputs;
        const { namespace, serviceAccount } = args;
        if (this.issuer === undefined) {
            return pulumi.jsonStringify(podIdentityTrust({ clusterArn: cluster.arn, namespace, serviceAccount }));
        }
        return pulumi
            .all([this.issuer.arn, issuerUrl(cluster)])
            .apply(([arn, url]) => JSON.stringify(webIdentityTrust(arn, url, namespace, serviceAccount)));
    }

    /** Associates the role in EKS, and makes pods wait until EKS knows it. */
    private associate(
        name: string,
        { namespace, serviceAccount }: BindingArgs,
        role: iam.Role,
        opts: pulumi.ResourceOptions,
    ): readonly pulumi.Resource[] {
        const { cluster, provider, kubernetes } = this.inputs;
        return [
            new eks.PodIdentityAssociation(
                `${name}-association`,
                { clusterName: cluster.name, namespace, serviceAccount, roleArn: role.arn },
                { ...opts, provider },
            ),
            requireCredentials(name, { namespace, serviceAccount }, { ...opts, provider: kubernetes }),
        ];
    }
}

function issuerUrl(cluster: BoundCluster): pulumi.Output<string> {
    return cluster.identities.apply((identities) => identities[0]?.oidcs?.[0]?.issuer ?? "");
}

/** Destinations that pods with a binding must reach. */
export function eksEgressRules({ identity }: Pick<EksSettings, "identity">): readonly EgressRule[] {
    return [
        ...(identity === "podIdentity"
            ? // https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html
              [{ cidr: "169.254.170.23/32", port: 80, purpose: "EKS Pod Identity agent" }]
            : []),
        // Neither has fixed addresses.
        { cidr: "0.0.0.0/0", port: 443, purpose: identity === "podIdentity" ? "S3" : "S3 and STS" },
    ];
}

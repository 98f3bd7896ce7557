import * as eks from "@pulumi/aws/eks";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";
import { credentialsConfiguration } from "./filesystem";
import { podIdentityTrust, policyDocument, rolePrefix, webIdentityTrust } from "./iam";
import { requireCredentials } from "./pod-identity-policy";
import { rightsStatements, type RightsInputs } from "./rights";
import type { EksSettings } from "./settings";
import type { Binding, BindingArgs, EgressRule } from "../../contracts/cluster";
import { noBinding } from "../../contracts/no-binding";
import { grantDelay } from "./grant-delay";

/** Settings and inputs of identities. */
export interface EksIdentityArgs {
    readonly settings: Pick<EksSettings, "identity" | "clusterName">;
    readonly cluster: BoundCluster;
    /** ARN of the cluster's provider of OpenID Connect, where it has one already. @default made with `irsa` */
    readonly issuerArn?: pulumi.Input<string>;
    readonly rights: RightsInputs;
    /** Provider of AWS that the identities are made with, whoever asks for them. */
    readonly provider: pulumi.ProviderResource;
    /** Provider of Kubernetes that objects beside the service accounts are made with. */
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
    private readonly args: EksIdentityArgs;
    /** Vouches for the cluster's service accounts; undefined with Pod Identity, which needs none. */
    private readonly issuer: { readonly arn: pulumi.Input<string> } | undefined;

    constructor(name: string, args: EksIdentityArgs, opts: pulumi.ComponentResourceOptions) {
        super("flink-platform:eks:EksIdentity", name, {}, opts);
        this.args = args;
        this.issuer = args.settings.identity === "irsa" ? this.issuerOf(name, args) : undefined;
        this.registerOutputs({});
    }

    private issuerOf(name: string, { issuerArn, cluster }: EksIdentityArgs) {
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
        const statements = rightsStatements(args, this.args.rights);
        if (statements.length === 0) {
            return noBinding;
        }
        // The caller's options are of the caller's world, where the provider may be that of Kubernetes.
        const owned = { ...opts, provider: this.args.provider };
        const role = new iam.Role(
            `${name}-role`,
            {
                namePrefix: rolePrefix(this.args.settings.clusterName, "pods"),
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
        const ofState = args.access.some((access) => access.startsWith("state:"));
        return {
            ...noBinding,
            grantDelay,
            ...(ofState ? { flinkConfiguration: credentialsConfiguration } : {}),
            ...(this.issuer === undefined
                ? { dependsOn: [policy, ...this.associate(name, args, role, opts)] }
                : { serviceAccountAnnotations: { "eks.amazonaws.com/role-arn": role.arn }, dependsOn: [policy] }),
        };
    }

    private trust(args: BindingArgs): pulumi.Output<string> {
        const { cluster } = this.args;
        const { namespace, serviceAccount } = args;
        if (this.issuer === undefined) {
            return pulumi.jsonStringify(podIdentityTrust({ clusterArn: cluster.arn, namespace, serviceAccount }));
        }
        return pulumi
            .all([this.issuer.arn, issuerUrl(cluster)])
            .apply(([arn, url]) => JSON.stringify(webIdentityTrust(arn, url, namespace, serviceAccount)));
    }

    /** Tells EKS of the role, and has pods wait until EKS knows. */
    private associate(
        name: string,
        { namespace, serviceAccount }: BindingArgs,
        role: iam.Role,
        opts: pulumi.ResourceOptions,
    ): readonly pulumi.Resource[] {
        const { cluster, provider, kubernetes } = this.args;
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
        // Neither has addresses of its own.
        { cidr: "0.0.0.0/0", port: 443, purpose: identity === "podIdentity" ? "S3" : "S3 and STS" },
    ];
}

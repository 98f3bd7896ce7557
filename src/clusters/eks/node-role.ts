import * as iam from "@pulumi/aws/iam";
import { instanceService, managedPolicyArn, rolePrefix, serviceTrust } from "./iam";
import type { EksSettings } from "./settings";
import type * as pulumi from "@pulumi/pulumi";

/** A role and its rights. */
export interface RoleWithRights {
    readonly role: iam.Role;
    readonly rights: readonly pulumi.Resource[];
}

/** Registers the role that nodes run as, with policies that AWS maintains. */
export function createNodeRole(
    name: string,
    { region, clusterName }: EksSettings,
    policies: readonly string[],
    opts: pulumi.CustomResourceOptions,
): RoleWithRights {
    const role = new iam.Role(
        `${name}-role`,
        {
            namePrefix: rolePrefix(clusterName, "nodes"),
            assumeRolePolicy: JSON.stringify(serviceTrust(instanceService(region))),
        },
        opts,
    );
    const rights = policies.map(
        (policy) =>
            new iam.RolePolicyAttachment(
                `${name}-${policy}`,
                { role: role.name, policyArn: managedPolicyArn(region, policy) },
                opts,
            ),
    );
    return { role, rights };
}

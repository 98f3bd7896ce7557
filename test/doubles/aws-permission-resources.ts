import { globalArn } from "./aws-forms";
import type { Call } from "./calls";
import type { Inputs } from "./rules";

/** Roles that AWS makes for its own services; the rest of their names is AWS's. */
const roleOfService = (service: string) => globalArn("iam", `role/aws-service-role/${service}/AWSServiceRole`);

/**
 * What a call needs a permission on, as ARNs: roles, issuers, buckets and objects, whose names are known before they are
 * there. Empty for all else, which AWS names itself.
 */
export function awsResources(permission: string, { type, inputs, olds }: Call): readonly string[] {
    const values = inputs ?? olds ?? {};
    const [action = "", , service = ""] = permission.split(" "); // "iam:PassRole for eks.amazonaws.com"
    if (action === "iam:CreateServiceLinkedRole") {
        return [roleOfService(service)];
    }
    // EKS looks as the caller whether its own role for nodes is there.
    if (action === "iam:GetRole" && type === "aws:eks/nodeGroup:NodeGroup") {
        return [roleOfService("eks-nodegroup.amazonaws.com"), ...rolesIn(values)];
    }
    if (/^iam:\w*OpenIDConnectProvider$/.test(action)) {
        return [globalArn("iam", `oidc-provider/${String(values["url"]).replace("https://", "")}`)];
    }
    if (action.startsWith("iam:")) {
        return rolesIn(values);
    }
    return action.startsWith("s3:") ? [ofBucket(action, values)] : [];
}

/** A bucket's ARN; an object's where the action is on objects, such as `s3:GetObject` but not `s3:GetBucketObjectLock…`. */
function ofBucket(action: string, { bucket, key }: Inputs): string {
    const onObject = /^s3:(Get|Put|Delete)Object/.test(action);
    return `arn:aws:s3:::${bucket}${onObject ? `/${key}` : ""}`;
}

/** Roles that something is or has. */
function rolesIn(values: Inputs): string[] {
    const { name, namePrefix, role, roleArn, nodeRoleArn, podIdentityAssociations, assumeRolePolicy } = values;
    const own = assumeRolePolicy === undefined ? role : (name ?? `${namePrefix}20260101000000000000`);
    const others = ((podIdentityAssociations ?? []) as Inputs[]).map((association) => association["roleArn"]);
    return [own === undefined ? undefined : globalArn("iam", `role/${own}`), roleArn, nodeRoleArn, ...others].filter(
        (arn) => typeof arn === "string",
    );
}

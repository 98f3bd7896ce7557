import type * as pulumi from "@pulumi/pulumi";
import { uploadAcl } from "./filesystem";
import type { Statement } from "./iam";
import { serviceDomain } from "./region";
import type { BindingArgs } from "../../contracts/cluster";
import { stateAccess, type StateAccess } from "../shared/state-access";

/** Inputs of rights: the resources that they are about. */
export interface RightsInputs {
    readonly region: string;
    readonly bucketArn: pulumi.Output<string>;
    /** Key that encrypts the bucket; undefined for an adopted bucket without a named key. */
    readonly bucketKeyArn: pulumi.Input<string> | undefined;
    /** Group of container logs; undefined where logs stay in the cluster. */
    readonly logGroupArn: pulumi.Output<string> | undefined;
    /** Workspace of metrics; undefined where metrics stay in the cluster. */
    readonly workspaceArn: pulumi.Output<string> | undefined;
}

/** Statements of a service account's policy; empty if its rights need nothing from AWS. */
export function rightsStatements(
    args: Pick<BindingArgs, "access" | "statePrefix">,
    inputs: RightsInputs,
): readonly Statement[] {
    return [
        ...stateStatements(stateAccess(args), args.statePrefix, inputs),
        ...(args.access.includes("logs:write") ? logStatements(inputs.logGroupArn) : []),
        ...(args.access.includes("metrics:write") ? metricStatements(inputs.workspaceArn) : []),
    ];
}

// What the plugins call: https://docs.aws.amazon.com/AmazonS3/latest/userguide/using-with-s3-policy-actions.html
const readActions = ["s3:GetObject"];
const writeActions = [
    ...readActions,
    "s3:PutObject",
    "s3:DeleteObject",
    "s3:AbortMultipartUpload",
    "s3:ListMultipartUploadParts",
];

function stateStatements(access: StateAccess | undefined, prefix: string, inputs: RightsInputs): readonly Statement[] {
    if (access === undefined) {
        return [];
    }
    const writes = access === "readWrite";
    const { bucketArn } = inputs;
    // The folder itself too: the Hadoop plugin asks whether there is a file of its name.
    const objects = bucketArn.apply((arn) =>
        prefix === "" ? [`${arn}/*`] : [`${arn}/${prefix}`, `${arn}/${prefix}/*`],
    );
    return [
        { Effect: "Allow", Action: writes ? writeActions : readActions, Resource: objects },
        ...(writes ? [aclStatement(objects)] : []),
        {
            Effect: "Allow",
            Action: ["s3:ListBucket"],
            Resource: bucketArn,
            ...(prefix === "" ? {} : { Condition: { StringLike: { "s3:prefix": [prefix, `${prefix}/*`] } } }),
        },
        { Effect: "Allow", Action: ["s3:GetBucketLocation"], Resource: bucketArn },
        ...keyStatements(writes, inputs),
    ];
}

/** Sending an access list with a file takes a separate right. This list only gives the bucket's owner control, which they have anyway. */
function aclStatement(objects: pulumi.Output<string[]>): Statement {
    const Condition = { StringEquals: { "s3:x-amz-acl": uploadAcl } };
    return { Effect: "Allow", Action: ["s3:PutObjectAcl"], Resource: objects, Condition };
}

/** Use of the key, only through S3. S3 decrypts the parts of an upload to join them, so writing takes both rights. */
function keyStatements(writes: boolean, { region, bucketKeyArn }: RightsInputs): readonly Statement[] {
    return bucketKeyArn === undefined
        ? []
        : [
              {
                  Effect: "Allow",
                  Action: writes ? ["kms:Decrypt", "kms:GenerateDataKey"] : ["kms:Decrypt"],
                  Resource: bucketKeyArn,
                  Condition: { StringEquals: { "kms:ViaService": `s3.${region}.${serviceDomain(region)}` } },
              },
          ];
}

/** Rights to write to a group that exists; none without one. */
export function logStatements(logGroupArn: pulumi.Output<string> | undefined): readonly Statement[] {
    return logGroupArn === undefined
        ? []
        : [
              {
                  Effect: "Allow",
                  Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
                  Resource: logGroupArn.apply((arn) => `${arn}:*`),
              },
          ];
}

function metricStatements(workspaceArn: pulumi.Output<string> | undefined): readonly Statement[] {
    return workspaceArn === undefined ? [] : [{ Effect: "Allow", Action: ["aps:RemoteWrite"], Resource: workspaceArn }];
}

import { EksCluster, type EksClusterArgs } from "../../src/clusters/eks/cluster";
import { record, type Recorded, type RecordOptions } from "./record";

const account = "123456789012";

/** What AWS adds to the inputs of what an EKS cluster is made of; unknown at preview. */
export const eksMocks: Pick<RecordOptions, "results" | "functions"> = {
    results: {
        "aws:eks/cluster:Cluster": ({ inputs }) => ({
            arn: `arn:aws:eks:eu-west-1:${account}:cluster/${inputs.name}`,
            endpoint: "https://api.example.com",
            certificateAuthority: { data: "Y2VydGlmaWNhdGU=" },
            identities: [{ oidcs: [{ issuer: "https://oidc.eks.eu-west-1.amazonaws.com/id/ABC" }] }],
            vpcConfig: { ...inputs.vpcConfig, clusterSecurityGroupId: "sg-1" },
        }),
        "aws:iam/role:Role": ({ name, inputs }) => ({
            name: `${inputs.namePrefix}1`,
            arn: `arn:aws:iam::${account}:role/${name}`,
        }),
        "aws:iam/openIdConnectProvider:OpenIdConnectProvider": () => ({
            arn: `arn:aws:iam::${account}:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC`,
        }),
        "aws:kms/key:Key": ({ name }) => ({ arn: `arn:aws:kms:eu-west-1:${account}:key/${name}` }),
        "aws:s3/bucket:Bucket": ({ inputs }) => ({ arn: `arn:aws:s3:::${inputs.bucket}` }),
        "aws:cloudwatch/logGroup:LogGroup": ({ inputs }) => ({
            arn: `arn:aws:logs:eu-west-1:${account}:log-group:${inputs.name}`,
        }),
        "aws:amp/workspace:Workspace": () => ({
            arn: `arn:aws:aps:eu-west-1:${account}:workspace/ws-1`,
            prometheusEndpoint: "https://aps-workspaces.eu-west-1.amazonaws.com/workspaces/ws-1/",
        }),
        "aws:ec2/eip:Eip": ({ name }) => ({ allocationId: `${name}-allocation` }),
        "aws:ec2/launchTemplate:LaunchTemplate": () => ({ latestVersion: 1 }),
    },
    functions: {
        "aws:index/getCallerIdentity:getCallerIdentity": () => ({ accountId: account }),
        "aws:index/getAvailabilityZones:getAvailabilityZones": () => ({
            names: ["us-east-1a", "us-east-1b", "us-east-1d"],
        }),
        "aws:cloudwatch/getLogGroups:getLogGroups": () => ({ logGroupNames: [] }),
    },
};

const recorded = new Map<string, Promise<readonly Recorded[]>>();

/** What the cluster `prod` in `eu-west-1` registers; the same arguments are run once for all tests. */
export function recordEks(args: Partial<EksClusterArgs> = {}, preview = false): Promise<readonly Recorded[]> {
    const key = JSON.stringify([args, preview]);
    const earlier = recorded.get(key);
    if (earlier !== undefined) {
        return earlier;
    }
    const resources = record(
        () => new EksCluster("prod", { region: "eu-west-1", endpoint: { reachable: true }, ...args }),
        { ...eksMocks, preview },
    );
    recorded.set(key, resources);
    return resources;
}

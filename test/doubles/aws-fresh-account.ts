import type { Limit, Thing } from "./account-rules";
import type { Inputs } from "./rules";

/** On-Demand Standard instances of a new account, in vCPUs; quota L-1216C47A. */
const standardVcpus = 5;

// Zones that cannot hold a control plane, by the letter that they have in this account; other accounts have other letters.
const zonesWithoutEks: readonly string[] = ["us-east-1c", "us-west-1b", "ca-central-1b"];

/** "m7i.large" 2, "m7i.xlarge" 4, "m7i.2xlarge" 8. */
function vcpusOf(instanceType: string): number {
    const size = instanceType.split(".")[1] ?? "";
    const multiple = /^(\d*)xlarge$/.exec(size)?.[1];
    return multiple === undefined ? 2 : 4 * Number(multiple === "" ? 1 : multiple);
}

const needed = ({ capacityType, instanceTypes = [], scalingConfig }: Inputs): number =>
    capacityType === "SPOT" ? 0 : vcpusOf(String(instanceTypes[0] ?? "")) * (scalingConfig?.desiredSize ?? 0);

/** What AWS refuses in an account of its first day. */
export const awsFreshAccount: readonly Limit[] = [
    {
        type: "aws:eks/nodeGroup:NodeGroup",
        problem: (inputs, things) => {
            const running = things("aws:eks/nodeGroup:NodeGroup").reduce((sum, group) => sum + needed(group.inputs), 0);
            return running + needed(inputs) <= standardVcpus
                ? undefined
                : `AsgInstanceLaunchFailures: Could not launch On-Demand Instances. VcpuLimitExceeded - You have requested more vCPU capacity than your current vCPU limit of ${standardVcpus} allows for the instance bucket that the specified instance type belongs to. Please visit http://aws.amazon.com/contact-us/ec2-request to request an adjustment to this limit.`;
        },
        source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-on-demand-instances.html#ec2-on-demand-instances-limits",
    },
    {
        type: "aws:eks/cluster:Cluster",
        problem: ({ name, vpcConfig }, things) => {
            const zone = zonesOf(vpcConfig?.subnetIds ?? [], things("aws:ec2/subnet:Subnet")).find((used) =>
                zonesWithoutEks.includes(used),
            );
            return zone === undefined
                ? undefined
                : `UnsupportedAvailabilityZoneException: Cannot create cluster '${name}' because EKS does not support creating control plane instances in ${zone}, the targeted availability zone. Retry cluster creation using control plane subnets that span at least two of the supported availability zones.`;
        },
        source: "https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html#network-requirements-subnets",
    },
];

const zonesOf = (ids: readonly string[], subnets: readonly Thing[]): string[] =>
    subnets.filter(({ id }) => ids.some((used) => used === id)).map(({ inputs }) => String(inputs["availabilityZone"]));

import type { LaunchTemplateArgs } from "@pulumi/aws/ec2";
import { poolInstanceTypes } from "./instance-types";
import { spotTaint } from "./placement";
import type { NodePool } from "../shared/node-pools";
import { poolLabels, poolTaints } from "../shared/placement";

/** Launch template of a node group. */
export function launchTemplateArgs(pool: NodePool, tags: Readonly<Record<string, string>>): LaunchTemplateArgs {
    const tagged = Object.keys(tags).length > 0 ? ["instance", "volume", "network-interface"] : [];
    return {
        // Pods must not get the node's own rights: only with a token, and none that leaves the machine.
        metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
        blockDeviceMappings: [
            {
                deviceName: "/dev/xvda", // the root volume of Amazon Linux
                ebs: { volumeType: "gp3", volumeSize: pool.diskGiB, encrypted: "true", deleteOnTermination: "true" },
            },
        ],
        tagSpecifications: tagged.map((resourceType) => ({ resourceType, tags })),
        ...(pool.localDisk ? { userData: Buffer.from(localDiskUserData).toString("base64") } : {}),
        updateDefaultVersion: true,
    };
}

// All local disks become one, which holds what pods write: https://awslabs.github.io/amazon-eks-ami/nodeadm/doc/examples/
// EKS adds its own part to this text, so it must be in MIME multipart form.
const localDiskUserData = `MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="//"

--//
Content-Type: application/node.eks.aws

apiVersion: node.eks.aws/v1alpha1
kind: NodeConfig
spec:
  instance:
    localStorage:
      strategy: RAID0

--//--
`;

/** Arguments of a node group, without those that other resources supply. */
export function nodeGroupArgs(pool: NodePool) {
    const types = poolInstanceTypes(pool);
    return {
        amiType: pool.architecture === "arm64" ? "AL2023_ARM_64_STANDARD" : "AL2023_x86_64_STANDARD",
        capacityType: pool.spot ? "SPOT" : "ON_DEMAND",
        // A region may lack a type, and a node group takes none that it lacks. Interruptible capacity needs the choice.
        instanceTypes: pool.spot ? [...types] : types.slice(0, 1),
        scalingConfig: { minSize: pool.minNodes, maxSize: pool.maxNodes, desiredSize: pool.minNodes },
        updateConfig: { maxUnavailable: 1 },
        nodeRepairConfig: { enabled: true },
        labels: poolLabels(pool),
        taints: poolTaints(pool, { spotTaint }).map(({ key, value }) => ({ key, value, effect: "NO_SCHEDULE" })),
    };
}

/** An add-on, and whether it runs on nodes' own network before pods have one. */
export interface EksAddon {
    readonly name: string;
    /** Made before there are nodes: without it nodes do not become ready. The others wait for a node to run on. */
    readonly beforeNodes: boolean;
    readonly configuration?: object;
}

/** Add-ons of a cluster with node groups. */
export const eksAddons: readonly EksAddon[] = [
    { name: "vpc-cni", beforeNodes: true, configuration: { enableNetworkPolicy: "true" } },
    { name: "kube-proxy", beforeNodes: true },
    { name: "eks-pod-identity-agent", beforeNodes: true },
    { name: "coredns", beforeNodes: false },
    { name: "aws-ebs-csi-driver", beforeNodes: false },
    { name: "metrics-server", beforeNodes: false },
];

import * as k8s from "@pulumi/kubernetes";
import * as pulumi from "@pulumi/pulumi";
import type { EksSettings } from "./settings";
import type { Ingress } from "../../contracts/cluster";

/** Name of the class of block storage. */
export const eksStorageClass = "gp3";

const albClass = "alb";

/** Ingress class for HTTP from outside. Auto Mode makes load balancers; with node groups nothing does. */
export function eksIngress({ compute }: EksSettings): Ingress {
    return compute === "auto"
        ? {
              className: albClass,
              // The load balancer calls pods themselves and is not on the internet unless an Ingress says so:
              // https://docs.aws.amazon.com/eks/latest/userguide/auto-configure-alb.html
              annotations: {
                  "alb.ingress.kubernetes.io/scheme": "internal",
                  "alb.ingress.kubernetes.io/target-type": "ip",
              },
          }
        : { className: "", annotations: {} };
}

/** Classes of block storage and of ingresses. EKS itself makes none that fits. */
export class EksStorageAndIngress extends pulumi.ComponentResource {
    constructor(name: string, { compute }: EksSettings, opts: pulumi.ComponentResourceOptions) {
        super("flink-platform:eks:EksStorageAndIngress", name, { compute }, opts);
        const auto = compute === "auto";
        new k8s.storage.v1.StorageClass(
            `${name}-storage`,
            {
                metadata: {
                    name: eksStorageClass,
                    annotations: { "storageclass.kubernetes.io/is-default-class": "true" },
                },
                // https://docs.aws.amazon.com/eks/latest/userguide/create-storage-class.html
                provisioner: auto ? "ebs.csi.eks.amazonaws.com" : "ebs.csi.aws.com",
                parameters: { type: "gp3", encrypted: "true" },
                // A volume is of one zone: it must be made where its pod goes.
                volumeBindingMode: "WaitForFirstConsumer",
                allowVolumeExpansion: true,
                reclaimPolicy: "Delete",
            },
            { parent: this },
        );
        if (auto) {
            new k8s.networking.v1.IngressClass(
                `${name}-ingress`,
                { metadata: { name: albClass }, spec: { controller: "eks.amazonaws.com/alb" } },
                { parent: this },
            );
        }
        this.registerOutputs({});
    }
}

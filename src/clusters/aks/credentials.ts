import * as containerservice from "@pulumi/azure-native/containerservice";
import * as pulumi from "@pulumi/pulumi";
import { aksKubeconfig } from "./kubeconfig";
import type { ChildOptions } from "./network";
import type { AksSettings } from "./settings";

/** The cluster's kubeconfig, once there is a cluster to ask for. */
export function clusterKubeconfig(
    settings: AksSettings,
    cluster: containerservice.ManagedCluster,
    resourceGroupName: pulumi.Input<string>,
    opts: ChildOptions,
): pulumi.Output<string> {
    const listed = containerservice.listManagedClusterUserCredentialsOutput(
        { resourceGroupName, resourceName: cluster.name },
        opts,
    );
    const { physicalName: clusterName, tenantId, login } = settings;
    const text = listed.apply(({ kubeconfigs }) =>
        aksKubeconfig(kubeconfigs[0]?.value ?? "", { clusterName, tenantId, login }),
    );
    return pulumi.secret(text);
}

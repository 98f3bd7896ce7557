import { plainClusterName } from "../shared/made-elsewhere";
import { defaults } from "./defaults";
import type { ExistingAksClusterArgs } from "./existing-args";

/** Arguments of a cluster that exists with every value decided. */
export function existingAksSettings(name: string, args: ExistingAksClusterArgs) {
    const { subscriptionId, tenantId, location, resourceGroup, stateStore, hadoopInImage } = args;
    const clusterName = plainClusterName(name, args.clusterName);
    return {
        subscriptionId,
        tenantId,
        location,
        resourceGroup,
        clusterName,
        baseName: clusterName,
        clusterIdentifier: `aks/${subscriptionId}/${resourceGroup}/${clusterName}`,
        // Several stacks may have jobs on one cluster, each with roles of its own.
        owner: name,
        stateStore: {
            account: stateStore.account,
            container: stateStore.container,
            resourceGroup: stateStore.resourceGroup ?? resourceGroup,
            samples: {},
        },
        identity: args.identity ?? defaults.identity,
        hadoopInImage,
        login: args.login ?? defaults.login,
        tags: args.tags ?? {},
    };
}

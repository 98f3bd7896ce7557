/**
 * A call at the API server and the right that it needs: group, plural with its subresource, verbs, the call as
 * `Class.method`, and the kind whose controller makes it, where not every operator has that.
 */
export type Call = readonly [apiGroup: string, resource: string, verbs: string, call: string, kind?: string];

/** Group of the operator's own kinds. */
export const flinkGroup = "flink.apache.org";

const core = "";
const apps = "apps";
const networking = "networking.k8s.io";

// Sources: https://github.com/apache/flink-kubernetes-operator/tree/release-1.7.0, release-1.15.0 and main, Flink's client in
// https://github.com/apache/flink/tree/release-1.20/flink-kubernetes, and for what an update or a replacement reads before it
// writes, https://github.com/fabric8io/kubernetes-client.
//
// An owner reference that blocks the owner's deletion needs `update` on the owner's finalizers where the admission plugin
// OwnerReferencesPermissionEnforcement is on, as on OpenShift.

/** Calls of an operator in the namespaces that it looks after, but for those to its own kinds. */
export const operatorCalls: readonly Call[] = [
    [core, "pods", "list", "AbstractFlinkService.getJmPodList"],
    [core, "pods", "list watch", "NativeFlinkService.shutdownJobManagersBlocking"],
    [core, "services", "get", "Fabric8FlinkKubeClient.getRestEndpoint"],
    [core, "services", "create get update", "Fabric8FlinkKubeClient.createJobManagerComponent"],
    [core, "configmaps", "create get update", "Fabric8FlinkKubeClient.createJobManagerComponent"],
    [core, "configmaps", "get create update", "ConfigMapView.flush"], // of the autoscaler
    [core, "configmaps", "list", "FlinkUtils.isKubernetesHaMetadataAvailable"],
    [core, "configmaps", "list create get update", "FlinkUtils.deleteJobGraphInKubernetesHA"],
    [core, "configmaps", "deletecollection", "FlinkUtils.deleteKubernetesHAMetadata"],
    // Newer than 1.15.0 (FLIP-504). An operator that may not watch what it wants to watch stops at its start.
    [
        core,
        "configmaps",
        "list watch",
        "FlinkBlueGreenDeploymentController.prepareEventSources",
        "FlinkBlueGreenDeployment",
    ],
    [core, "configmaps", "get patch", "BlueGreenKubernetesService.updateConfigMapEntry", "FlinkBlueGreenDeployment"],
    [core, "events", "get create update", "EventUtils.createOrUpdateEventWithLabels"],
    [core, "events", "list", "EventUtils.getPodEvents"],
    [apps, "deployments", "list watch", "FlinkDeploymentController.prepareEventSources"],
    [apps, "deployments", "create", "Fabric8FlinkKubeClient.createJobManagerComponent"],
    [apps, "deployments", "create", "Fabric8FlinkStandaloneKubeClient.createTaskManagerDeployment"],
    [apps, "deployments", "patch", "NativeFlinkService.shutdownJobManagersBlocking"],
    [apps, "deployments", "list watch delete", "AbstractFlinkService.deleteDeploymentBlocking"],
    [apps, "deployments", "get", "StandaloneFlinkService.scale"],
    [apps, "deployments/scale", "get update patch", "StandaloneFlinkService.scale"],
    [apps, "deployments", "get", "IngressUtils.updateIngressRules"],
    [apps, "deployments/finalizers", "update", "IngressUtils.setOwnerReference"],
    [apps, "deployments/finalizers", "update", "Fabric8FlinkKubeClient.setOwnerReference"],
    [networking, "ingresses", "list watch", "FlinkDeploymentController.prepareEventSources"],
    [networking, "ingresses", "create get update", "IngressUtils.updateIngressRules"],
    [networking, "ingresses", "patch delete", "IngressUtils.reconcileIngress"],
];

/** Calls of an operator in its own namespace, whatever it looks after. */
export const ownNamespaceCalls: readonly Call[] = [
    [flinkGroup, "flinkstatesnapshots", "list", "KubernetesClientUtils.isCrdInstalled", "FlinkStateSnapshot"],
];

/** Calls of an operator in its own namespace if it elects a leader. */
export const leaderElectionCalls: readonly Call[] = [
    // Its own check at start forgets "patch". Without it a lease stays with a dead pod, and nothing says so.
    ["coordination.k8s.io", "leases", "get create update patch", "LeaderElectionManager.start"],
];

/** Calls of an operator to the cluster's nodes, which only some options bring about; see `readNodes`. */
export const nodeCalls: readonly Call[] = [
    [core, "nodes", "list", "NodePortService.getRestEndpoint"],
    [core, "nodes", "list", "LoadBalancerService.getLoadBalancerRestEndpoint"],
    [core, "nodes", "list", "ClusterResourceManager.createResourceView"],
];

/** Calls of a job's JobManagers in their namespace. */
export const jobCalls: readonly Call[] = [
    [core, "pods", "list", "Fabric8FlinkKubeClient.getPodsWithLabels"],
    [core, "pods", "watch", "Fabric8FlinkKubeClient.watchPodsAndDoCallback"],
    [core, "pods", "create", "Fabric8FlinkKubeClient.createTaskManagerPod"],
    [core, "pods", "delete", "Fabric8FlinkKubeClient.stopPod"],
    [core, "configmaps", "get update", "Fabric8FlinkKubeClient.checkAndUpdateConfigMap"],
    [core, "configmaps", "list watch", "Fabric8FlinkKubeClient.createConfigMapSharedWatcher"],
    [core, "configmaps", "create", "Fabric8FlinkKubeClient.createConfigMap"],
    [core, "configmaps", "get create update patch", "KubernetesLeaderElector.run"],
    [core, "configmaps", "delete", "Fabric8FlinkKubeClient.deleteConfigMap"],
    [apps, "deployments", "get", "Fabric8FlinkKubeClient.createTaskManagerPod"],
    [apps, "deployments/finalizers", "update", "Fabric8FlinkKubeClient.setOwnerReference"],
];

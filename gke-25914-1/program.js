module.exports = ((require) => {

require("tsx/cjs");
const { GkeCluster } = require("/work/main/src/cluster/gke");
const c = new GkeCluster("flink", { ...{ project: "acme-prod", region: "europe-west1", deletionProtection: false }, ...({}) });
const b = c.bindServiceAccount("orders", { namespace: "jobs", serviceAccount: "orders", access: ["state:readWrite"], statePrefix: "jobs/orders" }, {});
return { kubeconfig: c.kubeconfig, uri: c.stateStore.uri, annotations: b.serviceAccountAnnotations };
})(require("node:module").createRequire("/work/main/package.json"));

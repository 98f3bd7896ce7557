// The package's own program, which a stack file describes. A project that has nothing else names this file as its `main`.
const { applications, kubeconfig, sessionClusters, snapshots, stateStore } = require("./dist/main.js");

module.exports = { applications, kubeconfig, sessionClusters, snapshots, stateStore };

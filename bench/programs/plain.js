// What somebody would write by hand: the same objects in the same order, each declared with its type, name and inputs.
const fs = require("node:fs");
const k8s = require("@pulumi/kubernetes");
const pulumi = require("@pulumi/pulumi");

const provider = new k8s.Provider("kubernetes", {
    kubeconfig: pulumi.secret(fs.readFileSync(process.env.KUBECONFIG, "utf8")),
    clusterIdentifier: "bench",
});
const made = new Map();
for (const { type, name, inputs, dependsOn } of JSON.parse(fs.readFileSync(process.env.BENCH_OBJECTS, "utf8"))) {
    const before = dependsOn.map((other) => made.get(other));
    made.set(name, new pulumi.CustomResource(type, name, inputs, { provider, dependsOn: before }));
}

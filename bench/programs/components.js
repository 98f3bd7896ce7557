// The objects of the plain program, each below a component that has nothing else.
const fs = require("node:fs");
const k8s = require("@pulumi/kubernetes");
const pulumi = require("@pulumi/pulumi");

const provider = new k8s.Provider("kubernetes", {
    kubeconfig: pulumi.secret(fs.readFileSync(process.env.KUBECONFIG, "utf8")),
    clusterIdentifier: "bench",
});

class Component extends pulumi.ComponentResource {
    constructor(type, name, inputs, dependsOn) {
        super("bench:index:Component", name, {}, { providers: [provider] });
        this.object = new pulumi.CustomResource(type, name, inputs, { parent: this, dependsOn });
        this.registerOutputs({});
    }
}

const made = new Map();
for (const { type, name, inputs, dependsOn } of JSON.parse(fs.readFileSync(process.env.BENCH_OBJECTS, "utf8"))) {
    const before = dependsOn.map((other) => made.get(other));
    made.set(name, new Component(type, name, inputs, before).object);
}

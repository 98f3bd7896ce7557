// Rules that every stack with Flink jobs is held to, for the flag --policy-pack. Without a level each of them is mandatory.
import { PolicyPack } from "@pulumi/policy";
import { flinkPolicies } from "pulumi-flink-platform/policy";

new PolicyPack("flink", {
    policies: flinkPolicies({
        "flink-high-availability": "advisory",
        "flink-required-labels": { labels: ["team"] },
        "flink-allowed-releases": { versions: ["1.20", "2.2"], images: ["flink:", "registry.example.com/flink/"] },
        "flink-resource-limits": { maxMemoryMiB: 16384, maxCpu: 8, maxParallelism: 64 },
    }),
});

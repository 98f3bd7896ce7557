/**
 * Folders of `src/`, from the ground up, and the folders whose files each may import. A folder stands only on what is
 * named above it. `.dependency-cruiser.mjs` holds the sources to this table; `docs/architecture.md` draws it.
 */
export const layers = [
    { folder: "checks", holds: "findings and the wording of what is wrong with a value", may: [] },
    { folder: "kubernetes", holds: "facts about Kubernetes", may: [] },
    { folder: "flink", holds: "facts about Flink and its operator: versions, memory, units", may: [] },
    { folder: "flink/types", holds: "types of the operator's resources", may: [] },
    { folder: "readiness", holds: "the judgement whether a job is in the state asked for, and what feeds it", may: [] },
    { folder: "flink/definitions", holds: "the operator's resource definitions", may: ["flink", "checks"] },
    {
        folder: "flink/schemas",
        holds: "what a resource definition says of a spec",
        may: ["flink/definitions", "flink", "checks"],
    },
    { folder: "contracts", holds: "what a cluster and a platform hand to those above them", may: ["flink", "checks"] },
    { folder: "rules", holds: "the operator's validation rules", may: ["flink", "flink/types", "checks"] },
    { folder: "clusters/shared", holds: "what several clouds need", may: ["contracts", "flink", "checks"] },
    ...cloud("eks", "@pulumi/aws"),
    ...cloud("gke", "@pulumi/gcp"),
    ...cloud("aks", "@pulumi/azure-native"),
    ...cloud("local"),
    { folder: "platform/crds", holds: "registered definitions", may: ["flink", "flink/definitions", "checks"] },
    {
        folder: "platform/operator",
        holds: "the Flink Kubernetes Operator",
        may: ["platform/crds", "contracts", "rules", "flink", "flink/definitions", "checks", "kubernetes"],
    },
    {
        folder: "platform",
        holds: "operator and namespaces together",
        may: ["platform/operator", "platform/crds", "contracts", "flink", "checks", "kubernetes"],
    },
    {
        folder: "jobs/deployment",
        holds: "FlinkDeployment, one to one",
        may: ["contracts", "readiness", "rules", "flink", "flink/schemas", "flink/types", "checks", "kubernetes"],
    },
    {
        folder: "jobs/application",
        holds: "FlinkApplication",
        may: [
            "jobs/deployment",
            "contracts",
            "readiness",
            "rules",
            "flink",
            "flink/schemas",
            "flink/types",
            "checks",
            "kubernetes",
        ],
    },
    {
        folder: "stack",
        holds: "the stack file as typed values; the registry of clouds",
        may: ["clusters/*", "jobs/application", "platform/operator", "contracts", "flink", "flink/types", "checks"],
    },
    { folder: ".", holds: "the program, and what a library user imports", may: ["*"] },
];

/** A cloud's folder: it knows its own SDK and no other cloud. */
function cloud(name, sdk) {
    const may = ["clusters/shared", "contracts", "flink", "checks", "kubernetes"];
    return [{ folder: `clusters/${name}`, holds: `the cluster module \`${name}\``, may, sdk }];
}

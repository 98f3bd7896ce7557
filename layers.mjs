/**
 * Folders of `src/`, from the ground up, and the folders whose files each may import. A folder stands only on what is
 * named above it. `.dependency-cruiser.mjs` holds the sources to this table; `docs/architecture.md` draws it.
 */
export const layers = [
    {
        folder: "checks",
        holds: "findings, the wording of what is wrong with a value, and errors that end a run",
        may: [],
    },
    { folder: "kubernetes", holds: "facts about Kubernetes, and its API with a limit for each call", may: [] },
    { folder: "run", holds: "what belongs to one run of a program", may: [] },
    {
        folder: "owners",
        holds: "the register of what is made, in which each object has one owner",
        may: ["run", "checks"],
    },
    { folder: "flink", holds: "facts about Flink and its operator: versions, memory, units", may: [] },
    { folder: "flink/types", holds: "types of the operator's resources", may: [] },
    {
        folder: "readiness",
        holds: "the judgement whether a job is in the state asked for, and what feeds it",
        may: ["kubernetes", "run", "checks"],
    },
    { folder: "flink/definitions", holds: "the operator's resource definitions", may: ["flink", "checks"] },
    {
        folder: "flink/schemas",
        holds: "what a resource definition says of a spec",
        may: ["flink/definitions", "flink", "checks"],
    },
    { folder: "contracts", holds: "what a cluster and a platform hand to those above them", may: ["flink", "checks"] },
    { folder: "rules", holds: "the operator's validation rules", may: ["flink", "flink/types", "checks"] },
    { folder: "components", holds: "resource options of the components", may: ["owners", "run", "checks"] },
    {
        folder: "clusters/shared",
        holds: "what several clouds need",
        may: ["components", "run", "contracts", "flink", "checks", "kubernetes"],
    },
    ...cloud("eks", "@pulumi/aws"),
    ...cloud("gke", "@pulumi/gcp"),
    ...cloud("aks", "@pulumi/azure-native"),
    ...cloud("local"),
    ...cloud("existing"),
    {
        folder: "platform/crds",
        holds: "registered definitions",
        may: ["owners", "flink", "flink/definitions", "checks"],
    },
    {
        folder: "platform/operator",
        holds: "the Flink Kubernetes Operator",
        may: [
            "platform/crds",
            "components",
            "owners",
            "run",
            "contracts",
            "rules",
            "flink",
            "flink/definitions",
            "checks",
            "kubernetes",
        ],
    },
    {
        folder: "platform/reference",
        holds: "a platform of another stack, and what it exports for that",
        may: ["clusters/shared", "owners", "contracts", "flink", "checks"],
    },
    {
        folder: "platform",
        holds: "operator and namespaces together",
        may: [
            "platform/operator",
            "platform/reference",
            "platform/crds",
            "components",
            "owners",
            "run",
            "contracts",
            "flink",
            "checks",
            "kubernetes",
        ],
    },
    {
        folder: "jobs/deployment",
        holds: "FlinkDeployment, one to one",
        may: [
            "components",
            "owners",
            "run",
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
        folder: "jobs/application",
        holds: "FlinkApplication",
        may: [
            "components",
            "owners",
            "run",
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
    const may = ["clusters/shared", "components", "owners", "contracts", "flink", "checks", "kubernetes"];
    return [{ folder: `clusters/${name}`, holds: `the cluster module \`${name}\``, may, sdk }];
}

import { cidr, listOf, objectOf, oneOf, text, yesOrNo } from "../property-rules";
import { isUnknown, type Context, type ProviderRules, type TypeRules } from "../rules";

const network: TypeRules = {
    required: ["cidrBlock"],
    properties: { cidrBlock: cidr, tags: objectOf({ team: text }), dns: yesOrNo },
    replaces: ["cidrBlock"],
    outputs: (_inputs, { name, serial }) => ({ arn: `arn:${name}/${serial}`, owner: "123456789012" }),
    stable: ["owner"],
};

const cluster: TypeRules = {
    required: ["name", "network"],
    properties: {
        name: text,
        network: objectOf({ subnets: listOf(text, 2), public: yesOrNo }, ["subnets"]),
        mode: oneOf("plain", "managed"),
        version: text,
        protected: yesOrNo,
    },
    replaces: ["name", "network.subnets"],
    id: ({ name }) => name,
    outputs: ({ version }, context: Context) => ({
        endpoint: context.cluster.server,
        network: { gateway: `gate-${context.serial}` },
        release: `${version.toUpperCase()}-1`,
    }),
    problems: ({ mode, version }) =>
        mode === "managed" && version !== undefined && !isUnknown(version) ? ["managed takes no version"] : [],
    deletionProblem: (outputs) => (outputs["protected"] === true ? "the cluster is protected" : undefined),
    existing: (id) => (id === "there" ? { name: id, network: { subnets: ["a", "b"] }, version: "v1" } : undefined),
};

/** Rules of a provider of two types, for tests of the doubles themselves. */
export const playedRules: ProviderRules = {
    provider: "played",
    configuration: { required: ["region"], properties: { region: text } },
    types: { "played:net:Network": network, "played:run:Cluster": cluster },
    functions: {
        "played:index:whoAmI": ({ in: region }) => ({ account: "123456789012", region }),
        "played:index:networks": (_, { things }) => ({ ids: things("played:net:Network").map(({ id }) => id) }),
    },
    account: {
        "played:net:Network": { uniqueBy: ["cidrBlock"], sources: [] },
        "played:run:Cluster": {
            taken: (id) => `a cluster called ${id} exists`,
            refersTo: [
                {
                    input: "network.subnets",
                    type: "played:net:Network",
                    by: "arn",
                    missing: (named) => `there is no network ${named}`,
                    inUse: (named, { name }) => `${named} is used by ${name}`,
                    when: ({ mode }) => mode === "managed",
                },
            ],
            makes: ({ name }) => [{ type: "played:log:Group", id: `logs-of-${name}` }],
            leaves: ({ name }) => [{ type: "played:log:Group", id: `last-logs-of-${name}` }],
            endpoint: ({ network: { subnets, public: open } }) => ({
                public: open === true,
                allowedCidrs: ["203.0.113.0/24"],
                networks: subnets,
            }),
            letsIn: () => true,
            sources: [],
        },
    },
    freshAccount: [
        {
            type: "played:run:Cluster",
            problem: ({ version }, things) =>
                version === "v9" && things("played:net:Network").length === 0 ? "v9 is not enabled" : undefined,
            source: "https://played.example/quotas",
        },
    ],
};

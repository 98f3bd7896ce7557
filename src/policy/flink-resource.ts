import { at, entriesAt, isGiven, notKnown, plainOf } from "./known-values";

/** A Flink resource, as far as policies read it. */
export interface FlinkResource {
    readonly kind: "FlinkDeployment" | "FlinkSessionJob";
    /** Namespace and name in Kubernetes: `shop/orders`. */
    readonly id: string;
    readonly labels: ReadonlyMap<string, unknown>;
    /** Spec of the FlinkDeployment, or of the session job. */
    readonly spec: unknown;
    /** The job; undefined for a session cluster. */
    readonly job: unknown;
    /** Options by flat key; text, or `notKnown`. */
    readonly options: ReadonlyMap<string, unknown>;
    /** The job keeps state through changes, by its upgrade mode. The operator takes a missing one for `stateless`. */
    readonly isStateful: boolean;
}

// "kubernetes:flink.apache.org/v1beta1:FlinkDeployment" yes; its List and Patch no
const flinkType = /^kubernetes:flink\.apache\.org\/v\w+:(FlinkDeployment|FlinkSessionJob|FlinkBlueGreenDeployment)$/;

/** The Flink resource that a resource's inputs make; undefined for any other. */
export function flinkResourceOf(type: string, props: unknown): FlinkResource | undefined {
    const [, kind] = flinkType.exec(type) ?? [];
    if (kind === undefined) {
        return undefined;
    }
    const inputs = plainOf(props);
    const spec = kind === "FlinkBlueGreenDeployment" ? at(inputs, "spec", "template", "spec") : at(inputs, "spec");
    const job = at(spec, "job");
    const upgradeMode = at(job, "upgradeMode");
    return {
        kind: kind === "FlinkSessionJob" ? kind : "FlinkDeployment",
        id: [at(inputs, "metadata", "namespace"), at(inputs, "metadata", "name")].map(shownName).join("/"),
        labels: new Map(entriesAt(inputs, "metadata", "labels")),
        spec,
        job,
        options: new Map(flatOptions(at(spec, "flinkConfiguration"))),
        isStateful: upgradeMode === notKnown || (isGiven(upgradeMode) && upgradeMode !== "stateless"),
    };
}

const shownName = (value: unknown) => (typeof value === "string" ? value : "");

/** Options may be nested, from operator 1.13 on. */
function flatOptions(options: unknown, above = ""): [string, unknown][] {
    return entriesAt({ options }, "options").flatMap(([name, value]): [string, unknown][] => {
        const key = above + name;
        if (typeof value === "object" && value !== null && !Array.isArray(value)) {
            return flatOptions(value, `${key}.`);
        }
        return isGiven(value) ? [[key, value === notKnown ? value : String(value)]] : [];
    });
}

/** The first of an option's names that is set; `notKnown` if its value is not. */
export function optionOf(
    { options }: FlinkResource,
    ...names: readonly string[]
): string | typeof notKnown | undefined {
    const name = names.find((each) => options.has(each));
    const value = name === undefined ? undefined : options.get(name);
    return typeof value === "string" || value === notKnown ? value : undefined;
}

import { compareVersions, defaultOperatorRelease } from "../flink/versions";
import type { DecidingOperator } from "../impact/impact";
import { secretText } from "./masked-values";
import { shownInput } from "./job-version";
import type { Change, Preview, ResourceState } from "./preview";

/** An operator of a stack, as the preview leaves it. */
export interface KnownOperator extends DecidingOperator {
    /** Namespaces that it watches; of all if there is none. */
    readonly watches: readonly string[];
    /** Its configuration cannot be read. */
    readonly isPartlyKnown: boolean;
}

export const operatorType = "flink-platform:index:FlinkOperator";

/** The operators that a preview shows. */
export function operatorsOf({ changes }: Preview): KnownOperator[] {
    return changes
        .filter(({ type, kind }) => type === operatorType && kind !== "delete")
        .flatMap((change) => {
            const release = releaseOf(change.after);
            return release === undefined ? [] : [{ release, ...configurationOf(change, changes), ...watched(change) }];
        });
}

/** Release of an operator on one side of its change. */
export function releaseOf(state: ResourceState | undefined): string | undefined {
    const release = shownInput(state?.inputs["release"]);
    return release !== undefined && /^\d+(\.\d+)*$/.test(release) ? release : undefined;
}

function watched({ after }: Change): Pick<KnownOperator, "watches"> {
    const namespaces = after?.inputs["watchNamespaces"];
    return { watches: Array.isArray(namespaces) ? namespaces.map(String) : [] };
}

function configurationOf({ urn }: Change, changes: readonly Change[]) {
    const file = changes.find(({ type, after }) => type === "kubernetes:core/v1:ConfigMap" && after?.parent === urn);
    const data = file?.after?.inputs["data"];
    const text = typeof data === "object" && data !== null ? Object(data)["flink-conf.yaml"] : undefined;
    return typeof text === "string" && text !== secretText
        ? { configuration: flatConfiguration(text), isPartlyKnown: false }
        : { configuration: {}, isPartlyKnown: true };
}

/** The package writes an option a line. */
function flatConfiguration(text: string): Record<string, string> {
    return Object.fromEntries(
        text.split("\n").flatMap((line) => {
            const [, key, value] = /^([^\s#:][^\s:]*): (.*)$/.exec(line) ?? [];
            return key === undefined || value === undefined ? [] : [[key, value]];
        }),
    );
}

/** The operator by which jobs of a namespace are judged where a preview shows none for it. */
export const assumedOperator: KnownOperator = {
    release: defaultOperatorRelease,
    configuration: {},
    watches: [],
    isPartlyKnown: true,
};

/** The operator of a namespace. */
export function operatorOf(namespace: string, operators: readonly KnownOperator[]): KnownOperator {
    const watching = operators.filter(({ watches }) => watches.length === 0 || watches.includes(namespace));
    return watching.sort((left, right) => compareVersions(left.release, right.release))[0] ?? assumedOperator;
}

import * as pulumi from "@pulumi/pulumi";
import type { Checked, Finding } from "../checks/findings";
import { cover, matcherOf, type Matcher } from "./secret-texts";

/**
 * Tells whether a key of the configuration holds a secret. The engine names whole keys: of one with a `secure:` anywhere
 * in it nothing says which of its values that is. `Map.SecureKeys` in
 * https://github.com/pulumi/pulumi/blob/master/sdk/go/common/resource/config/map.go
 */
export function isSecretKey(key: string): boolean {
    // The SDK's own, which its declarations leave out.
    const { isConfigSecret } = pulumi.runtime as unknown as { isConfigSecret(key: string): boolean };
    return isConfigSecret(key);
}

/**
 * The values of a stack file's keys that hold secrets. Plain values decide what is made, and everything that they land in
 * becomes a secret on its way to the engine.
 */
export class StackSecrets {
    /** Those of a stack file without any. */
    static readonly none = new StackSecrets([]);

    /** Every text of such a key. */
    private readonly texts: Matcher;
    /** Those that are free; the others are names and choices, which Pulumi shows in URNs and ids. */
    private readonly freeTexts: Matcher;

    /** @param values values of the keys, parsed. */
    constructor(values: readonly unknown[]) {
        this.texts = matcherOf(values.flatMap((value) => textsIn(value, () => true)));
        this.freeTexts = matcherOf(values.flatMap((value) => textsIn(value, (key) => !openKeys.has(key))));
    }

    /** Options of a component: what it registers below itself, and its own inputs, are sealed. */
    get options(): pulumi.ComponentResourceOptions {
        return this.freeTexts.isEmpty
            ? {}
            : { transformations: [({ props, opts }) => ({ props: this.sealedProps(props), opts })] };
    }

    /** An output that is secret if it holds one of the texts. */
    sealedOutput<T>(output: pulumi.Output<T>): pulumi.Output<T> {
        return this.freeTexts.isEmpty ? output : (this.sealed(output) as pulumi.Output<T>);
    }

    /** A sentence of a finding without the texts: a value that it names is wrong, whatever it is. */
    covered(sentence: string): string {
        return this.freeTexts.covered(
            sentence.replaceAll(/, got "((?:[^"\\]|\\.)*)"/g, (got, value: string) =>
                this.texts.holds(value) ? `, got ${cover}` : got,
            ),
        );
    }

    /** Findings without the texts. */
    coveredFindings(findings: readonly Finding[]): Finding[] {
        return findings.map((finding) => ({ ...finding, problem: this.covered(finding.problem) }));
    }

    /** The result of a check without the texts in its findings and hints. */
    coveredChecks<Settings>(checked: Checked<Settings>): Checked<Settings> {
        const { findings, hints, settings } = checked;
        return { findings: this.coveredFindings(findings), hints: this.coveredFindings(hints), settings };
    }

    /** What identifies an object of Kubernetes stays open: Pulumi shows it in the object's id, and its hooks read it. */
    private sealedProps(props: pulumi.Inputs): pulumi.Inputs {
        const { apiVersion, kind, metadata } = props as Readonly<Record<string, unknown>>;
        const sealed = this.sealed(props) as pulumi.Inputs;
        if (apiVersion === undefined || kind === undefined || !isPlain(metadata) || !isPlain(sealed["metadata"])) {
            return sealed;
        }
        const identity = Object.fromEntries(
            Object.entries(metadata).filter(([key]) => key === "name" || key === "namespace"),
        );
        return { ...sealed, apiVersion, kind, metadata: { ...sealed["metadata"], ...identity } };
    }

    private sealed(value: unknown): unknown {
        if (typeof value === "string") {
            return this.freeTexts.holds(value) ? pulumi.secret(value) : value;
        }
        if (pulumi.Output.isInstance(value) || value instanceof Promise) {
            const output = pulumi.output(value as Promise<unknown>) as pulumi.Output<unknown>;
            return output.apply((known) => (this.holdsIn(known) ? pulumi.secret(known) : known));
        }
        if (Array.isArray(value)) {
            return value.map((item) => this.sealed(item));
        }
        return isPlain(value)
            ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.sealed(item)]))
            : value;
    }

    private holdsIn(value: unknown): boolean {
        return textsIn(value, () => true).some((text) => this.freeTexts.holds(text));
    }
}

/** Keys of a stack file whose values are names or choices. */
const openKeys: ReadonlySet<string> = new Set([
    "cloud",
    "region",
    "location",
    "zones",
    "kubernetesVersion",
    "version",
    "release",
    "install",
    "namespace",
    "watchNamespaces",
    "existingNamespaces",
    "flinkVersion",
    "flinkPatchVersion",
    "flinkVersions",
    "plugins",
    "state",
    "upgradeMode",
    "savepointFormat",
    "level",
    "jobLevel",
]);

/** The texts in a value, but for those below a key that is not taken. */
function textsIn(value: unknown, takes: (key: string) => boolean): string[] {
    if (typeof value === "string") {
        return [value];
    }
    if (Array.isArray(value)) {
        return value.flatMap((item) => textsIn(item, takes));
    }
    return isPlain(value)
        ? Object.entries(value).flatMap(([key, item]) => (takes(key) ? textsIn(item, takes) : []))
        : [];
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
    return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

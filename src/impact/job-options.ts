import type { RuleContext } from "../rules/context";
import { effectiveConfiguration, type EffectiveConfiguration } from "../rules/effective-configuration";
import {
    checkpointDirectory,
    highAvailabilityMode,
    isBlank,
    isHighAvailabilityOff,
    optionOf,
    savepointDirectory,
} from "../rules/flink-options";
import { flinkVersionOf } from "../rules/flink-version";
import type { FieldChange } from "./field-change";
import type { DecidingOperator, JobVersion } from "./impact";

/** Options of a job, those of the operator for it included, as far as decisions depend on them. */
export class JobOptions {
    private readonly context: RuleContext;
    private readonly effective: EffectiveConfiguration;

    constructor({ namespace, spec }: JobVersion, operator: DecidingOperator) {
        this.context = {
            operatorRelease: operator.release,
            flinkVersions: [],
            operatorConfiguration: operator.configuration,
            namespace,
        };
        this.effective = effectiveConfiguration(this.context, flinkVersionOf(spec), [
            { path: "spec.flinkConfiguration", options: spec.flinkConfiguration },
        ]);
    }

    /** Text of an option; undefined if it is not set or not known. */
    text(key: string): string | undefined {
        return this.effective.get(key)?.text;
    }

    isOn(key: string, byDefault: boolean): boolean {
        return (this.text(key) ?? String(byDefault)).toLowerCase() === "true";
    }

    /** Kind of the high availability; undefined if there is none. Two of one kind find each other's metadata. */
    get highAvailability(): string | undefined {
        if (isHighAvailabilityOff(this.effective)) {
            return undefined;
        }
        const text = optionOf(this.effective, highAvailabilityMode)?.text ?? "";
        return /kubernetes/i.test(text) ? "kubernetes" : text.toLowerCase(); // a class's name has it too
    }

    /** Path of the option that says which high availability there is. */
    get highAvailabilityPath(): string | undefined {
        return optionOf(this.effective, highAvailabilityMode)?.path;
    }

    get hasSavepointFolder(): boolean {
        return !isBlank(this.effective, savepointDirectory(this.context));
    }

    /** Folders of state that another version of the job has elsewhere. */
    foldersMovedFrom(before: JobOptions): FieldChange[] {
        return [
            checkpointDirectory(this.context),
            savepointDirectory(this.context),
            ["high-availability.storageDir"],
        ].flatMap((names) => {
            const old = optionOf(before.effective, names);
            const present = optionOf(this.effective, names);
            return old === undefined || present === undefined || old.text === present.text
                ? []
                : [{ path: present.path, before: old.text, after: present.text }];
        });
    }
}

import * as pulumi from "@pulumi/pulumi";
import { flatOptions } from "../../rules/effective-configuration";
import { compareVersions, type OperatorRelease } from "../../flink/versions";
import type { FlinkOptions } from "../../flink/types/deployment";

/** The first release whose definitions take nested options and scalars other than text. */
const nestedOptionsSince: OperatorRelease = "1.13.0";

/** A spec with Flink options. */
interface WithOptions {
    readonly flinkConfiguration?: FlinkOptions;
}

/** The spec as a release's definitions take it: before 1.13 options are flat keys with texts. */
export function specForRelease<Spec extends object>(spec: Spec & WithOptions, release: string): Spec {
    if (spec.flinkConfiguration === undefined || compareVersions(release, nestedOptionsSince) >= 0) {
        return spec;
    }
    const options = flatOptions(spec.flinkConfiguration).map(([key, value]) => [
        key,
        pulumi.Output.isInstance(value) ? value.apply(String) : String(value),
    ]);
    return { ...spec, flinkConfiguration: Object.fromEntries(options) };
}

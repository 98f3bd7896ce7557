import * as pulumi from "@pulumi/pulumi";
import { withOperatorDefaults } from "../../flink/operator-defaults";
import type { FlinkBlueGreenDeploymentSpec } from "../../flink/types/blue-green";
import { markOfSpec, specMark } from "../../readiness/switch-spec";
import { replacedTextProblems } from "../../rules/blue-green-name";
import { rejectLate } from "../deployment/late-texts";
import { registerResource, type RegisteredResource, type ResourcePlace } from "../deployment/resource";
import { wantedOfJob } from "../deployment/wanted";
import { withServiceAccount } from "./checks";
import { switchHook } from "./impact-hook";
import type { BlueGreenSettings } from "./settings";

/** Registers the FlinkBlueGreenDeployment of a component, and lets what depends on the component wait until it is ready. */
export function registerBlueGreen(settings: BlueGreenSettings, place: ResourcePlace): RegisteredResource {
    const { platform, jobNamespace } = place;
    const spec = withServiceAccount(settings.spec, jobNamespace.serviceAccountName);
    const { job = {}, flinkConfiguration } = spec.template.spec;
    const hook = switchHook(place);
    return registerResource(
        {
            kind: "FlinkBlueGreenDeployment",
            name: settings.name,
            labels: settings.labels,
            annotations: settings.annotations,
            spec: marked(spec, lateCheck(settings, place.name)),
            wanted: {
                kind: "activeVersion",
                version: wantedOfJob({ job, flinkConfiguration, readiness: settings.readiness }, platform.operator),
            },
            readiness: settings.readiness,
            deleteTimeoutSeconds: settings.deleteTimeoutSeconds,
            goesLast: true,
            ...(hook && { options: { hooks: { beforeUpdate: [hook] } } }),
        },
        place,
    );
}

/** Texts that are known late must not contain the resource's name either: the image of a registry is often named like its job. */
function lateCheck({ name }: BlueGreenSettings, component: string) {
    const reject = rejectLate("FlinkBlueGreenDeployment", component);
    return (spec: object) => reject(replacedTextProblems(name, spec));
}

/** The spec as the operator fills it in, with the mark by which it is known whether it has been taken up. */
function marked(spec: FlinkBlueGreenDeploymentSpec, check: (spec: object) => void): object {
    const versions = withOperatorDefaults(spec.template.spec);
    const mark = pulumi.output(versions).apply((known) => {
        check({ template: { spec: known } });
        return markOfSpec(known);
    });
    const metadata = spec.template.metadata ?? {};
    const annotations = pulumi.output(metadata.annotations).apply((given) => ({ ...given }));
    return {
        ...spec,
        template: {
            ...spec.template,
            metadata: {
                ...metadata,
                annotations: pulumi.all([annotations, mark]).apply(([own, value]) => ({ ...own, [specMark]: value })),
            },
            spec: versions,
        },
    };
}

import type * as k8s from "@pulumi/kubernetes";
import { judgeFlinkDeployment } from "../../src/rules/flink-deployment";
import { applicationSpec, contextOf, lines, type Change } from "./subjects";

export const main = "flink-main-container";
export const byName = "kubernetes.operator.pod-template.merge-arrays-by-name";
export const containersOf = (...containers: k8s.types.input.core.v1.Container[]) => ({ spec: { containers } });
export const mounts = (...paths: string[]) => paths.map((mountPath) => ({ name: "own", mountPath }));
export const volumes = [{ name: "own", emptyDir: {} }];
export const mounting = (...paths: string[]) => ({
    spec: { containers: [{ name: main, volumeMounts: mounts(...paths) }], volumes },
});

/** The same beside a platform that merges the templates by itself. */
export const ofPlatform = (change: Change) => {
    const platform = { options: [], volumes: [], mergesTemplates: true };
    const verdict = judgeFlinkDeployment("orders", applicationSpec(change), { ...contextOf(change), platform });
    return { problems: lines(verdict.problems), warnings: lines(verdict.warnings) };
};

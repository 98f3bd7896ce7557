import assert from "node:assert/strict";
import { gkeKubernetesVersions } from "../../../src/clusters/gke/kubernetes-versions";
import { compareVersions, kubernetesVersions } from "../../../src/flink/versions";

describe("gkeKubernetesVersions", () => {
    const versions = Object.entries(gkeKubernetesVersions);

    it("has every version between the oldest and the newest, and the default", () => {
        const names = versions.map(([version]) => version);
        const [oldest = "", newest = ""] = [names[0], names.at(-1)];
        const known = Object.keys(kubernetesVersions.releases).sort(compareVersions);
        assert.deepEqual(names, known.slice(known.indexOf(oldest), known.indexOf(newest) + 1));
        assert.ok(kubernetesVersions.default in gkeKubernetesVersions);
    });

    it("supports a version longer than the one before, and ten months longer on the channel for it", () => {
        for (const [version, { standardUntil, extendedUntil }] of versions) {
            const months = (Date.parse(extendedUntil) - Date.parse(standardUntil)) / (30.4 * 24 * 60 * 60 * 1000);
            assert.ok(months >= 9 && months <= 11, `${version}: ${months} months`);
        }
        for (const kind of ["standardUntil", "extendedUntil"] as const) {
            const days = versions.map(([, dates]) => dates[kind]);
            assert.deepEqual(days, [...days].sort());
        }
    });
});

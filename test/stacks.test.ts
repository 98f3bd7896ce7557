import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import { checkCluster, clouds } from "../src/stack/clouds";
import { readConfig } from "../src/stack/config";
import { formatFinding } from "../src/checks/findings";
import { filledStack } from "./support/filled-stack";
import { unreachableKubeconfig } from "./support/unreachable-kubeconfig";

const folder = path.resolve(__dirname, "../stacks");
const licence = path.resolve(folder, "../LICENSE");
const files = fs.readdirSync(folder).filter((file) => /^Pulumi\.[a-z]+\.yaml$/.test(file));

/** A stack file's blocks, with the project's name in front of each. */
const blocks = (file: string): Record<string, any> => parse(fs.readFileSync(path.join(folder, file), "utf8")).config;

/** The same values as Pulumi hands them to a program. */
const values = (file: string) =>
    Object.fromEntries(Object.entries(blocks(file)).map(([key, value]) => [key, JSON.stringify(value)]));

const finding = (place: string, value: string) =>
    `stack config "flink-platform:cluster": ${place} must be a value of your own, got the placeholder "${value}"; put yours in its place`;
const noId = "00000000-0000-0000-0000-000000000000";
const noAddress = finding("endpoint.allowedCidrs[0]", "203.0.113.7/32");

/** What is said of a stack file whose placeholders were left in place. */
const placeholders: Readonly<Record<string, readonly string[]>> = {
    eks: [noAddress],
    gke: [finding("project", "your-project")],
    existing: [finding("stateStore.bucket", "your-bucket")],
    aks: [finding("subscriptionId", noId), finding("tenantId", noId), finding("administrators[0]", noId), noAddress],
};

describe("the stack files", () => {
    it("are one for each cloud, and one for the demo", () =>
        assert.deepEqual(
            files.sort(),
            ["demo", ...Object.keys(clouds)].sort().map((name) => `Pulumi.${name}.yaml`),
        ));

    for (const file of files) {
        it(`${file} has the form that the program reads`, () =>
            assert.deepEqual(Object.keys(readConfig(values(file))).sort(), [
                "applications",
                "cluster",
                "logging",
                "operator",
            ]));
    }

    for (const cloud of Object.keys(clouds).filter((name) => name !== "local")) {
        it(`${cloud} differs from local in its cluster block and in nothing else`, () => {
            const { "flink-platform:cluster": cluster, ...rest } = blocks(`Pulumi.${cloud}.yaml`);
            const { "flink-platform:cluster": localCluster, ...localRest } = blocks("Pulumi.local.yaml");
            assert.equal(cluster.cloud, cloud);
            assert.equal(localCluster.cloud, "local");
            assert.deepEqual(rest, localRest);
        });

        it(`${cloud} has a cluster block that its module takes`, () => {
            const { cluster } = readConfig(values(`Pulumi.${cloud}.yaml`));
            // Its samples' files start at the project's folder, which only the engine tells.
            const here = JSON.stringify(cluster)
                .replaceAll('"LICENSE"', JSON.stringify(licence))
                .replaceAll('"~/.kube/config"', JSON.stringify(unreachableKubeconfig));
            assert.deepEqual(checkCluster("flink", JSON.parse(filledStack(here))), []);
            const findings = checkCluster("flink", JSON.parse(here)).map(formatFinding);
            assert.deepEqual(findings.slice(0, placeholders[cloud]?.length), placeholders[cloud]);
        });
    }

    it("demo differs from local in the operator's release and the jobs' Flink version and in nothing else", () => {
        const local = structuredClone(blocks("Pulumi.local.yaml"));
        assert.equal(local["flink-platform:operator"].release, "1.15.0");
        local["flink-platform:operator"].release = "1.7.0";
        for (const job of Object.values<any>(local["flink-platform:applications"])) {
            assert.equal(job.flinkVersion, "2.2");
            job.flinkVersion = "1.18";
        }
        assert.deepEqual(blocks("Pulumi.demo.yaml"), local);
    });
});

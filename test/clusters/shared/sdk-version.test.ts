import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { aksSdk } from "../../../src/clusters/aks/sdk";
import { eksSdk } from "../../../src/clusters/eks/sdk";
import { gkeSdk } from "../../../src/clusters/gke/sdk";
import { sdkFindings } from "../../../src/clusters/shared/sdk-version";
import { clouds } from "../../support/clouds";
import { record } from "../../support/record";

const needed = { name: "@pulumi/aws", range: "^7.6.0" } as const;
const problem = (installed: string) => sdkFindings("EksCluster", "prod", needed, installed)[0]?.problem;
const repository = resolve(__dirname, "../../..");

describe("sdkFindings", () => {
    it("takes the oldest version and every newer one of its major version", () => {
        for (const installed of ["7.6.0", "7.6.1", "7.10.0", "7.48.0", "7.7.0-alpha.1773817137"]) {
            assert.equal(problem(installed), undefined, installed);
        }
    });

    it("refuses an older one and another major version, and says what to install", () => {
        for (const installed of ["6.83.0", "7.4.0", "7.5.9", "8.0.0", "70.6.0"]) {
            assert.equal(
                problem(installed),
                `must be ^7.6.0, got ${installed}; npm install @pulumi/aws@^7.6.0`,
                installed,
            );
        }
    });

    for (const sdk of [aksSdk, eksSdk, gkeSdk]) {
        it(`is asked of ${sdk.name} for a range that the tested version is in and that the peer allows`, () => {
            const { devDependencies, peerDependencies } = JSON.parse(
                readFileSync(join(repository, "package.json"), "utf8"),
            );
            assert.deepEqual(sdkFindings("Cluster", "prod", sdk, devDependencies[sdk.name]), []);
            // ">=6.0.0": the major version before the one that its module needs
            const major = Number(/^\^(\d+)/.exec(sdk.range)?.[1]);
            assert.equal(peerDependencies[sdk.name], `>=${major - 1}.0.0`);
        });
    }
});

describe("a cluster of a cloud", () => {
    const sdks = { aks: aksSdk, eks: eksSdk, gke: gkeSdk };
    const components = { aks: "AksCluster", eks: "EksCluster", gke: "GkeCluster" };

    for (const cloud of ["aks", "eks", "gke"] as const) {
        it(`refuses an SDK that ${components[cloud]} does not run with`, async () => {
            const { name, range } = sdks[cloud];
            const utilities = require(`${name}/utilities`);
            const { getVersion } = utilities;
            utilities.getVersion = () => "1.2.3";
            try {
                await assert.rejects(
                    record(() => void clouds[cloud].make("prod"), clouds[cloud].mocks),
                    {
                        message: `${components[cloud]} "prod": ${name} must be ${range}, got 1.2.3; npm install ${name}@${range}`,
                    },
                );
            } finally {
                utilities.getVersion = getVersion;
            }
        });
    }
});

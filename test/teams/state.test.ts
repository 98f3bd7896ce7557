import assert from "node:assert/strict";
import { EksCluster } from "../../src/clusters/eks/cluster";
import { FlinkPlatform } from "../../src/platform/platform";
import { FlinkTeam } from "../../src/teams/team";
import { eksMocks } from "../support/eks-mocks";
import { clouds } from "../support/clouds";
import { sessionTags } from "../support/policies/aws-trust";
import type { AwsPolicy } from "../support/policies/aws-policies";
import { isGranted } from "../support/policies/gcs-grants";
import { madeGrants } from "../support/policies/made-grants";
import { s3Decision } from "../support/policies/s3-decision";
import { named, record } from "../support/record";

/** Two teams of which one's name begins with the other's. */
const teams = ["orders", "orders-eu"] as const;
const region = "eu-west-1";
const bucket = "prod-state-123456789012-eu-west-1";

describe("the state of two teams", () => {
    it("is out of each other's reach on eks: what S3 decides by the policies of their roles", async () => {
        const resources = await record(() => {
            const cluster = new EksCluster("prod", { region, endpoint: { reachable: true } });
            const platform = new FlinkPlatform("flink", { cluster });
            teams.forEach((team) => new FlinkTeam(team, { platform }));
        }, eksMocks);
        const policy = (name: string): AwsPolicy => JSON.parse(named(resources, name).inputs.policy);
        const clusterArn = "arn:aws:eks:eu-west-1:123456789012:cluster/prod";
        const withAcl = { "x-amz-acl": "bucket-owner-full-control" };
        const refusals = (team: string, of: string) =>
            [
                { method: "GET", target: `/${bucket}/${of}/job/checkpoints/1` },
                { method: "PUT", headers: withAcl, target: `/${bucket}/${of}/job/checkpoints/1` },
                { method: "DELETE", target: `/${bucket}/${of}/job/checkpoints/1` },
                { method: "GET", target: `/${bucket}?list-type=2&prefix=${of}/` },
            ].map((request) => {
                const session = sessionTags("aws:PrincipalTag", {
                    ...{ clusterArn, namespace: team, serviceAccount: "flink" },
                });
                const policies = [policy(`flink-jobs-${team}-state-rights`), policy("prod-state-transport")];
                const key = { arn: "arn:aws:kms:eu-west-1:123456789012:key/prod-state-key", region };
                return s3Decision({ policies, session, key }, { headers: {}, ...request }).refused.map((text) =>
                    text.replace(/ on .*/, ""),
                );
            });
        for (const [own, other] of [teams, [...teams].reverse()] as [string, string][]) {
            assert.deepEqual(refusals(own, own), [[], [], [], []]);
            assert.deepEqual(refusals(own, other), [
                ["s3:GetObject"],
                ["s3:PutObject", "s3:PutObjectAcl"],
                ["s3:DeleteObject"],
                ["s3:ListBucket"],
            ]);
        }
    });

    it("is out of each other's reach on gke: what Cloud Storage decides by their principals' grants", async () => {
        const resources = await record(() => {
            const platform = new FlinkPlatform("flink", { cluster: clouds.gke.make("prod") });
            teams.forEach((team) => new FlinkTeam(team, { platform }));
        }, clouds.gke.mocks);
        const grants = madeGrants(resources);
        const memberOf = (team: string) =>
            [...new Set(grants.map(({ member }) => member))].find((member) => member.includes(`/ns/${team}/`)) ?? "";
        const allowed = (team: string, of: string) =>
            ["get", "create", "delete"].filter((verb) =>
                isGranted(grants, {
                    member: memberOf(team),
                    permission: `storage.objects.${verb}`,
                    bucket: grants[0]?.bucket ?? "",
                    object: `${of}/job/checkpoints/1`,
                }),
            );
        for (const [own, other] of [teams, [...teams].reverse()] as [string, string][]) {
            assert.deepEqual(allowed(own, own), ["get", "create", "delete"]);
            assert.deepEqual(allowed(own, other), []);
        }
    });
});

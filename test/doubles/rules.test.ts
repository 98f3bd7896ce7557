import assert from "node:assert/strict";
import { inconsistencies } from "./inconsistencies";
import { rulesOf } from "./main";
import { any } from "./property-rules";
import type { TypeRules } from "./rules";

describe("rules of the doubles", () => {
    for (const provider of ["aws", "gcp", "azure-native"]) {
        it(`agree with the package of ${provider} and with themselves`, () =>
            assert.deepEqual(inconsistencies(rulesOf(provider)), []));
    }

    it("are found out where they contradict themselves or the package", () => {
        const vpc: TypeRules = {
            required: ["color"],
            properties: { cidrBlock: any, tags: any, size: any },
            replaces: ["cidrBlock", "shape.sides"],
            physicalName: "title",
            outputs: () => ({}),
        };
        const cluster: TypeRules = { ...vpc, required: [], properties: {}, replaces: [], physicalName: undefined };
        const types = { "aws:ec2/vpc:Vpc": vpc, "aws:eks/cluster:Cluster": cluster, "aws:ec2/vpc:Other": cluster };
        const functions = {
            "aws:index/getRegion:getRegion": () => ({}),
            "aws:index/getMoon:getMoon": () => ({}),
        };
        const missing = () => "";
        const refersTo = [{ input: "shape.side", type: "aws:ec2/subnet:Subnet", missing }];
        const account = { "aws:ec2/vpc:Vpc": { refersTo, sources: [] }, "aws:ec2/eip:Eip": { sources: ["https://x"] } };
        const freshAccount = [{ type: "aws:ec2/eip:Eip", problem: () => undefined, source: "somewhere" }];
        assert.deepEqual(inconsistencies({ provider: "aws", types, functions, account, freshAccount }), [
            'aws:ec2/vpc:Vpc: "color" is not among the properties',
            'aws:ec2/vpc:Vpc: "shape" is not among the properties',
            'aws:ec2/vpc:Vpc: "title" is not among the properties',
            'aws:ec2/vpc:Vpc: the package knows no input "size"',
            'aws:eks/cluster:Cluster: "roleArn" is required by the package',
            'aws:eks/cluster:Cluster: "vpcConfig" is required by the package',
            "aws:ec2/vpc:Other: the package has no such type",
            'aws:ec2/vpc:Vpc: its account: "shape" is not among the properties',
            "aws:ec2/vpc:Vpc: its account: no rules for aws:ec2/subnet:Subnet",
            "aws:ec2/vpc:Vpc: its account: no source",
            "aws:ec2/eip:Eip: its account: no rules for it",
            "aws:ec2/eip:Eip: a limit for a type without rules",
            "aws:ec2/eip:Eip: a limit without a source",
            "aws:index/getMoon:getMoon: the package has no such function",
        ]);
    });
});

import assert from "node:assert/strict";
import { EksCluster, type EksClusterArgs } from "../../../src/clusters/eks/cluster";
import type { BindingArgs } from "../../../src/contracts/cluster";
import { eksMocks } from "../../support/eks-mocks";
import type { AwsPolicy } from "../../support/policies/aws-policies";
import { sessionTags, trustsPod, trustsToken } from "../../support/policies/aws-trust";
import type { HttpRequest } from "../../support/policies/http-request";
import { s3Decision, type S3Rights } from "../../support/policies/s3-decision";
import { named, record, type Recorded } from "../../support/record";

const region = "eu-west-1";
const bucket = "prod-state-123456789012-eu-west-1";
const pod = {
    clusterArn: "arn:aws:eks:eu-west-1:123456789012:cluster/prod",
    namespace: "a",
    serviceAccount: "flink",
};
/** A namespace whose name is the beginning of its neighbour's, `ab`. */
const jobs: BindingArgs = {
    namespace: pod.namespace,
    serviceAccount: pod.serviceAccount,
    access: ["state:readWrite"],
    statePrefix: "a",
};

const bound = new Map<string, Promise<readonly Recorded[]>>();

/** What a binding registers; the same arguments are run once for all tests. */
function bind(args: Partial<BindingArgs> = {}, cluster: Partial<EksClusterArgs> = {}): Promise<readonly Recorded[]> {
    const key = JSON.stringify([args, cluster]);
    const program = () => {
        new EksCluster("prod", { region, endpoint: { reachable: true }, ...cluster }).bindServiceAccount(
            "jobs",
            { ...jobs, ...args },
            {},
        );
    };
    const resources = bound.get(key) ?? record(program, eksMocks);
    bound.set(key, resources);
    return resources;
}

const policy = (resources: readonly Recorded[], name: string): AwsPolicy =>
    JSON.parse(named(resources, name).inputs.policy);

/** What AWS has of a binding to judge by: the role's policy and the bucket's. */
async function rightsOf(args: Partial<BindingArgs>): Promise<S3Rights> {
    const resources = await bind(args);
    return {
        policies: [policy(resources, "jobs-rights"), policy(resources, "prod-state-transport")],
        key: { arn: "arn:aws:kms:eu-west-1:123456789012:key/prod-state-key", region },
        session: sessionTags("aws:PrincipalTag", pod),
    };
}

/** What the Presto plugin sends with the options that a state store on EKS has. */
const withAcl = { "x-amz-acl": "bucket-owner-full-control" };

type Call = (key: string) => Partial<HttpRequest> & Pick<HttpRequest, "method" | "target">;

const deletion = (...keys: string[]) => ({
    method: "POST",
    target: `/${bucket}?delete`,
    body: `<Delete>${keys.map((key) => `<Object><Key>${key}</Key></Object>`).join("")}</Delete>`,
});

/** What Flink's plugins do to an object. */
const reads: Readonly<Record<string, Call>> = {
    HEAD: (key) => ({ method: "HEAD", target: `/${bucket}/${key}` }),
    GET: (key) => ({ method: "GET", target: `/${bucket}/${key}` }),
};
const writes: Readonly<Record<string, Call>> = {
    PUT: (key) => ({ method: "PUT", target: `/${bucket}/${key}` }),
    "PUT by the Presto plugin": (key) => ({ method: "PUT", target: `/${bucket}/${key}`, headers: withAcl }),
    "the start of an upload by the Presto plugin": (key) => ({
        method: "POST",
        target: `/${bucket}/${key}?uploads`,
        headers: withAcl,
    }),
    DELETE: (key) => ({ method: "DELETE", target: `/${bucket}/${key}` }),
    DeleteObjects: (key) => deletion(key),
    "the start of an upload in parts": (key) => ({ method: "POST", target: `/${bucket}/${key}?uploads` }),
    "a part": (key) => ({ method: "PUT", target: `/${bucket}/${key}?partNumber=1&uploadId=u` }),
    "the end of an upload": (key) => ({ method: "POST", target: `/${bucket}/${key}?uploadId=u` }),
    "the end of an upload without result": (key) => ({ method: "DELETE", target: `/${bucket}/${key}?uploadId=u` }),
    "a list of parts": (key) => ({ method: "GET", target: `/${bucket}/${key}?uploadId=u` }),
    "a copy of an own object": (key) => ({
        method: "PUT",
        target: `/${bucket}/${key}`,
        headers: { "x-amz-copy-source": `${bucket}/a/b` },
    }),
};
const own = ["a", "a/", "a/checkpoints/1/_metadata"];
const foreign = ["ab", "ab/", "ab/checkpoints/1/_metadata", "b/x", "x", "/a/x", "A/x"];

const lists = (query: string): HttpRequest => ({ method: "GET", target: `/${bucket}?${query}`, headers: {} });
/** Listings, each with the decision for who has the prefix `a` and for who has all. */
const listings: [query: string, inPrefix: boolean][] = [
    ["prefix=a/&delimiter=/", true],
    ["list-type=2&prefix=a/checkpoints/", true],
    // It names the neighbour's folder too, and without delimiter its objects. Refused, it would make the own folder look
    // forbidden where the Hadoop plugin asks for a file of that name.
    ["prefix=a&delimiter=/", true],
    ["prefix=a", true],
    ["prefix=ab/", false],
    ["prefix=ab", false],
    ["prefix=/&delimiter=/", false],
    ["prefix=&delimiter=/", false],
    ["list-type=2", false],
];

const isAllowed = (rights: S3Rights, request: Partial<HttpRequest> & Pick<HttpRequest, "method" | "target">) =>
    s3Decision(rights, { headers: {}, ...request }).refused.length === 0;

describe("rights on S3 of a service account on EKS", () => {
    for (const access of ["state:readWrite", "state:read"] as const) {
        for (const [title, call, writing] of [
            ...Object.entries(reads).map(([name, call]) => [name, call, false] as const),
            ...Object.entries(writes).map(([name, call]) => [name, call, true] as const),
        ]) {
            const allowed = !writing || access === "state:readWrite";
            it(`${access}: ${allowed ? "allows" : "refuses"} ${title} in its prefix, and refuses it elsewhere`, async () => {
                const rights = await rightsOf({ access: [access] });
                const decisions = (keys: readonly string[]) =>
                    keys.map((key) => [key, isAllowed(rights, call(key))] as const);
                assert.deepEqual(
                    decisions(own),
                    own.map((key) => [key, allowed]),
                );
                assert.deepEqual(
                    decisions(foreign),
                    foreign.map((key) => [key, false]),
                );
            });
        }

        it(`${access}: lists its prefix and nothing beside it`, async () => {
            const rights = await rightsOf({ access: [access] });
            assert.deepEqual(
                listings.map(([query]) => [query, isAllowed(rights, lists(query))]),
                listings,
            );
        });

        it(`${access}: is told what is missing in its prefix, and not what is missing elsewhere`, async () => {
            const rights = await rightsOf({ access: [access] });
            const sees = (key: string) =>
                s3Decision(rights, { headers: {}, method: "HEAD", target: `/${bucket}/${key}` }).seesMissing;
            assert.deepEqual([own.map(sees), foreign.map(sees)], [own.map(() => true), foreign.map(() => false)]);
        });

        it(`${access}: reaches the whole bucket without a prefix`, async () => {
            const rights = await rightsOf({ access: [access], statePrefix: "" });
            const calls = [...Object.values(reads), ...(access === "state:readWrite" ? Object.values(writes) : [])];
            assert.ok([...own, ...foreign].every((key) => calls.every((call) => isAllowed(rights, call(key)))));
            assert.ok(listings.every(([query]) => isAllowed(rights, lists(query))));
        });
    }

    it("refuses of several keys to delete those of a neighbour alone", async () => {
        const request = { headers: {}, ...deletion("a/x", "ab/x", "a/y") };
        assert.deepEqual(s3Decision(await rightsOf({}), request).refusedKeys, ["ab/x"]);
    });

    it("sets the access list that gives all to the bucket's owner, and no other", async () => {
        const rights = await rightsOf({});
        const refusedFor = (acl: string) => {
            const request = { method: "PUT", target: `/${bucket}/a/x`, headers: { "x-amz-acl": acl } };
            return s3Decision(rights, request).refused;
        };
        assert.deepEqual(refusedFor("bucket-owner-full-control"), []);
        for (const acl of ["private", "public-read"]) {
            assert.deepEqual(refusedFor(acl), [`s3:PutObjectAcl on arn:aws:s3:::${bucket}/a/x`]);
        }
        assert.throws(() => isAllowed(rights, { method: "PUT", target: `/${bucket}/a/x?acl` }), /are not known/);
    });

    it("refuses a copy of a neighbour's object", async () => {
        const headers = { "x-amz-copy-source": `${bucket}/ab/x` };
        const { refused } = s3Decision(await rightsOf({}), { method: "PUT", target: `/${bucket}/a/x`, headers });
        assert.deepEqual(refused, [`s3:GetObject on arn:aws:s3:::${bucket}/ab/x`]);
    });

    it("tells where the bucket is, and nothing about other buckets", async () => {
        const rights = await rightsOf({});
        const asks = (name: string) => isAllowed(rights, { method: "GET", target: `/${name}?location` });
        assert.deepEqual([asks(bucket), asks("another")], [true, false]);
        assert.equal(isAllowed(rights, { method: "GET", target: "/another/a/x" }), false);
        assert.equal(isAllowed(rights, { method: "HEAD", target: `/${bucket}` }), false);
    });

    it("takes the bucket's key by way of S3 alone", async () => {
        const { policies } = await rightsOf({});
        const through = (keyRegion: string) =>
            s3Decision(
                { policies, key: { arn: "arn:aws:kms:eu-west-1:123456789012:key/prod-state-key", region: keyRegion } },
                { method: "PUT", target: `/${bucket}/a/x`, headers: {} },
            ).refused;
        assert.deepEqual(through(region), []);
        assert.deepEqual(through("us-east-1"), [
            "kms:GenerateDataKey on arn:aws:kms:eu-west-1:123456789012:key/prod-state-key",
        ]);
    });
});

describe("trust in a service account on EKS", () => {
    const changes = { clusterArn: `${pod.clusterArn}2`, namespace: "ab", serviceAccount: "default" };
    const trustOf = (resources: readonly Recorded[]): AwsPolicy =>
        JSON.parse(named(resources, "jobs-role").inputs.assumeRolePolicy);

    it("lets Pod Identity hand its role to its own pods, and to no others", async () => {
        const trust = trustOf(await bind());
        assert.equal(trustsPod(trust, pod), true);
        for (const [name, value] of Object.entries(changes)) {
            assert.equal(trustsPod(trust, { ...pod, [name]: value }), false, name);
        }
    });

    it("lets its own token take its role with irsa, and no other", async () => {
        const trust = trustOf(await bind({}, { identity: "irsa" }));
        const token = {
            providerArn: "arn:aws:iam::123456789012:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/ABC",
            audience: "sts.amazonaws.com",
            subject: "system:serviceaccount:a:flink",
        };
        assert.equal(trustsToken(trust, token), true);
        for (const change of [
            { subject: "system:serviceaccount:ab:flink" },
            { subject: "system:serviceaccount:a:default" },
            { audience: "https://kubernetes.default.svc" },
            { providerArn: `${token.providerArn}D` },
        ]) {
            assert.equal(trustsToken(trust, { ...token, ...change }), false, JSON.stringify(change));
        }
    });
});

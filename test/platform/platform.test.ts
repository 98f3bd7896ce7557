import assert from "node:assert/strict";
import { FlinkPlatform, type FlinkPlatformArgs } from "../../src/platform/platform";
import { fakeCluster, unknownCluster } from "../support/fake-cluster";
import { modes, named, namesOf, only, record } from "../support/record";

const namespaceType = "kubernetes:core/v1:Namespace";

/** What a platform registers, with the namespaces that `jobs` asks for. */
function made(args: Omit<FlinkPlatformArgs, "cluster"> = {}, jobs: readonly string[] = [], preview = false) {
    return record(
        () => {
            const platform = new FlinkPlatform("p", { cluster: unknownCluster(), ...args });
            jobs.forEach((namespace) => platform.jobNamespace(namespace));
        },
        { preview },
    );
}

for (const { title, preview } of modes) {
    describe(`FlinkPlatform ${title}`, () => {
        it("puts the operator on the cluster's nodes for system pods", async () => {
            const resources = await made({}, [], preview);
            const { spec } = only(resources, "kubernetes:apps/v1:Deployment").inputs.spec.template;
            assert.deepEqual(spec.nodeSelector, { role: "system" });
            assert.deepEqual(spec.tolerations, [
                { key: "dedicated", operator: "Equal", value: "system", effect: "NoSchedule" },
            ]);
        });

        it("makes every object through the cluster's provider", async () => {
            const resources = await made({ operator: { watchNamespaces: ["a"] } }, ["a"], preview);
            const objects = resources.filter(
                ({ type, name }) => type.startsWith("kubernetes:") && name !== "fake-kubernetes",
            );
            assert.equal(objects.length, 17);
            for (const { name, provider } of objects) {
                assert.match(provider, /::fake-kubernetes::/, name);
            }
        });

        it("makes watched namespaces before the operator, whose rights lie in them", async () => {
            const resources = await made({ operator: { watchNamespaces: ["b", "a"] } }, [], preview);
            assert.deepEqual(named(resources, "p-operator").dependsOn, ["p-jobs-a-namespace", "p-jobs-b-namespace"]);
            assert.equal(named(resources, "p-operator-watched-a-role").parent, "p-operator");
            assert.equal(named(resources, "p-jobs-a-service-account").parent, "p-jobs-a");
        });
    });
}

describe("FlinkPlatform", () => {
    it("tells jobs to say what changes do to them, unless that is switched off", async () => {
        const shows: boolean[] = [];
        await record(() => {
            shows.push(new FlinkPlatform("p", { cluster: fakeCluster() }).showImpact);
        });
        await record(() => {
            shows.push(new FlinkPlatform("p", { cluster: fakeCluster(), showImpact: false }).showImpact);
        });
        assert.deepEqual(shows, [true, false]);
    });

    it("makes a namespace for jobs once, when it is asked for", async () => {
        const handles: unknown[] = [];
        const resources = await record(() => {
            const platform = new FlinkPlatform("p", { cluster: fakeCluster() });
            handles.push(platform.jobNamespace("a"), platform.jobNamespace("a"));
        });
        assert.equal(handles[0], handles[1]);
        assert.deepEqual(namesOf(resources, namespaceType).sort(), ["p-jobs-a-namespace", "p-operator-namespace"]);
        assert.deepEqual(named(resources, "p-operator").dependsOn, []);
    });

    it("makes the namespaces that it is given", async () => {
        assert.deepEqual(namesOf(await made({ namespaces: ["a", "b"] }, ["a"]), namespaceType).sort(), [
            "p-jobs-a-namespace",
            "p-jobs-b-namespace",
            "p-operator-namespace",
        ]);
    });

    it("makes no namespace that is there already, and all that jobs need in it", async () => {
        const resources = await made({ existingNamespaces: ["a", "flink-operator"] }, ["a", "default", "b"]);
        assert.deepEqual(namesOf(resources, namespaceType), ["p-jobs-b-namespace"]);
        assert.deepEqual(namesOf(resources, "kubernetes:core/v1:ServiceAccount").sort(), [
            "p-jobs-a-service-account",
            "p-jobs-b-service-account",
            "p-jobs-default-service-account",
            "p-operator-service-account",
        ]);
    });

    it("makes namespaces of jobs after the operator, so that they are deleted while it lives", async () => {
        const resources = await made({}, ["a"]);
        assert.deepEqual(named(resources, "p-jobs-a-namespace").dependsOn.includes("p-operator-deployment"), true);
    });

    it("makes the operator's namespace once where jobs run in it too", async () => {
        for (const watchNamespaces of [[], ["flink-operator"]]) {
            const resources = await made({ operator: { watchNamespaces } }, ["flink-operator"]);
            assert.deepEqual(namesOf(resources, namespaceType), ["p-operator-namespace"]);
            assert.deepEqual(named(resources, "p-jobs-flink-operator").dependsOn, [
                "p-operator-deployment",
                "p-operator-namespace",
            ]);
            const roles = resources
                .filter(({ type }) => type === "kubernetes:rbac.authorization.k8s.io/v1:Role")
                .map(({ inputs }) => inputs.metadata.name);
            assert.equal(roles.length, new Set(roles).size);
        }
    });

    it("makes the namespaces that its operator watches, and no others", async () => {
        const operator = { watchNamespaces: ["a"] };
        assert.deepEqual(namesOf(await made({ operator }), namespaceType).sort(), [
            "p-jobs-a-namespace",
            "p-operator-namespace",
        ]);
        await assert.rejects(made({ operator }, ["b"]), {
            message:
                'FlinkPlatform "p": namespace "b" is not watched by its operator; add it to operator.watchNamespaces',
        });
        await assert.rejects(made({ operator, namespaces: ["a", "b"] }), {
            message:
                'FlinkPlatform "p": namespace "b" is not watched by its operator; add it to operator.watchNamespaces',
        });
    });

    it("makes namespaces for jobs, and no operator, where one is there already", async () => {
        const resources = await made({ operator: { install: "existing", release: "1.10.0" } }, ["a"]);
        assert.deepEqual(namesOf(resources, "kubernetes:apps/v1:Deployment"), []);
        assert.deepEqual(namesOf(resources, namespaceType), ["p-jobs-a-namespace"]);
    });

    it("rejects everything that is wrong at once, in the words of its own arguments", async () => {
        await assert.rejects(made({ operator: { replicas: 0 }, namespaces: ["A"], existingNamespaces: ["B"] }), {
            message: [
                'FlinkPlatform "p": operator.replicas must be a whole number of at least 1, got 0',
                'FlinkPlatform "p": namespaces[0] must be lower-case letters, digits and "-", with a letter or digit at each end, got "A"',
                'FlinkPlatform "p": existingNamespaces[0] must be lower-case letters, digits and "-", with a letter or digit at each end, got "B"',
            ].join("\n"),
        });
    });
});

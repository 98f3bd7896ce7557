import assert from "node:assert/strict";
import { checkGkeCluster, type GkeClusterArgs } from "../../../src/clusters/gke/cluster";
import { place } from "../../support/gke-mocks";

const problemsOf = (args: object, name = "prod") =>
    checkGkeCluster(name, { ...place, ...args } as GkeClusterArgs).map(({ path, problem }) => `${path} ${problem}`);

describe("checkGkeCluster", () => {
    it("takes a project and a region", () => assert.deepEqual(checkGkeCluster("prod", place), []));

    it("takes everything that can be given", () =>
        assert.deepEqual(
            problemsOf({
                zones: ["europe-west4-a", "europe-west4-c"],
                clusterName: "flink",
                generation: 2,
                kubernetesVersion: "1.36",
                releaseChannel: "stable",
                endpoint: { public: true, allowedCidrs: ["198.51.100.0/24"] },
                network: { cidr: "10.1.0.0/24", podCidr: "10.2.0.0/16", serviceCidr: "10.3.0.0/24" },
                administrators: ["group:flink@acme.com", "principal://iam.googleapis.com/locations/global/x"],
                nodes: { taskManager: { spot: true, localDisk: true, instanceType: "c3-standard-8-lssd" } },
                stateStore: { name: "acme-flink", oldVersionDays: 1, abortUploadsDays: 30 },
                identity: "serviceAccount",
                maintenance: { days: ["tuesday"], hours: 12 },
                labels: { team: "data" },
                secretsKeyId: "projects/keys/locations/europe-west4/keyRings/flink/cryptoKeys/secrets",
            }),
            [],
        ));

    const cases: readonly [string, object, readonly string[]][] = [
        [
            "a project's number",
            { project: "123456789" },
            ['project must be the id of a project, 6 to 30 lower-case letters, digits and "-", got "123456789"'],
        ],
        [
            "a zone instead of a region",
            { region: "europe-west4-a" },
            ['region must be a region such as europe-west1, got "europe-west4-a"'],
        ],
        [
            "a single zone, and one of elsewhere",
            { zones: ["us-east1-b"] },
            [
                "zones must be two or more, got 1; one zone can fail as a whole",
                'zones[0] must be a zone of europe-west4, got "us-east1-b"',
            ],
        ],
        [
            "a zone twice",
            { zones: ["europe-west4-a", "europe-west4-a"] },
            ['zones[1] must not repeat "europe-west4-a"; remove it'],
        ],
        [
            "a generation that is no count",
            { generation: 0 },
            ["generation must be a whole number of at least 1, got 0"],
        ],
        [
            "a cluster's name that its generation makes too long",
            { clusterName: "a".repeat(39), generation: 2, stateStore: { name: "state" } },
            [`clusterName must make a name of at most 40 characters, got 41 in "${"a".repeat(39)}-2"`],
        ],
        [
            "a bucket's name that project and cluster make too long",
            { project: "p".repeat(30), clusterName: "a".repeat(30) },
            [`stateStore.name must be 3 to 63 characters, got 67 in "${"p".repeat(30)}-${"a".repeat(30)}-state"`],
        ],
        [
            "a Kubernetes version with a patch",
            { kubernetesVersion: "1.35.1" },
            ['kubernetesVersion must be a Kubernetes version from 1.25 on, as major.minor, got "1.35.1"'],
        ],
        [
            "words that nobody knows",
            { releaseChannel: "slow", identity: "irsa", logs: "file", metrics: "none" },
            [
                'releaseChannel must be one of "rapid", "regular", "stable", "extended", got "slow"',
                'identity must be one of "directPrincipal", "serviceAccount", got "irsa"',
                'logs must be one of "cloud", "inCluster", got "file"',
                'metrics must be one of "cloud", "inCluster", got "none"',
            ],
        ],
        [
            "a public endpoint for nobody in particular",
            { endpoint: { public: true } },
            [
                "endpoint.allowedCidrs must name the ranges that reach the public address, got none; name yours or leave endpoint.public out",
            ],
        ],
        [
            "a public endpoint for everybody",
            { endpoint: { public: true, allowedCidrs: ["0.0.0.0/0"] } },
            ['endpoint.allowedCidrs[0] must not be every address, got "0.0.0.0/0"; name the ranges that you call from'],
        ],
        [
            "an allow-list without a public endpoint",
            { endpoint: { allowedCidrs: ["198.51.100.0/24"] } },
            [
                'endpoint.allowedCidrs must be empty without endpoint.public: true, got "198.51.100.0/24"; the DNS endpoint is guarded by IAM',
            ],
        ],
        [
            "administrators who are no members of IAM policies",
            { administrators: ["flink@acme.com", "group:a@acme.com", "group:a@acme.com"] },
            [
                'administrators[0] must be a member of IAM policies such as "group:flink@example.com", got "flink@acme.com"',
                'administrators[2] must not repeat "group:a@acme.com"; remove it',
            ],
        ],
        [
            "interruptible JobManagers",
            { nodes: { jobManager: { spot: true } } },
            ["nodes.jobManager.spot must be false, got true; only TaskManagers can be interrupted"],
        ],
        [
            "arm64 on a machine type that is not",
            { nodes: { taskManager: { architecture: "arm64", instanceType: "n4-standard-8" } } },
            ['nodes.taskManager.architecture must be "amd64", that of n4-standard-8, got "arm64"'],
        ],
        [
            "local disks on a machine type without",
            { nodes: { taskManager: { localDisk: true, instanceType: "c3-standard-8" } } },
            [
                "nodes.taskManager.localDisk must be false with instanceType c3-standard-8, got true; name a type with disks, such as c4a-standard-8-lssd",
            ],
        ],
        [
            "a machine type with local disks that nobody asked for",
            { nodes: { taskManager: { instanceType: "c3-standard-8-lssd" } } },
            [
                "nodes.taskManager.localDisk must be true with instanceType c3-standard-8-lssd, which has disks built in, got false",
            ],
        ],
        [
            "local disks of an unknown number",
            {
                nodes: {
                    jobManager: { localDisk: true, instanceType: "m3-ultramem-32" },
                    taskManager: { localDisk: true, instanceType: "z3-highmem-14-standardlssd" },
                },
            },
            [
                'nodes.jobManager.instanceType must be a type whose number of local disks is known, got "m3-ultramem-32"; name another, such as c4a-standard-8-lssd',
                'nodes.taskManager.instanceType must be a type whose number of local disks is known, got "z3-highmem-14-standardlssd"; name another, such as c4a-standard-8-lssd',
            ],
        ],
        [
            "fewer nodes than zones where some are always there",
            { nodes: { system: { minNodes: 1, maxNodes: 2 } } },
            ["nodes.system.maxNodes must be at least 3, got 2; the pool begins with a node in each zone"],
        ],
        [
            "another bucket's settings",
            { stateStore: { existing: "acme-flink", oldVersionDays: 3 } },
            ["stateStore.oldVersionDays cannot be combined with stateStore.existing, got 3; remove one of them"],
        ],
        [
            "uploads that are dropped before a job can resume them",
            { stateStore: { oldVersionDays: 0, abortUploadsDays: 6 } },
            [
                "stateStore.oldVersionDays must be a whole number of at least 1, got 0",
                "stateStore.abortUploadsDays must be a whole number of at least 7, got 6",
            ],
        ],
        [
            "keys of another region, and versions of keys",
            {
                secretsKeyId: "projects/p/locations/us/keyRings/r/cryptoKeys/k",
                stateStore: {
                    kmsKeyId: "projects/p/locations/europe-west4/keyRings/r/cryptoKeys/k/cryptoKeyVersions/1",
                },
            },
            [
                'stateStore.kmsKeyId must be projects/…/locations/…/keyRings/…/cryptoKeys/…, got "projects/p/locations/europe-west4/keyRings/r/cryptoKeys/k/cryptoKeyVersions/1"',
                "secretsKeyId must be a key in europe-west4, got one in us",
            ],
        ],
        [
            "a window that Google refuses as too short",
            { maintenance: { days: ["sunday"] } },
            ["maintenance must be open for 48 hours in 32 days, got 24; add days or hours"],
        ],
        [
            "hours that are none",
            { maintenance: { days: ["Sunday"], startHourUtc: 24, hours: 3 } },
            [
                'maintenance.days[0] must be one of "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", got "Sunday"',
                "maintenance.startHourUtc must be a whole number from 0 to 23, got 24",
                "maintenance.hours must be a whole number from 4 to 24, got 3",
            ],
        ],
        [
            "labels that Google does not take",
            { labels: { Team: "data" } },
            [
                'labels must be lower-case letters, digits, "-" and "_", 63 at most, keys starting with a letter, got "Team": "data"',
            ],
        ],
    ];
    for (const [title, args, expected] of cases) {
        it(`rejects ${title}`, () => assert.deepEqual(problemsOf(args), expected));
    }

    it("rejects a component's name that no key can have", () =>
        assert.deepEqual(problemsOf({ clusterName: "prod" }, "prod.eu"), [
            ' must be named with at most 42 letters, digits, "-" and "_", got "prod.eu"',
        ]));
});

describe("checkGkeCluster with a network", () => {
    const cases: readonly [string, object, readonly string[]][] = [
        [
            "a range that begins elsewhere",
            { cidr: "10.0.0.1/20" },
            [
                'network.cidr must be an IPv4 range that starts at its first address, such as 10.0.0.0/16, got "10.0.0.1/20"',
            ],
        ],
        [
            "ranges that overlap",
            { podCidr: "10.0.0.0/14" },
            ['network.podCidr must not overlap network.cidr (10.0.0.0/20), got "10.0.0.0/14"'],
        ],
        [
            "too few addresses for nodes and their pods",
            { cidr: "10.0.0.0/27", podCidr: "10.4.0.0/19" },
            [
                "network.cidr must hold 42 addresses for up to 37 nodes, got 32 in 10.0.0.0/27; widen it or lower maxNodes",
                "network.podCidr must hold 9472 addresses for up to 37 nodes, got 8192 in 10.4.0.0/19; widen it or lower maxNodes",
            ],
        ],
        [
            "ranges of a size that Google does not take",
            { serviceCidr: "10.8.0.0/28", proxyCidr: "10.9.0.0/27" },
            [
                'network.serviceCidr must be from /16 to /27, got "10.8.0.0/28"',
                "network.proxyCidr must be /26 or wider, got 10.9.0.0/27",
            ],
        ],
        [
            "an adopted network without its parts",
            { existing: { network: "shared" } },
            [
                "network.existing.subnetwork is required, as GKE cannot look it up in an adopted network",
                "network.existing.podRangeName is required, as GKE cannot look it up in an adopted network",
                "network.existing.serviceRangeName is required, as GKE cannot look it up in an adopted network",
            ],
        ],
        [
            "ranges for an adopted network",
            {
                cidr: "10.0.0.0/20",
                existing: { network: "n", subnetwork: "s", podRangeName: "p", serviceRangeName: "v" },
            },
            ['network.cidr cannot be combined with network.existing, got "10.0.0.0/20"; remove one of them'],
        ],
    ];
    for (const [title, network, expected] of cases) {
        it(`rejects ${title}`, () => assert.deepEqual(problemsOf({ network }), expected));
    }
});

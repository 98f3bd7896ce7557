/** Where the operator's custom resource definitions are released, below a release tag. */
export const crdSource =
    "https://raw.githubusercontent.com/apache/flink-kubernetes-operator/release-{release}/helm/flink-kubernetes-operator/crds/{file}";

/** Kinds that the operator may define. */
export type FlinkKind = "FlinkDeployment" | "FlinkSessionJob" | "FlinkStateSnapshot" | "FlinkBlueGreenDeployment";

/** One release of the operator. */
export interface OperatorReleaseFacts {
    /** Flink versions that its definitions accept and its code still runs (1.15 and newer), as `major.minor`. */
    readonly flinkVersions: readonly string[];
    /** File of each kind's definition and its sha256. */
    readonly crds: Readonly<Partial<Record<FlinkKind, { readonly file: string; readonly sha256: string }>>>;
    /** Container image, without tag; the tag is the release. */
    readonly image: string;
}

const operatorImage = "apache/flink-kubernetes-operator"; // https://hub.docker.com/r/apache/flink-kubernetes-operator/tags

/** Operator releases by number: https://github.com/apache/flink-kubernetes-operator/releases. */
export const operatorReleases = {
    "1.7.0": {
        flinkVersions: ["1.15", "1.16", "1.17", "1.18", "1.19"],
        crds: {
            FlinkDeployment: {
                file: "flinkdeployments.flink.apache.org-v1.yml",
                sha256: "9fe71c41c7bb7723bf294d0bec45848df2103a89bdac690fe0241c42f061711f",
            },
            FlinkSessionJob: {
                file: "flinksessionjobs.flink.apache.org-v1.yml",
                sha256: "48e73cba916b52269a9809b945716d189c38e68de4a4599abb25ba21d5836dde",
            },
        },
        image: operatorImage,
    },
    "1.8.0": {
        flinkVersions: ["1.15", "1.16", "1.17", "1.18", "1.19"],
        crds: {
            FlinkDeployment: {
                file: "flinkdeployments.flink.apache.org-v1.yml",
                sha256: "f7a929aef2b92139257a2d853ea8e526d3ade91a802f7ecc288e77c1143b6bfa",
            },
            FlinkSessionJob: {
                file: "flinksessionjobs.flink.apache.org-v1.yml",
                sha256: "b9febf4a36f9c0a2215c0f20c7e4ea9a08c733df24c83abca6a3569decc6dd22",
            },
        },
        image: operatorImage,
    },
    "1.9.0": {
        flinkVersions: ["1.15", "1.16", "1.17", "1.18", "1.19"],
        crds: {
            FlinkDeployment: {
                file: "flinkdeployments.flink.apache.org-v1.yml",
                sha256: "6f2ff003d08da1d87f727883f8ef3f9807b8c5e6dad7e0aed34498d625b42333",
            },
            FlinkSessionJob: {
                file: "flinksessionjobs.flink.apache.org-v1.yml",
                sha256: "5f3b9540fc3037ada254486d3beb1544484c04c33bca6db7aacc57bf72119c38",
            },
        },
        image: operatorImage,
    },
    "1.10.0": {
        flinkVersions: ["1.15", "1.16", "1.17", "1.18", "1.19", "1.20"],
        crds: {
            FlinkDeployment: {
                file: "flinkdeployments.flink.apache.org-v1.yml",
                sha256: "5f2b489140be56a972195971b8331f22f2c46d7f0de68cbd11ddf919cbc073a9",
            },
            FlinkSessionJob: {
                file: "flinksessionjobs.flink.apache.org-v1.yml",
                sha256: "09f43b086b946e5c6144a2907af8808b04e96c7f2088d1585d6501f1a10ae044",
            },
            FlinkStateSnapshot: {
                file: "flinkstatesnapshots.flink.apache.org-v1.yml",
                sha256: "b4d9e65e4465c74ff8526cfc46d823a4a5198d51e0e08a9f0f5a8c6f4380e399",
            },
        },
        image: operatorImage,
    },
    "1.11.0": {
        flinkVersions: ["1.15", "1.16", "1.17", "1.18", "1.19", "1.20", "2.0"],
        crds: {
            FlinkDeployment: {
                file: "flinkdeployments.flink.apache.org-v1.yml",
                sha256: "9a9698acf5113479ff2e6935694431d1309d11474fe9b728df90aaa406f5bd9f",
            },
            FlinkSessionJob: {
                file: "flinksessionjobs.flink.apache.org-v1.yml",
                sha256: "c88b16445180c7f1005fdc3f0ea731e10e8187bbe7afcc452aecf137694afd4b",
            },
            FlinkStateSnapshot: {
                file: "flinkstatesnapshots.flink.apache.org-v1.yml",
                sha256: "b4d9e65e4465c74ff8526cfc46d823a4a5198d51e0e08a9f0f5a8c6f4380e399",
            },
        },
        image: operatorImage,
    },
    "1.12.0": {
        flinkVersions: ["1.15", "1.16", "1.17", "1.18", "1.19", "1.20", "2.0"],
        crds: {
            FlinkDeployment: {
                file: "flinkdeployments.flink.apache.org-v1.yml",
                sha256: "9a9698acf5113479ff2e6935694431d1309d11474fe9b728df90aaa406f5bd9f",
            },
            FlinkSessionJob: {
                file: "flinksessionjobs.flink.apache.org-v1.yml",
                sha256: "c88b16445180c7f1005fdc3f0ea731e10e8187bbe7afcc452aecf137694afd4b",
            },
            FlinkStateSnapshot: {
                file: "flinkstatesnapshots.flink.apache.org-v1.yml",
                sha256: "b4d9e65e4465c74ff8526cfc46d823a4a5198d51e0e08a9f0f5a8c6f4380e399",
            },
        },
        image: operatorImage,
    },
    "1.12.1": {
        flinkVersions: ["1.15", "1.16", "1.17", "1.18", "1.19", "1.20", "2.0"],
        crds: {
            FlinkDeployment: {
                file: "flinkdeployments.flink.apache.org-v1.yml",
                sha256: "9a9698acf5113479ff2e6935694431d1309d11474fe9b728df90aaa406f5bd9f",
            },
            FlinkSessionJob: {
                file: "flinksessionjobs.flink.apache.org-v1.yml",
                sha256: "c88b16445180c7f1005fdc3f0ea731e10e8187bbe7afcc452aecf137694afd4b",
            },
            FlinkStateSnapshot: {
                file: "flinkstatesnapshots.flink.apache.org-v1.yml",
                sha256: "b4d9e65e4465c74ff8526cfc46d823a4a5198d51e0e08a9f0f5a8c6f4380e399",
            },
        },
        image: operatorImage,
    },
    "1.13.0": {
        flinkVersions: ["1.15", "1.16", "1.17", "1.18", "1.19", "1.20", "2.0", "2.1", "2.2"],
        crds: {
            FlinkDeployment: {
                file: "flinkdeployments.flink.apache.org-v1.yml",
                sha256: "ceb6e70bd1cbf813d66b2da4ddf761f27b3669a590c081322421617b3be81be6",
            },
            FlinkSessionJob: {
                file: "flinksessionjobs.flink.apache.org-v1.yml",
                sha256: "f06cc09cbd11897c5120df8c8aae31558d5eb901ea550e9c476b21dd234f99b1",
            },
            FlinkStateSnapshot: {
                file: "flinkstatesnapshots.flink.apache.org-v1.yml",
                sha256: "b4d9e65e4465c74ff8526cfc46d823a4a5198d51e0e08a9f0f5a8c6f4380e399",
            },
        },
        image: operatorImage,
    },
    "1.14.0": {
        flinkVersions: ["1.15", "1.16", "1.17", "1.18", "1.19", "1.20", "2.0", "2.1", "2.2"],
        crds: {
            FlinkBlueGreenDeployment: {
                file: "flinkbluegreendeployments.flink.apache.org-v1.yml",
                sha256: "1e6595166e20fcfbc937cb30eda814dedac3e43ddbc1ff224b48c911a64fe760",
            },
            FlinkDeployment: {
                file: "flinkdeployments.flink.apache.org-v1.yml",
                sha256: "ceb6e70bd1cbf813d66b2da4ddf761f27b3669a590c081322421617b3be81be6",
            },
            FlinkSessionJob: {
                file: "flinksessionjobs.flink.apache.org-v1.yml",
                sha256: "f06cc09cbd11897c5120df8c8aae31558d5eb901ea550e9c476b21dd234f99b1",
            },
            FlinkStateSnapshot: {
                file: "flinkstatesnapshots.flink.apache.org-v1.yml",
                sha256: "b4d9e65e4465c74ff8526cfc46d823a4a5198d51e0e08a9f0f5a8c6f4380e399",
            },
        },
        image: operatorImage,
    },
    "1.15.0": {
        flinkVersions: ["1.15", "1.16", "1.17", "1.18", "1.19", "1.20", "2.0", "2.1", "2.2"],
        crds: {
            FlinkBlueGreenDeployment: {
                file: "flinkbluegreendeployments.flink.apache.org-v1.yml",
                sha256: "1e6595166e20fcfbc937cb30eda814dedac3e43ddbc1ff224b48c911a64fe760",
            },
            FlinkDeployment: {
                file: "flinkdeployments.flink.apache.org-v1.yml",
                sha256: "7977265fc26d5e13e46ea5a18b18ce71dc1b93a7c750d781843a7af0d1d13e47",
            },
            FlinkSessionJob: {
                file: "flinksessionjobs.flink.apache.org-v1.yml",
                sha256: "f06cc09cbd11897c5120df8c8aae31558d5eb901ea550e9c476b21dd234f99b1",
            },
            FlinkStateSnapshot: {
                file: "flinkstatesnapshots.flink.apache.org-v1.yml",
                sha256: "b4d9e65e4465c74ff8526cfc46d823a4a5198d51e0e08a9f0f5a8c6f4380e399",
            },
        },
        image: operatorImage,
    },
} as const satisfies Record<string, OperatorReleaseFacts>;

/** A release of the operator that the package knows. */
export type OperatorRelease = keyof typeof operatorReleases;

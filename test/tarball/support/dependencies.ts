import { readFileSync } from "node:fs";
import { join } from "node:path";
import { archive, repository } from "./folders";

/** What a project needs of the registry: versions by package. */
export type Dependencies = Readonly<Record<string, string>>;

const manifest = JSON.parse(readFileSync(join(repository, "package.json"), "utf8"));

export const templates = ["aks", "eks", "gke", "library", "local"] as const;

/** The oldest versions that the package runs with. Of a cloud's SDK its module says so; a peer's range is wider. */
export const floors: Dependencies = {
    "@pulumi/aws": "7.6.0",
    "@pulumi/azure-native": "3.2.0",
    "@pulumi/gcp": "9.29.0",
    "@pulumi/kubernetes": "4.18.0",
    "@pulumi/policy": "1.21.0",
    "@pulumi/pulumi": "3.187.0",
};

/** Tools that are tried on the package, in addition to what the templates name. */
const tools: Dependencies = {
    "@arethetypeswrong/cli": "0.18.5",
    publint: "0.3.25",
    "ts-node": "10.9.2",
    typescript: "5.9.3",
    "typescript-6": "npm:typescript@6.0.3",
};

/** What a template's or an example's package.json asks for. */
export function dependenciesOf(project: string): Dependencies {
    const { dependencies, devDependencies } = JSON.parse(
        readFileSync(join(repository, project, "package.json"), "utf8"),
    );
    return { ...dependencies, ...devDependencies };
}

/** Packages of the folder that all projects share. Peers are those of this checkout, so that a run can be repeated. */
export function newest(): Dependencies {
    const asked = Object.assign({}, ...templates.map((name) => dependenciesOf(`templates/${name}`)));
    const pinned = Object.keys(asked).filter((name) => name in manifest.devDependencies);
    return {
        ...asked,
        ...Object.fromEntries(pinned.map((name) => [name, manifest.devDependencies[name]])),
        ...tools,
        "@pulumi/policy": manifest.devDependencies["@pulumi/policy"],
        "pulumi-flink-platform": `file:${archive()}`,
    };
}

/** The same with the oldest peers, and what the package's sources are compiled with. */
export function oldest(): Dependencies {
    return {
        ...floors,
        "@types/js-yaml": manifest.devDependencies["@types/js-yaml"],
        "@types/node": manifest.devDependencies["@types/node"],
        "pulumi-flink-platform": `file:${archive()}`,
    };
}

import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

/** Definition of one of Flink's kinds, no more than its names and printed columns. */
export function definitionText(kind: string): string {
    const plural = `${kind.toLowerCase()}s`;
    return `
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: ${plural}.flink.apache.org }
spec:
  group: flink.apache.org
  names: { kind: ${kind}, plural: ${plural} }
  scope: Namespaced
  versions: [{ name: v1beta1, additionalPrinterColumns: [{ name: Job, priority: 0 }, { name: Age, priority: 1 }] }]
`;
}

/** Makes a folder with files, such as a release's definitions; it goes with the tests' process. */
export function releaseFolder(files: Readonly<Record<string, string>>): string {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "release-"));
    for (const [file, text] of Object.entries(files)) {
        fs.writeFileSync(path.join(folder, file), text);
    }
    folders.push(folder);
    return folder;
}

const folders: string[] = [];
process.once("exit", () => folders.forEach((folder) => fs.rmSync(folder, { recursive: true, force: true })));

/** A release that the package does not know, with a kind that it does not know either. */
export function newRelease() {
    const kinds = ["FlinkDeployment", "FlinkSessionJob", "FlinkStateSnapshot", "FlinkPipeline"];
    const definitions = releaseFolder(Object.fromEntries(kinds.map((kind) => [`${kind}.yml`, definitionText(kind)])));
    return { version: "99.0.0", definitions, flinkVersions: ["2.2", "2.3"] };
}

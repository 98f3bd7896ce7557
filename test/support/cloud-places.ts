import * as fs from "node:fs";
import * as path from "node:path";

/** A cloud of the registry, by its name and the SDK that its users install. */
export interface RegisteredCloud {
    readonly name: string;
    readonly sdk?: string | undefined;
}

/** Places outside its folder that a cloud has not been given yet, each in words that say what to do. */
export function missingPlaces(root: string, { name, sdk }: RegisteredCloud): string[] {
    const read = (file: string) => fs.readFileSync(path.join(root, file), "utf8");
    const manifest = JSON.parse(read("package.json"));
    const mentions = (file: string, text: string) => (read(file).includes(text) ? [] : [`${file}: add ${text}`]);
    const exists = (file: string) => (fs.existsSync(path.join(root, file)) ? [] : [`${file}: write it`]);
    return [
        ...exists(`src/${name}.ts`),
        ...(manifest.exports[`./${name}`]?.default === `./dist/${name}.js`
            ? []
            : [`package.json: export ./${name} as dist/${name}`]),
        ...(manifest.typesVersions["*"][name]?.[0] === `dist/${name}.d.ts`
            ? []
            : [`package.json: add ${name} to typesVersions`]),
        ...mentions("layers.mjs", `cloud("${name}"`),
        ...exists(`stacks/Pulumi.${name}.yaml`),
        ...(sdk === undefined
            ? []
            : [
                  ...(manifest.peerDependenciesMeta[sdk]?.optional === true && sdk in manifest.peerDependencies
                      ? []
                      : [`package.json: make ${sdk} an optional peer`]),
                  ...mentions("test/engine/support/cloud-cases.ts", `cloud: "${name}"`),
                  ...exists(`docs/${name}.md`),
                  ...exists(`docs/policies/${name}.json`),
              ]),
    ];
}

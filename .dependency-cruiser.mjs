import { layers } from "./layers.mjs";

const root = "^src/";
const within = (folder) => (folder === "." ? `${root}[^/]+$` : `${root}${folder.replace("*", "[^/]+")}/[^/]+$`);
const sdks = layers.flatMap(({ sdk }) => sdk ?? []);
const everySdk = `node_modules/(${sdks.join("|")})/`;

/** What the files of one folder may not import. */
const rulesOf = ({ folder, may, sdk }) => [
    {
        name: `${folder} stands on ${may.join(", ") || "nothing of ours"}`,
        severity: "error",
        from: { path: within(folder) },
        to: { path: root, pathNot: may.includes("*") ? [root] : [folder, ...may].map(within) },
    },
    {
        name: `${folder} knows ${sdk ?? "no cloud's SDK"}`,
        severity: "error",
        from: { path: within(folder) },
        to: { path: everySdk, ...(sdk && { pathNot: `node_modules/${sdk}/` }) },
    },
];

export default {
    forbidden: [
        { name: "no circle", severity: "error", from: {}, to: { circular: true } },
        {
            name: "a provider's submodule and not all of it, which takes seconds to load",
            severity: "error",
            from: { path: root },
            to: { path: `node_modules/(${sdks.join("|")})/index\\.(d\\.ts|js)$` },
        },
        ...layers.flatMap(rulesOf),
    ],
    options: {
        tsConfig: { fileName: "tsconfig.build.json" },
        tsPreCompilationDeps: true,
        doNotFollow: { path: "node_modules" },
        exclude: { path: "\\.json$" },
        enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "types"] },
    },
};

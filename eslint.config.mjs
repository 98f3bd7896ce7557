import js from "@eslint/js";
import globals from "globals";
import tseslint from "typescript-eslint";

const clouds = [
    "@pulumi/aws",
    "@pulumi/aws/*",
    "@pulumi/gcp",
    "@pulumi/gcp/*",
    "@pulumi/azure-native",
    "@pulumi/azure-native/*",
];
const forbid = (group, message) => ({ group, message });
const cloudSdk = forbid(clouds, "only src/clusters/ may import a cloud's SDK");
const wholeProvider = {
    regex: "^@pulumi/(aws|gcp|azure-native)$",
    message: "import the provider's submodule: a whole provider takes seconds to load",
};

/** What the files of a layer may not import. */
const layer = (files, ...rules) => ({
    files,
    rules: {
        "no-restricted-imports": [
            "error",
            { patterns: [cloudSdk, ...rules.map(({ forbidden, because }) => forbid(forbidden, because))] },
        ],
    },
});

const sizes = {
    "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
    "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
    "max-depth": ["error", 3],
};

export default tseslint.config(
    { ignores: ["dist", "node_modules", ".tools"] },
    js.configs.recommended,
    ...tseslint.configs.recommended,
    {
        files: ["**/*.ts"],
        languageOptions: { parserOptions: { projectService: true } },
        rules: {
            "@typescript-eslint/no-floating-promises": "error",
            "@typescript-eslint/no-non-null-assertion": "error",
            "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
            "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
            eqeqeq: "error",
        },
    },
    { files: ["**/*.mjs", "**/*.js", "**/*.cjs"], languageOptions: { globals: globals.node } },
    { files: ["**/*.js", "**/*.cjs"], rules: { "@typescript-eslint/no-require-imports": "off" } },
    {
        files: ["src/**/*.ts"],
        rules: {
            ...sizes,
            "no-restricted-globals": [
                "error",
                { name: "process", message: "components read no environment: take an argument" },
            ],
            "no-restricted-imports": ["error", { patterns: [wholeProvider] }],
        },
    },
    layer(["src/jobs/**", "src/readiness/**", "src/rules/**"], {
        forbidden: ["**/platform/**", "**/clusters/**"],
        because: "applications know the platform by its handle and the cluster by its contract",
    }),
    layer(["src/platform/**"], {
        forbidden: ["**/clusters/**"],
        because: "the platform knows the cluster by its contract",
    }),
    layer(["src/*.ts"]),
    { files: ["src/main.ts", "src/clusters/local/kubeconfig-files.ts"], rules: { "no-restricted-globals": "off" } },
    {
        rules: {
            "@typescript-eslint/no-unused-vars": [
                "error",
                { ignoreRestSiblings: true, argsIgnorePattern: "^_", varsIgnorePattern: "^_" },
            ],
        },
    },
    {
        files: ["test/**/*.ts"],
        rules: {
            "@typescript-eslint/no-require-imports": "off",
            "max-lines": ["error", { max: 400, skipBlankLines: true, skipComments: true }],
            "@typescript-eslint/no-explicit-any": "off",
        },
    },
    {
        files: ["test/**/*.test.ts"],
        rules: {
            "no-restricted-syntax": [
                "error",
                {
                    selector: "MemberExpression[property.name=/^(only|skip)$/][object.name=/^(describe|it)$/]",
                    message: "every test runs",
                },
            ],
        },
    },
);

import js from "@eslint/js";
import pulumi from "@pulumi/eslint-plugin";
import globals from "globals";
import tseslint from "typescript-eslint";

const sizes = {
    "max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
    "max-lines-per-function": ["error", { max: 60, skipBlankLines: true, skipComments: true }],
    "max-depth": ["error", 3],
};

export default tseslint.config(
    // These two read the built package, which is not there before a build.
    { ignores: ["dist", "node_modules", ".tools", "program.d.ts", "plugin/index.ts"] },
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
    {
        // An output in a text is printed as a promise's source.
        files: ["src/**/*.ts", "examples/**/*.ts"],
        plugins: { "@pulumi": pulumi },
        rules: {
            "@pulumi/no-output-in-template-literal": "error",
            "@pulumi/no-output-instance-in-template-literal": "error",
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
        },
    },
    {
        files: ["src/main.ts", "src/cli/*.ts", "src/clusters/local/kubeconfig-files.ts", "src/run/failing.ts"],
        rules: { "no-restricted-globals": "off" },
    },
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
    {
        files: ["test/**/*.ts"],
        ignores: ["test/**/*.test.ts"],
        rules: {
            "no-restricted-syntax": [
                "error",
                {
                    selector: "Program > ExpressionStatement > CallExpression[callee.name=/^(before|after)(Each)?$/]",
                    message:
                        "it would run in the first file of each process only: export mochaHooks from the level's set-up",
                },
            ],
        },
    },
);

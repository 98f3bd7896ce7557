import * as path from "node:path";
import ts from "typescript";

const root = path.resolve(__dirname, "../..");
const file = path.join(root, "test", "dashboards", "held-to-schema.ts");

/** Types of Grafana's schema, with words as JSON has them in the place of enums, and none of them for what plugins define. */
const types = `
import type { Dashboard, Panel, RowPanel } from "@grafana/grafana-foundation-sdk/dashboard";
import type * as stat from "@grafana/grafana-foundation-sdk/stat";
import type * as timeseries from "@grafana/grafana-foundation-sdk/timeseries";
import type { Dataquery } from "@grafana/grafana-foundation-sdk/prometheus";

type Plain<T> = T extends (...args: never[]) => unknown ? never
    : T extends string ? \`\${T}\`
    : T extends object ? { [Key in keyof T]: Plain<T[Key]> }
    : T;
type Of<Type, Options, Fields> = Omit<Panel, "type" | "options" | "targets" | "fieldConfig"> & {
    type: Type; options: Options; targets: Omit<Dataquery, "_implementsDataqueryVariant">[];
    fieldConfig: { defaults: Omit<NonNullable<NonNullable<Panel["fieldConfig"]>["defaults"]>, "custom"> & { custom?: Fields }; overrides: [] };
};
type Panels = Of<"timeseries", timeseries.Options, timeseries.FieldConfig> | Of<"stat", stat.Options, never> | RowPanel;
type Held = Plain<Omit<Dashboard, "panels"> & { panels: Panels[] }>;
`;

/** What the compiler says of dashboards as values of Grafana's types, which know every key and the words of most. */
export function schemaErrors(dashboards: readonly unknown[]): string[] {
    const values = dashboards.map((each, index) => `export const held${index}: Held = ${JSON.stringify(each)};`);
    const text = [types, ...values].join("\n");
    const options: ts.CompilerOptions = {
        strict: true,
        noEmit: true,
        skipLibCheck: true,
        target: ts.ScriptTarget.ES2022,
        module: ts.ModuleKind.Node16,
        moduleResolution: ts.ModuleResolutionKind.Node16,
        types: [],
    };
    const host = ts.createCompilerHost(options);
    const { getSourceFile, fileExists } = host;
    host.fileExists = (name) => name === file || fileExists.call(host, name);
    host.getSourceFile = (name, ...rest) =>
        name === file
            ? ts.createSourceFile(name, text, ts.ScriptTarget.ES2022)
            : getSourceFile.call(host, name, ...rest);
    const program = ts.createProgram([file], options, host);
    return ts
        .getPreEmitDiagnostics(program)
        .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"));
}

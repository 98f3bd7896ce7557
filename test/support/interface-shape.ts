import assert from "node:assert/strict";
import path from "node:path";
import ts from "typescript";
import { join, kubernetesTypes, lastName } from "./schema-shape";

const programs = new Map<string, ts.Program>();

/** Form of each leaf of an interface by its path, as `shapeOfSchema` gives it for a definition. */
export function shapeOfInterface(file: string, name: string): Map<string, string> {
    const program = programOf(file);
    const checker = program.getTypeChecker();
    const source = program.getSourceFile(file);
    assert.ok(source, `${file} is missing`);
    const symbol = checker
        .getExportsOfModule(checker.getSymbolAtLocation(source) ?? assert.fail(file))
        .find((one) => one.name === name);
    assert.ok(symbol, `${file} does not export ${name}`);
    return shapeOf(checker.getDeclaredTypeOfSymbol(symbol), "", checker);
}

// Loading the real ones takes many seconds, and of their types only the names count here; the compiler checks the rest.
const libraries: Readonly<Record<string, string>> = {
    "@pulumi/pulumi": `
        export interface OutputInstance<T> { readonly value: T }
        export type Input<T> = T | Promise<T> | OutputInstance<T>;`,
    "@pulumi/kubernetes": `
        export declare namespace types.input.core.v1 { interface PodTemplateSpec { readonly spec: string } }
        export declare namespace types.input.meta.v1 { interface ObjectMeta { readonly labels: string } }`,
};

function programOf(file: string): ts.Program {
    const options: ts.CompilerOptions = { strict: true, noEmit: true, types: [], lib: ["lib.es5.d.ts"] };
    const host = ts.createCompilerHost(options);
    const libraryOf = (name: string) => libraries[name.replace(/^\/libraries\/(.*)\.ts$/, "$1")];
    const readable = { ...host };
    readable.fileExists = (name) => libraryOf(name) !== undefined || host.fileExists(name);
    readable.getSourceFile = (name, version) => {
        const library = libraryOf(name);
        return library === undefined ? host.getSourceFile(name, version) : ts.createSourceFile(name, library, version);
    };
    readable.resolveModuleNameLiterals = (literals, from) =>
        literals.map(({ text }) => ({
            resolvedModule: {
                resolvedFileName:
                    text in libraries ? `/libraries/${text}.ts` : path.join(path.dirname(from), `${text}.ts`),
                extension: ts.Extension.Ts,
            },
        }));
    const program = programs.get(file) ?? ts.createProgram([file], options, readable);
    assert.deepEqual(
        program.getSemanticDiagnostics().map(({ messageText }) => messageText),
        [],
    );
    programs.set(file, program);
    return program;
}

function shapeOf(type: ts.Type, at: string, checker: ts.TypeChecker): Map<string, string> {
    const given = withoutInputs(type);
    const leaf = (form: string) => new Map([[at, form]]);
    const [only] = given;
    if (kubernetesTypes[lastName(at)] !== undefined) {
        return leaf(`Kubernetes' ${only?.symbol?.name}`);
    }
    // An intersection beside literals is a way to name more of them than the types list.
    const literals = given.filter((one) => one.isStringLiteral());
    if (literals.length > 0 && given.every((one) => one.isStringLiteral() || one.isIntersection())) {
        return leaf(
            literals
                .map(({ value }) => value)
                .sort()
                .join(" | "),
        );
    }
    if (given.every((one) => (one.flags & ts.TypeFlags.BooleanLike) !== 0)) {
        return leaf("boolean");
    }
    assert.ok(given.length === 1 && only !== undefined, `${at}: ${checker.typeToString(type)} is more than one thing`);
    if ((only.flags & (ts.TypeFlags.String | ts.TypeFlags.Number)) !== 0) {
        return leaf(checker.typeToString(only));
    }
    if (checker.isArrayType(only)) {
        return shapeOf(checker.getTypeArguments(only as ts.TypeReference)[0] ?? only, `${at}[]`, checker);
    }
    return shapeOfObject(only, at, checker);
}

function shapeOfObject(type: ts.Type, at: string, checker: ts.TypeChecker): Map<string, string> {
    const properties = checker.getPropertiesOfType(type);
    const values = checker.getIndexInfoOfType(type, ts.IndexKind.String)?.type;
    if (properties.length === 0 && values !== undefined) {
        return new Map([[at, mapForm(values, checker)]]);
    }
    return new Map(
        properties.flatMap((property) => [
            ...shapeOf(checker.getTypeOfSymbol(property), join(at, property.name), checker),
        ]),
    );
}

function mapForm(values: ts.Type, checker: ts.TypeChecker): string {
    const given = withoutInputs(values);
    if ((values.flags & ts.TypeFlags.Never) !== 0) {
        return "nothing";
    }
    return given.length === 1 && given[0] !== undefined ? `map of ${checker.typeToString(given[0])}` : "anything";
}

/** What a property may hold once everything is known: without undefined, outputs and promises. */
function withoutInputs(type: ts.Type): ts.Type[] {
    const members = type.isUnion() ? type.types : [type];
    const late = ["Promise", "OutputInstance", "Output"];
    return members.filter(
        (member) =>
            (member.flags & ts.TypeFlags.Undefined) === 0 &&
            !late.includes((member.aliasSymbol ?? member.symbol)?.name ?? ""),
    );
}

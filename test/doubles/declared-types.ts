import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as ts from "typescript";

/** Members of an interface of a provider's package, by name. */
export type Members = ReadonlyMap<string, Member>;

export interface Member {
    readonly required: boolean;
    readonly type: Declared;
}

/** What the package says of a value; `leaf` is a text, a number and the like. */
export type Declared =
    | { readonly kind: "leaf" }
    | { readonly kind: "list" | "map"; readonly of: Declared }
    | { readonly kind: "object"; members(): Members | undefined };

const leaf: Declared = { kind: "leaf" };

/**
 * File of the package that declares a type or function: `aws:eks/cluster:Cluster` and
 * `azure-native:storage:StorageAccount` are `eks/cluster.d.ts` and `storage/storageAccount.d.ts`.
 */
export function declarationOf(provider: string, token: string): string | undefined {
    const [, module = "", name = ""] = token.split(":");
    const folder = join(rootOf(provider), (module.split("/")[0] ?? "").replace(/^index$/, ""));
    const wanted = `${name}.d.ts`.toLowerCase();
    const file = existsSync(folder) ? readdirSync(folder).find((entry) => entry.toLowerCase() === wanted) : undefined;
    return file === undefined ? undefined : join(folder, file);
}

/** Inputs of a type; undefined if the package has no such type. */
export function declaredInputs(provider: string, token: string): Members | undefined {
    const file = declarationOf(provider, token);
    return file === undefined
        ? undefined
        : membersOf(provider, readFileSync(file, "utf8"), `${token.split(":").at(-1)}Args`);
}

const rootOf = (provider: string) => dirname(require.resolve(`@pulumi/${provider}/package.json`));

const nestedTexts = new Map<string, string>();

/** The part of `types/input.d.ts` that declares a module's types; the whole file is long to parse. */
function nestedText(provider: string, module: string): string {
    const key = `${provider} ${module}`;
    const known = nestedTexts.get(key);
    if (known !== undefined) {
        return known;
    }
    const whole = readFileSync(join(rootOf(provider), "types", "input.d.ts"), "utf8");
    const start = whole.indexOf(`\nexport declare namespace ${module} {`);
    const text = start < 0 ? "" : whole.slice(start, whole.indexOf("\n}", start) + 2);
    nestedTexts.set(key, text);
    return text;
}

function membersOf(provider: string, text: string, name: string): Members | undefined {
    const opening = new RegExp(`^( *)(?:export )?interface ${name} \\{`, "m").exec(text);
    if (opening === null) {
        return undefined;
    }
    // The bracket that closes it stands as far to the left as the line that opens it.
    const own = text.slice(opening.index, text.indexOf(`\n${opening[1]}}`, opening.index) + 6);
    const source = ts.createSourceFile("declared.d.ts", own, ts.ScriptTarget.Latest);
    const elements: ts.TypeElement[] = [...(source.statements.find(ts.isInterfaceDeclaration)?.members ?? [])];
    const members = elements.filter(ts.isPropertySignature).map((member): [string, Member] => {
        const type = member.type === undefined ? leaf : declared(provider, source, member.type);
        return [member.name.getText(source), { required: member.questionToken === undefined, type }];
    });
    return new Map(members);
}

function declared(provider: string, source: ts.SourceFile, node: ts.TypeNode): Declared {
    const of = (inner: ts.TypeNode) => declared(provider, source, inner);
    if (ts.isArrayTypeNode(node)) {
        return { kind: "list", of: of(node.elementType) };
    }
    if (ts.isUnionTypeNode(node)) {
        return node.types.map(of).find(({ kind }) => kind !== "leaf") ?? leaf;
    }
    if (ts.isTypeLiteralNode(node)) {
        const index = node.members.find(ts.isIndexSignatureDeclaration);
        return index === undefined ? leaf : { kind: "map", of: of(index.type) };
    }
    if (!ts.isTypeReferenceNode(node)) {
        return leaf;
    }
    const [root, module, name] = node.typeName.getText(source).split(".");
    const [argument] = node.typeArguments ?? [];
    if (root === "pulumi" && argument !== undefined) {
        return of(argument); // pulumi.Input<…>
    }
    return root === "inputs" && module !== undefined && name !== undefined
        ? { kind: "object", members: () => membersOf(provider, nestedText(provider, module), name) }
        : leaf;
}

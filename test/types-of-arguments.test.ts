import assert from "node:assert/strict";
import * as path from "node:path";
import ts from "typescript";

const root = path.resolve(__dirname, "..");
const dist = path.join(root, "dist");
const clouds = ["aks", "eks", "existing", "gke", "local"] as const;
const entries = ["index", ...clouds] as const;
const fileOf = (entry: string) => path.join(dist, `${entry}.d.ts`);

/** The declarations of the built package, as the compiler of a user sees them. */
class Declarations {
    private readonly program = ts.createProgram(entries.map(fileOf), {
        module: ts.ModuleKind.Node16,
        moduleResolution: ts.ModuleResolutionKind.Node16,
        target: ts.ScriptTarget.ES2022,
        types: ["node"],
        skipLibCheck: true,
    });
    private readonly checker = this.program.getTypeChecker();

    /** Symbols that an entry point exports. */
    exportsOf(entry: string): Set<ts.Symbol> {
        const source = this.program.getSourceFile(fileOf(entry));
        assert.ok(source, `${fileOf(entry)} is built`);
        const module_ = this.checker.getSymbolAtLocation(source);
        return new Set(module_ && this.checker.getExportsOfModule(module_).map((symbol) => this.resolved(symbol)));
    }

    /** Types of the package that these symbols' declarations name, and that those name in turn. */
    namedBy(symbols: Iterable<ts.Symbol>): Set<ts.Symbol> {
        const found = new Set<ts.Symbol>();
        const visit = (node: ts.Node): void => {
            const isPrivate = ts.canHaveModifiers(node) && ts.getModifiers(node)?.some(isPrivateKeyword);
            if (isPrivate === true) {
                return;
            }
            const symbol = this.typeNamedAt(node);
            if (symbol !== undefined && !found.has(symbol)) {
                found.add(symbol);
                symbol.declarations?.forEach(visit);
            }
            ts.forEachChild(node, visit);
        };
        for (const symbol of symbols) {
            symbol.declarations?.forEach(visit);
        }
        return found;
    }

    private typeNamedAt(node: ts.Node): ts.Symbol | undefined {
        const name = ts.isTypeReferenceNode(node)
            ? node.typeName
            : ts.isExpressionWithTypeArguments(node)
              ? node.expression
              : undefined;
        const symbol = name && this.checker.getSymbolAtLocation(name);
        const resolved = symbol && this.resolved(symbol);
        const isOurs = resolved?.declarations?.[0]?.getSourceFile().fileName.startsWith(dist) === true;
        return isOurs && (resolved.flags & ts.SymbolFlags.TypeParameter) === 0 ? resolved : undefined;
    }

    private resolved(symbol: ts.Symbol): ts.Symbol {
        return symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
    }
}

const isPrivateKeyword = ({ kind }: ts.ModifierLike) => kind === ts.SyntaxKind.PrivateKeyword;
const names = (symbols: Iterable<ts.Symbol>) => [...symbols].map(({ name }) => name).sort();

describe("the types of the package", function () {
    this.timeout(60_000); // the compiler reads the SDKs
    let declarations: Declarations;
    before(() => {
        declarations = new Declarations();
    });

    for (const entry of entries) {
        it(`that ${entry} names can be imported from it or from the package's main entry`, () => {
            const exported = declarations.exportsOf(entry);
            const known = new Set([...exported, ...declarations.exportsOf("index")]);
            const missing = [...declarations.namedBy(exported)].filter((symbol) => !known.has(symbol));
            assert.deepEqual(names(missing), []);
        });
    }

    it("are, at the entries of clouds, the component and what its arguments name", () => {
        for (const entry of clouds) {
            const exported = declarations.exportsOf(entry);
            const classes = [...exported].filter(({ flags }) => flags & ts.SymbolFlags.Value);
            // One that another gives, such as `EksCluster.existing`, is there as a type.
            const component = classes.filter(
                (each) => !declarations.namedBy(classes.filter((other) => other !== each)).has(each),
            );
            assert.equal(component.length, 1, names(component).join(", "));
            const named = declarations.namedBy(component);
            assert.deepEqual(names([...exported].filter((symbol) => !named.has(symbol))), names(component));
        }
    });
});

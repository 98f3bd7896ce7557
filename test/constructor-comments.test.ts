import assert from "node:assert/strict";
import * as path from "node:path";
import ts from "typescript";

const dist = path.resolve(__dirname, "../dist");
const entries = ["index", "aks", "eks", "existing", "gke", "local"].map((entry) => path.join(dist, `${entry}.d.ts`));

/** What an editor shows where a component of the built package is made: whether there is a text, and the tags below it. */
function shownAt({ members }: ts.ClassDeclaration): { readonly hasText: boolean; readonly tags: readonly string[] } {
    const [comment] = members.filter(ts.isConstructorDeclaration).slice(0, 1).flatMap(ts.getJSDocCommentsAndTags);
    const { comment: text, tags = [] } = (comment as ts.JSDoc | undefined) ?? {};
    return { hasText: text !== undefined, tags: [...new Set(tags.map(({ tagName }) => tagName.text))].sort() };
}

const isComponent = ({ heritageClauses = [] }: { readonly heritageClauses?: readonly ts.HeritageClause[] }) =>
    heritageClauses.some(({ types }) =>
        types.some(({ expression }) => /\bComponentResource$/.test(expression.getText())),
    );

describe("the constructors of the package", () => {
    it("say what they make, with an example and their errors: editors do not show the class's comment there", () => {
        const program = ts.createProgram(entries, {
            module: ts.ModuleKind.Node16,
            moduleResolution: ts.ModuleResolutionKind.Node16,
            types: ["node"],
            skipLibCheck: true,
        });
        const checker = program.getTypeChecker();
        const exported = entries.flatMap((entry) => {
            const source = program.getSourceFile(entry);
            const module_ = source && checker.getSymbolAtLocation(source);
            assert.ok(module_, `${entry} is built`);
            return checker.getExportsOfModule(module_);
        });
        const classes = exported
            .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol))
            .flatMap(({ declarations = [] }) => declarations.filter(ts.isClassDeclaration))
            .filter(isComponent);
        assert.deepEqual(
            Object.fromEntries(classes.map((each) => [each.name?.text, shownAt(each)])),
            Object.fromEntries(
                [
                    ...["FlinkApplication", "FlinkDeployment", "FlinkCrds", "JobNamespace", "FlinkOperator"],
                    ...["FlinkSessionCluster", "FlinkSessionJob", "FlinkStateSnapshot", "FlinkManifest"],
                    "FlinkBlueGreenDeployment",
                    ...["FlinkPlatform", "FlinkTeam", "ReferencedPlatform"],
                    ...["AksCluster", "EksCluster", "ExistingCluster", "GkeCluster", "LocalCluster"],
                    ...["ExistingAksCluster", "ExistingEksCluster", "ExistingGkeCluster"],
                ].map((name) => [name, { hasText: true, tags: ["example", "throws"] }]),
            ),
        );
    });
});

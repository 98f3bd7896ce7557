import assert from "node:assert/strict";
import * as fs from "node:fs";
import * as path from "node:path";
import ts from "typescript";

const sources = path.resolve(__dirname, "../../src");

/** A sentence about what is wrong, as its source writes it: `${…}` for each value. */
interface Sentence {
    readonly place: string;
    readonly text: string;
}

/** Sentences of a source file: the texts that become the `problem` of a finding. */
function sentencesOf(file: string): Sentence[] {
    const source = ts.createSourceFile(file, fs.readFileSync(path.join(sources, file), "utf8"), ts.ScriptTarget.Latest);
    const found: Sentence[] = [];
    const add = (node: ts.Node): void => {
        for (const text of textsOf(node)) {
            const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
            found.push({ place: `${file}:${line + 1}`, text });
        }
    };
    const visit = (node: ts.Node, inProblem: boolean): void => {
        if (ts.isPropertyAssignment(node) && node.name.getText(source) === "problem") {
            add(node.initializer);
        } else if (ts.isVariableDeclaration(node) && node.name.getText(source) === "problem" && node.initializer) {
            add(node.initializer);
        } else if (ts.isCallExpression(node) && node.expression.getText(source) === "unless" && node.arguments[2]) {
            add(node.arguments[2]);
        } else if (inProblem && ts.isReturnStatement(node) && node.expression) {
            add(node.expression);
        }
        const inner = ts.isFunctionLike(node) ? /Problem$/.test(nameOf(node)) : inProblem;
        ts.forEachChild(node, (child) => visit(child, inner));
    };
    const nameOf = (node: ts.SignatureDeclaration): string => node.name?.getText(source) ?? "";
    visit(source, false);
    return found;
}

/** Texts that an expression may have; none of one that comes from elsewhere. */
function textsOf(node: ts.Node): string[] {
    if (ts.isConditionalExpression(node)) {
        return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
    }
    if (ts.isStringLiteralLike(node)) {
        return [node.text];
    }
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) {
        return [...textsOf(node.left), ...textsOf(node.right)];
    }
    if (ts.isParenthesizedExpression(node)) {
        return textsOf(node.expression);
    }
    if (ts.isBinaryExpression(node)) {
        const [left = ""] = textsOf(node.left);
        return [left + (textsOf(node.right)[0] ?? "${…}")];
    }
    return ts.isTemplateExpression(node)
        ? [node.head.text + node.templateSpans.map(({ literal }) => `\${…}${literal.text}`).join("")]
        : [];
}

const sentences = fs
    .readdirSync(sources, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .sort()
    .flatMap(sentencesOf);

const breaking = (holds: (text: string) => boolean) =>
    sentences.filter(({ text }) => !holds(text)).map(({ place, text }) => `${place}: ${text}`);

describe("every finding", () => {
    it("follows its path with a verb: must, cannot, is, has, needs; should in a warning", () =>
        assert.deepEqual(
            breaking((text) => /^(must|cannot|is|has|needs|should) /.test(text)),
            [],
        ));

    it("shows the value, or gives the reason or what to do", () =>
        assert.deepEqual(
            breaking((text) => /, got |; |: |, (as|for|since|which|so|whose|where|unless) /.test(text)),
            [],
        ));

    it("has no full stop at its end", () =>
        assert.deepEqual(
            breaking((text) => !text.endsWith(".")),
            [],
        ));

    it("says one thing in one way", () =>
        assert.deepEqual(
            breaking(
                (text) =>
                    !/beside|must be (given|set)|is missing|must not be (given|set|named)|named? .* once|keep one/.test(
                        text,
                    ),
            ),
            [],
        ));
});

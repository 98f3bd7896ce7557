// Writes docs/options.md from the doc comments of the arguments; without --write it holds the page to them.
import * as fs from "node:fs";
import * as path from "node:path";
import ts from "typescript";
import { keepPage } from "./generated-page.mjs";

const mark = "<!-- written from the doc comments of src/ by npm run options -- --write -->";

/** Blocks of a stack file and the interfaces that hold their keys. */
const blocks = [
    { title: "`cluster`, with `cloud: local`", of: "LocalClusterArgs" },
    { title: "`cluster`, with `cloud: existing`", of: "ExistingClusterArgs" },
    { title: "`cluster`, with `cloud: eks`", of: "EksClusterArgs" },
    { title: "`cluster`, with `cloud: gke`", of: "GkeClusterArgs" },
    { title: "`cluster`, with `cloud: aks`", of: "AksClusterArgs" },
    { title: "`operator`", of: "FlinkOperatorArgs", without: ["crds", "placement"] },
    { title: "Each team of `teams`", of: "TeamArgs" },
    { title: "`monitoring`", of: "MonitoringArgs" },
    { title: "Each job of `applications`", of: "ApplicationArgs" },
    { title: "Each cluster of `sessionClusters`", of: "SessionClusterArgs" },
    { title: "Each job of `sessionJobs`", of: "SessionJobArgs" },
    { title: "Each snapshot of `snapshots`", of: "StateSnapshotArgs" },
    { title: "`logging`", of: "PlatformLoggingArgs" },
    { title: "`sink` of `logging`, with `kind: otlp`", of: "OtlpSinkArgs" },
    { title: "`sink` of `logging`, with `kind: loki`", of: "LokiSinkArgs" },
];

/** Types whose members are Kubernetes' or Pulumi's own, or that a stack file writes in one way only. */
const opaque = {
    Samples: "map of text: the name below the store's root, and a file of the project's folder",
    Environment: "map of text, `{ secret, key }` or `{ configMap, key }`",
    Files: "map of `{ content }`, `{ file }`, `{ secret, key }` or `{ configMap, key }`",
    ApplicationDefaults: "block with the keys of `applicationDefaults`",
    PodTemplateSpec: "Kubernetes' PodTemplateSpec",
    OperatorOptions: "map of options",
    FlinkOptions: "map of options",
    LogSinkArgs: "`{ kind: cluster }` or a block below",
    SecretKeyArgs: "`{ secret, key }`",
    OperatorRelease: "text",
    FlinkMinor: "text",
};

const declarations = new Map();
for (const file of fs.readdirSync("src", { recursive: true }).filter((name) => name.endsWith(".ts"))) {
    const name = path.join("src", file);
    const source = ts.createSourceFile(name, fs.readFileSync(name, "utf8"), ts.ScriptTarget.Latest, true);
    source.forEachChild((node) => {
        if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) {
            declarations.set(node.name.text, node);
        } else if (ts.isVariableStatement(node)) {
            node.declarationList.declarations.forEach((one) => declarations.set(one.name.getText(), one));
        }
    });
}

const sections = blocks.map(section).join("\n\n");
const isKept = keepPage("options", (text) => `${text.slice(0, text.indexOf(mark) + mark.length)}\n\n${sections}\n`);
process.exitCode = isKept ? 0 : 1;

function section({ title, of, without = [] }) {
    const rows = membersOf(named(of))
        .filter((member) => !without.includes(member.name.text))
        .flatMap((member) => rowsOf(member, ""));
    return [`## ${title}`, "", "| key | value | meaning | default |", "| --- | --- | --- | --- |", ...rows].join("\n");
}

/** Rows of a key and of the keys below it. */
function rowsOf(member, above) {
    const key = `${above}${member.name.text}`;
    const { meaning, fallback } = commentOf(member);
    if (meaning === "") {
        throw new Error(`${member.getSourceFile().fileName}: ${key} needs a doc comment`);
    }
    const normal = fallback ?? (member.questionToken === undefined ? "required" : "");
    return [
        `| \`${key}\` | ${valueOf(member.type)} | ${meaning} | ${normal} |`,
        ...membersOf(member.type).flatMap((each) => rowsOf(each, `${key}.`)),
    ];
}

/** Properties of a type that is a block of its own; none for anything else. */
function membersOf(type) {
    if (ts.isIntersectionTypeNode(type) || ts.isUnionTypeNode(type)) {
        return type.types.flatMap(membersOf);
    }
    if (ts.isTypeReferenceNode(type)) {
        const name = type.typeName.getText();
        return name in opaque || !declarations.has(name) ? [] : membersOf(named(name));
    }
    if (ts.isInterfaceDeclaration(type)) {
        const inherited = (type.heritageClauses ?? []).flatMap(({ types }) => types.map((one) => one.expression.text));
        return [...inherited.flatMap((name) => membersOf(named(name))), ...type.members];
    }
    return ts.isTypeAliasDeclaration(type) ? membersOf(type.type) : [...(type.members ?? [])];
}

/** The form of a value in a stack file. */
function valueOf(type) {
    if (!ts.isUnionTypeNode(type) && membersOf(type).length > 0) {
        return "block";
    }
    if (ts.isParenthesizedTypeNode(type) || ts.isTypeOperatorNode(type)) {
        return valueOf(type.type);
    }
    if (ts.isArrayTypeNode(type)) {
        return `list of ${valueOf(type.elementType)}`;
    }
    if (ts.isUnionTypeNode(type)) {
        const open = (one) => ts.isParenthesizedTypeNode(one) && ts.isIntersectionTypeNode(one.type);
        return [...new Set(type.types.filter((one) => !open(one)).map(valueOf))].join(" or ");
    }
    if (ts.isLiteralTypeNode(type)) {
        return `\`${type.literal.text}\``;
    }
    if (ts.isIndexedAccessTypeNode(type)) {
        const list = type.objectType.getText().replace(/^\(typeof (.*)\)$/, "$1");
        const { elements } = named(list).initializer.expression;
        return elements.map((one) => `\`${one.text}\``).join(" or ");
    }
    return ts.isTypeReferenceNode(type) ? valueOfReference(type) : type.getText().replace("string", "text");
}

function valueOfReference(type) {
    const name = type.typeName.getText().split(".").at(-1);
    const [first, second] = type.typeArguments ?? [];
    if (name in opaque) {
        return opaque[name];
    }
    if (name === "Record") {
        return `map of ${valueOf(second)}`;
    }
    return first === undefined ? valueOf(named(name).type) : valueOf(first);
}

function named(name) {
    const found = declarations.get(name);
    if (found === undefined) {
        throw new Error(`src/ declares no ${name}`);
    }
    return found;
}

/** A doc comment in one line for a cell: its text, and its default. */
function commentOf(member) {
    const line = (comment) =>
        (ts.getTextOfJSDocComment(comment) ?? "").replace(/\s+/g, " ").replaceAll("|", "\\|").trim();
    const [doc] = ts.getJSDocCommentsAndTags(member).filter(ts.isJSDoc);
    const fallback = doc?.tags?.find(({ tagName }) => tagName.text === "default");
    return { meaning: line(doc?.comment), fallback: fallback && line(fallback.comment) };
}

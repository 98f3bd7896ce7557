import { findingsOf, rejectFindings, type Finding, type Problem } from "../checks/findings";
import { notTogetherProblems, unless } from "../checks/values";
import { clouds } from "../stack/clouds";
import { checkedBlocks, type FormFinding, type StackConfig } from "../stack/config";
import { placeholderFindings } from "../stack/placeholders";
import type { StackSecrets } from "../stack/secrets";
import { twoFields } from "./two-fields";

type Block = Readonly<Record<string, unknown>>;

/**
 * The arguments of a FlinkStack as the stack file that they stand for.
 *
 * @throws pulumi.RunError with everything that is wrong with their form, in the arguments' own paths.
 */
export function stackOf(name: string, args: Block, secrets: StackSecrets): StackConfig {
    const { cloud, problems: clusterProblems } = cloudOf(args["cluster"]);
    const { blocks, problems } = joined(args);
    reject(name, [...clusterProblems, ...problems]);
    const cluster = blockOf(args["cluster"])[cloud];
    const { config, findings } = checkedBlocks({ ...blocks, cluster: { cloud, ...blockOf(cluster) } }, secrets);
    reject(name, [
        ...findings.map((finding) => ownProblem(finding, cloud)),
        ...placeholderFindings("", blockOf(cluster)).map((finding) =>
            ownProblem({ ...finding, block: "cluster" }, cloud),
        ),
    ]);
    return config as StackConfig;
}

function reject(name: string, problems: readonly Problem[]): void {
    const findings: Finding[] = findingsOf("FlinkStack", name, problems);
    rejectFindings(findings);
}

/** The one cloud whose field is set. */
function cloudOf(cluster: unknown): { readonly cloud: string; readonly problems: readonly Problem[] } {
    const names = Object.keys(clouds);
    const set = Object.keys(blockOf(cluster));
    const [cloud = "", ...others] = set;
    const isOne = names.includes(cloud) && others.length === 0;
    const got = set.length === 0 ? "none" : set.map((each) => JSON.stringify(each)).join(", ");
    return { cloud, problems: unless(isOne, "cluster", `must have exactly one of ${names.join(", ")}, got ${got}`) };
}

/** Blocks in which what is two fields here is one, as in a stack file. */
function joined(args: Block): { readonly blocks: Block; readonly problems: readonly Problem[] } {
    const problems: Problem[] = [];
    const entries = (path: string, value: unknown) =>
        Object.fromEntries(
            Object.entries(blockOf(value)).map(([key, item]) => [key, one(`${path}.${key}`, item)] as const),
        );
    const defaultsAt = (path: string, value: unknown) => {
        const { enforced, ...defaults } = blockOf(value);
        const own = one(path, defaults) as Block;
        return { ...own, ...(enforced !== undefined && { enforced: one(`${path}.enforced`, enforced) }) };
    };
    const join = {
        operator: (value: unknown) => one("operator", value),
        applicationDefaults: (value: unknown) => defaultsAt("applicationDefaults", value),
        teams: (value: unknown) =>
            Object.fromEntries(
                Object.entries(blockOf(value)).map(([name, team]) => {
                    const shared = blockOf(team)["applicationDefaults"];
                    return isBlock(shared)
                        ? [
                              name,
                              {
                                  ...blockOf(team),
                                  applicationDefaults: defaultsAt(`teams.${name}.applicationDefaults`, shared),
                              },
                          ]
                        : [name, team];
                }),
            ),
        applications: (value: unknown) => entries("applications", value),
        sessionClusters: (value: unknown) => entries("sessionClusters", value),
    };
    const blocks = Object.entries(args).map(([key, value]) => {
        const joins = isBlock(value) ? (join as Readonly<Record<string, (value: unknown) => unknown>>)[key] : undefined;
        return [key, joins === undefined ? value : joins(value)] as const;
    });
    return { blocks: Object.fromEntries(blocks), problems };

    function one(path: string, value: unknown): unknown {
        if (!isBlock(value)) {
            return value;
        }
        let block: Block = value;
        for (const [key, other] of Object.entries(twoFields)) {
            const { [other]: blockForm, ...rest } = block;
            if (blockForm !== undefined) {
                const textForm = rest[key];
                const both = sharedPaths(textForm, blockForm);
                problems.push(
                    ...both.flatMap((place) => notTogetherProblems(`${path}.${other}${place}`, {}, `${key}${place}`)),
                );
                block = { ...rest, [key]: isBlock(textForm) ? { ...textForm, ...blockOf(blockForm) } : blockForm };
            }
        }
        return block;
    }
}

/** Places that both forms of a key set: single names where they are maps. */
function sharedPaths(textForm: unknown, blockForm: unknown): string[] {
    if (!isBlock(textForm)) {
        return textForm === undefined ? [] : [""];
    }
    return Object.keys(blockOf(blockForm))
        .filter((name) => name in textForm)
        .map((name) => `.${name}`);
}

/** A finding of the stack file with the path that the arguments have for its place. */
function ownProblem({ block, path, problem }: FormFinding, cloud: string): Problem {
    const first = block === "cluster" ? `cluster.${cloud}` : block;
    const whole = [first, path].filter((part) => part !== undefined && part !== "").join(".");
    return { path: whole.replace(/^operator\.release\./, `operator.${twoFields["release"]}.`), problem };
}

function isBlock(value: unknown): value is Block {
    return typeof value === "object" && value !== null && !Array.isArray(value);
}

function blockOf(value: unknown): Block {
    return isBlock(value) ? value : {};
}

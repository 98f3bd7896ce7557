import type { Problem } from "../../checks/findings";
import type { OperatorHandle } from "../../contracts/platform";
import { specSchema } from "../../flink/schemas/definition-schema";
import { schemaProblems, type SchemaProblem } from "../../flink/schemas/problems";
import type { Schema } from "../../flink/schemas/schema";
import type { FlinkKind } from "../../flink/versions";
import { without } from "../../flink/schemas/without";

/** An operator by the facts that tell its definitions. */
type DefinedOperator = Pick<OperatorHandle, "release" | "definitions">;

/** Problems of a spec by the definition of its kind. */
export interface DefinitionVerdict<Spec> {
    readonly problems: readonly SchemaProblem[];
    /** The spec without what has a wrong shape: the rules can read it. */
    readonly readable: Spec;
}

/** Compares a spec with the definition of its kind in an operator's release. */
export function judgeByDefinition<Spec extends object>(
    spec: Spec,
    operator: DefinedOperator,
    kind: FlinkKind = "FlinkDeployment",
): DefinitionVerdict<Spec> {
    const problems = schemaProblems("spec", spec, schemaOf(operator, kind), operator.release);
    const misshapen = problems.filter(({ wrong }) => wrong === "shape").map(({ place }) => place);
    return { problems, readable: (without(spec, misshapen) as Spec | undefined) ?? ({} as Spec) };
}

/**
 * What definition and rules say together. Of the form of a value the rules know more, but they cannot read one of a wrong
 * shape, and they do not look at lost digits.
 */
export function joined(ofDefinition: readonly SchemaProblem[], ofRules: readonly Problem[]): Problem[] {
    const isUnreadable = (path: string) =>
        ofDefinition.some((one) => one.wrong === "shape" && (path === one.path || path.startsWith(`${one.path}.`)));
    const rules = ofRules.filter(({ path }) => !isUnreadable(path));
    const ruled = new Set(rules.map(({ path }) => path));
    return [...ofDefinition.filter(({ path, wrong }) => wrong !== "form" || !ruled.has(path)), ...rules];
}

/** Kinds whose specs have Flink options. */
const withOptions: readonly FlinkKind[] = ["FlinkDeployment", "FlinkSessionJob"];

/** Options of any form: where the definition takes flat text only, `specForRelease` makes it of them. */
const anyOptions: Schema = { type: "object", "x-kubernetes-preserve-unknown-fields": true };

function schemaOf(operator: DefinedOperator, kind: FlinkKind): Schema | undefined {
    const schema = specSchema(operator, kind);
    return schema === undefined || !withOptions.includes(kind)
        ? schema
        : { ...schema, properties: { ...schema.properties, flinkConfiguration: anyOptions } };
}

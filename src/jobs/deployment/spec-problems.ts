import type { Problem } from "../../checks/findings";
import type { OperatorHandle } from "../../contracts/platform";
import { specSchema } from "../../flink/schemas/definition-schema";
import { schemaProblems, type SchemaProblem } from "../../flink/schemas/problems";
import type { Schema } from "../../flink/schemas/schema";
import { without } from "../../flink/schemas/without";
import type { FlinkDeploymentSpec } from "../../flink/types/deployment";

/** An operator by the facts that tell its definitions. */
type DefinedOperator = Pick<OperatorHandle, "release" | "definitions">;

/** What the definition of FlinkDeployment says of a spec. */
export interface DefinitionVerdict {
    readonly problems: readonly SchemaProblem[];
    /** The spec without what has a wrong shape: the rules can read it. */
    readonly readable: FlinkDeploymentSpec;
}

/** Compares a spec with the definition of FlinkDeployment in an operator's release. */
export function judgeByDefinition(spec: FlinkDeploymentSpec, operator: DefinedOperator): DefinitionVerdict {
    const problems = schemaProblems("spec", spec, deploymentSchema(operator), operator.release);
    const misshapen = problems.filter(({ wrong }) => wrong === "shape").map(({ place }) => place);
    return { problems, readable: (without(spec, misshapen) as FlinkDeploymentSpec | undefined) ?? noSpec };
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

const noSpec = {} as FlinkDeploymentSpec;

/** Options of any form: where the definition takes flat text only, `specForRelease` makes it of them. */
const anyOptions: Schema = { type: "object", "x-kubernetes-preserve-unknown-fields": true };

function deploymentSchema(operator: DefinedOperator): Schema | undefined {
    const schema = specSchema(operator, "FlinkDeployment");
    return schema && { ...schema, properties: { ...schema.properties, flinkConfiguration: anyOptions } };
}

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Around } from "../../rules/subjects";
import { contextOf, lines } from "../../rules/subjects";
import { judgeFlinkDeployment } from "../../../src/rules/flink-deployment";
import { checkFlinkSessionJob } from "../../../src/rules/session-job";
import type { FlinkDeploymentSpec, FlinkSessionJobSpec } from "../../../src/flink/types/deployment";

/** Release whose validator answers. */
export const release = "1.7.0";

const namespace = "shop";
const program = resolve(__dirname, "../../../.tools/bin/operator-validator");

/** A FlinkDeployment, or a FlinkSessionJob and the deployment that it names, and the operator's configuration. */
export interface Question {
    readonly kind: "FlinkDeployment" | "FlinkSessionJob";
    readonly name: string;
    readonly spec: object;
    readonly cluster?: { readonly name: string; readonly spec: object } | undefined;
    /** The spec that the operator has acted on and that runs; none if the resource is new. */
    readonly before?: object | undefined;
    readonly operator: NonNullable<Around["operator"]>;
}

/** Why the operator refuses each one; undefined where it does not. */
export function operatorAnswers(questions: readonly Question[]): (string | undefined)[] {
    if (!existsSync(program)) {
        throw new Error("the operator's validator is missing; run `tools/get operator-validator`");
    }
    const input = questions.map((question) => JSON.stringify(asResources(question))).join("\n");
    const output = execFileSync(program, { input, stdio: "pipe", maxBuffer: 2 ** 26 });
    const answers = output.toString().trim().split("\n");
    return answers.map((answer) => (JSON.parse(answer) as string | null) ?? undefined);
}

/** Problems that the package's own rules find, as a user reads them. */
export function ourAnswers({ kind, name, spec, cluster, operator }: Question): string[] {
    const context = contextOf({ release, operator });
    return kind === "FlinkDeployment"
        ? lines(judgeFlinkDeployment(name, spec as FlinkDeploymentSpec, context).problems)
        : lines(
              checkFlinkSessionJob(spec as FlinkSessionJobSpec, {
                  ...context,
                  ...(cluster === undefined ? {} : { sessionCluster: cluster.spec as FlinkDeploymentSpec }),
              }),
          );
}

function asResources({ kind, name, spec, cluster, before, operator }: Question): object {
    return {
        configuration: operator,
        resource: { ...resource(kind, name, spec), ...(before === undefined ? {} : { status: statusOf(before) }) },
        ...(cluster === undefined ? {} : { cluster: resource("FlinkDeployment", cluster.name, cluster.spec) }),
    };
}

function resource(kind: Question["kind"], name: string, spec: object): object {
    return { apiVersion: "flink.apache.org/v1beta1", kind, metadata: { name, namespace }, spec };
}

/** The status of a resource whose spec the operator has carried out. */
function statusOf(spec: object): object {
    const lastReconciledSpec = JSON.stringify({ spec, resource_metadata: { metadata: { generation: 1 } } });
    return { jobManagerDeploymentStatus: "READY", reconciliationStatus: { state: "DEPLOYED", lastReconciledSpec } };
}

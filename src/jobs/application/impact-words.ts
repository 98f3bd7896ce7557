import { argumentOfOption } from "./configuration";
import { argumentOf } from "./in-arguments";

/** The argument that a changed field of the FlinkDeployment comes from. */
export function argumentOfField(path: string): string {
    const option = /^spec\.flinkConfiguration\["(.+)"\]$/.exec(path)?.[1];
    return (option && argumentOfOption(option)) ?? argumentOf(path);
}

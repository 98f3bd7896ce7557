import { argumentOfOption } from "./configuration";
import { inArguments } from "./in-arguments";

/** A changed field of the FlinkDeployment by the application's argument that it comes from. */
export function argumentOfField(path: string): string {
    const option = /^spec\.flinkConfiguration\["(.+)"\]$/.exec(path)?.[1];
    return (option && argumentOfOption(option)) ?? inArguments({ path, problem: "" }).path;
}

// Applies and removes manifests with kubectl, as somebody would by hand.
import { spawn } from "node:child_process";
import { setTimeout } from "node:timers/promises";

const isDefinition = ({ kind }) => kind === "CustomResourceDefinition";
const isFlinks = ({ apiVersion }) => apiVersion.startsWith("flink.apache.org/");

/** Applies definitions first: objects of their kinds can only be read once these are known. */
export async function apply(manifests) {
    const definitions = manifests.filter(isDefinition);
    if (definitions.length > 0) {
        await kubectl(["apply", "--server-side"], definitions);
        await established(definitions);
    }
    await kubectl(
        ["apply", "--server-side"],
        manifests.filter((manifest) => !isDefinition(manifest)),
    );
}

/** `kubectl wait` fails on a definition that has no status yet, so it may take another try. */
async function established(definitions, tries = 10) {
    try {
        await kubectl(["wait", "--for", "condition=Established"], definitions);
    } catch (error) {
        if (tries === 1) {
            throw error;
        }
        await setTimeout(500);
        await established(definitions, tries - 1);
    }
}

/** Deletes Flink's resources while their operator is there, and then the rest. */
export async function remove(manifests) {
    await kubectl(["delete"], manifests.filter(isFlinks));
    await kubectl(
        ["delete", "--ignore-not-found"], // a namespace takes with it what is in it
        manifests.filter((manifest) => !isFlinks(manifest)),
    );
}

function kubectl(command, items) {
    const child = spawn("kubectl", [...command, "--filename", "-"], { stdio: ["pipe", "ignore", "inherit"] });
    child.stdin.end(JSON.stringify({ apiVersion: "v1", kind: "List", items }));
    return new Promise((resolve, reject) =>
        child.on("close", (status) =>
            status === 0 ? resolve() : reject(new Error(`kubectl ${command.join(" ")} ended with ${status}`)),
        ),
    );
}

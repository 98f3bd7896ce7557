import { loadKubernetes } from "../../kubernetes/client";

/** A job's JobManager by the Service of its REST API. */
export interface JobManagerService {
    readonly namespace: string;
    readonly restService: string;
}

/**
 * Path of a job's last completed checkpoint, which only its JobManager knows. It is asked through the API server.
 *
 * @returns undefined if there is none, and if the API server does not reach the JobManager: it has ended, or the cluster's
 *     network does not let it through.
 */
export async function lastCheckpoint(
    kubeconfig: string,
    { namespace, restService }: JobManagerService,
    jobId: string,
): Promise<string | undefined> {
    try {
        const { core } = await loadKubernetes(kubeconfig);
        const path = `jobs/${jobId}/checkpoints`;
        const name = `${restService}:rest`; // Flink's and the operator's name of the port
        return checkpointPathIn(await core.connectGetNamespacedServiceProxyWithPath({ namespace, name, path }));
    } catch {
        return undefined;
    }
}

/** The two of Flink's answer: https://nightlies.apache.org/flink/flink-docs-release-2.2/docs/ops/rest_api/#jobs-jobid-checkpoints. */
interface Latest {
    readonly completed?: { readonly external_path?: unknown } | null;
    readonly restored?: { readonly external_path?: unknown } | null;
}

/** The last completed checkpoint in Flink's answer, or else what the job was restored from. */
export function checkpointPathIn(answer: unknown): string | undefined {
    const { latest } = (typeof answer === "string" ? JSON.parse(answer) : answer) as {
        readonly latest?: Latest | null;
    };
    const paths = [latest?.completed?.external_path, latest?.restored?.external_path];
    // One that lies in the JobManager's memory has a mark in angle brackets in the place of a path.
    return paths.find((path): path is string => typeof path === "string" && /^[^<]/.test(path));
}

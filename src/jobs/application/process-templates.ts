import type { ClusterModule } from "../../contracts/cluster";
import { mergePodTemplates, mergeWholeTemplates, processTemplate } from "./template-merge";
import { hasProcessTemplate, type PodTemplate, type Process, type UserTemplates } from "./user-templates";

/** Called with the user's templates at each part of them that only becomes known later. */
export type LateCheck = (templates: UserTemplates) => void;

/** The pod templates of a FlinkDeployment. */
export interface SpecTemplates {
    /** That of all pods; undefined where those of the processes are whole. */
    readonly podTemplate: PodTemplate | undefined;
    readonly jobManager: PodTemplate;
    readonly taskManager: PodTemplate;
}

/** Arguments of a cluster about its pods. */
type PodSurroundings = Pick<ClusterModule, "nodes" | "disruptionAnnotations">;

/**
 * The templates of a FlinkDeployment: the platform's, the user's, and where each process runs.
 *
 * Where a process has a template of its own, both are whole, and there is none of all pods. The operator would lay them
 * upon each other by position, and with `kubernetes.operator.pod-template.merge-arrays-by-name` of two mounts of one volume
 * keep the last alone; in both ways a volume would keep its source beside another one. So nothing is left for it to merge.
 * Source: `mergePodTemplates` in
 * https://github.com/apache/flink-kubernetes-operator/blob/release-1.15.0/flink-kubernetes-operator/src/main/java/org/apache/flink/kubernetes/operator/utils/FlinkUtils.java,
 * which is the same from 1.7.0 on, and takes the one template that there is as it is.
 */
export function specTemplates(
    platform: PodTemplate,
    user: UserTemplates,
    { nodes, disruptionAnnotations }: PodSurroundings,
    check: LateCheck = () => undefined,
): SpecTemplates {
    const { podTemplate, processTemplates } = user;
    const checkCommon = (known: PodTemplate) => check({ ...user, podTemplate: known });
    if (!hasProcessTemplate(user)) {
        const runsOn = (process: Process) => processTemplate(nodes[process], disruptionAnnotations, podTemplate);
        return {
            podTemplate: mergePodTemplates(platform, podTemplate, checkCommon),
            jobManager: runsOn("jobManager"),
            taskManager: runsOn("taskManager"),
        };
    }
    const whole = (process: Process, checksCommon: boolean) => {
        const base = mergeWholeTemplates(platform, processTemplate(nodes[process], disruptionAnnotations, undefined));
        const common = mergeWholeTemplates(base, podTemplate, checksCommon ? checkCommon : undefined);
        return mergeWholeTemplates(common, processTemplates[process], (known) =>
            check({ ...user, processTemplates: { ...processTemplates, [process]: known } }),
        );
    };
    // One check of what both have is enough: each of the two is a part of the spec.
    return { podTemplate: undefined, jobManager: whole("jobManager", true), taskManager: whole("taskManager", false) };
}

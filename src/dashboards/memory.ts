import { chosen, lines, type DashboardContent, type Panel, type Unit } from "./dashboard";

const by = "namespace, app, pod";
const max = (metric: string) => `max by (${by}) (flink_${metric}{${chosen}})`;

/** A panel with one line for each pod. */
const ofPods = (title: string, unit: Unit, metric: string, description: string): Panel =>
    lines(title, unit, max(metric), "{{pod}}", description);

/** A panel with what each pod has used of a pool, as a part of the pool. */
const used = (title: string, pool: string, [part, whole]: readonly [string, string], description: string): Panel =>
    lines(title, "percentunit", `${max(`${pool}${part}`)} / ${max(`${pool}${whole}`)}`, "{{pod}}", description);

const time = (collector: string) =>
    `rate(flink_taskmanager_Status_JVM_GarbageCollector_${collector}_Time{${chosen}}[$__rate_interval])`;
const collection =
    `max by (${by}) (flink_taskmanager_Status_JVM_GarbageCollector_All_TimeMsPerSecond{${chosen}} ` +
    `or ${time("G1_Young_Generation")} + ${time("G1_Old_Generation")} or ${time("Copy")} + ${time("MarkSweepCompact")}) / 10`;

/** The memory of JobManagers and TaskManagers, by pool. */
export const memory: DashboardContent = {
    name: "memory",
    title: "Flink / JVM and memory",
    description: "Processors, garbage collection and each pool of memory, by pod.",
    of: "jobs",
    rows: [
        {
            title: "TaskManagers",
            panels: [
                used(
                    "Heap in use",
                    "taskmanager_Status_JVM_Memory_Heap_",
                    ["Used", "Max"],
                    "It rises and falls; what matters is the collection of garbage.",
                ),
                lines(
                    "Garbage collection",
                    "percent",
                    collection,
                    "{{pod}}",
                    "Part of the time. Above 20 % the heap is too small.",
                ),
                used(
                    "Managed memory in use",
                    "taskmanager_Status_Flink_Memory_Managed_",
                    ["Used", "Total"],
                    "RocksDB's and batch operators' own. RocksDB takes all of it from the start.",
                ),
                used(
                    "Network memory in use",
                    "taskmanager_Status_Shuffle_Netty_",
                    ["UsedMemory", "TotalMemory"],
                    "Buffers between tasks. Full ones come with back pressure.",
                ),
                used(
                    "Metaspace in use",
                    "taskmanager_Status_JVM_Memory_Metaspace_",
                    ["Used", "Max"],
                    "Growth at each restart is a class that is never unloaded.",
                ),
                ofPods(
                    "Direct memory",
                    "bytes",
                    "taskmanager_Status_JVM_Memory_Direct_MemoryUsed",
                    "Network memory and what connectors take outside the heap.",
                ),
                ofPods(
                    "Outside the heap",
                    "bytes",
                    "taskmanager_Status_JVM_Memory_NonHeap_Used",
                    "Metaspace and compiled code.",
                ),
                ofPods(
                    "Processors",
                    "percentunit",
                    "taskmanager_Status_JVM_CPU_Load",
                    "Part of all processors that the process sees.",
                ),
                ofPods(
                    "Threads",
                    "none",
                    "taskmanager_Status_JVM_Threads_Count",
                    "Growth without end is a leak of the job's code.",
                ),
            ],
        },
        {
            title: "JobManagers",
            panels: [
                used(
                    "Heap in use",
                    "jobmanager_Status_JVM_Memory_Heap_",
                    ["Used", "Max"],
                    "It grows with tasks and with what checkpoints report.",
                ),
                used(
                    "Metaspace in use",
                    "jobmanager_Status_JVM_Memory_Metaspace_",
                    ["Used", "Max"],
                    "In a session cluster growth comes from jobs that were submitted.",
                ),
                ofPods(
                    "Direct memory",
                    "bytes",
                    "jobmanager_Status_JVM_Memory_Direct_MemoryUsed",
                    "What the process takes outside the heap.",
                ),
                ofPods(
                    "Outside the heap",
                    "bytes",
                    "jobmanager_Status_JVM_Memory_NonHeap_Used",
                    "Metaspace and compiled code.",
                ),
                ofPods(
                    "Processors",
                    "percentunit",
                    "jobmanager_Status_JVM_CPU_Load",
                    "Part of all processors that the process sees.",
                ),
                ofPods("Threads", "none", "jobmanager_Status_JVM_Threads_Count", "Growth without end is a leak."),
            ],
        },
    ],
};

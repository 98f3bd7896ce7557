// Descriptions of a stack file's options, from docs/options.md.
import * as fs from "node:fs";

/** What an option means, and those below it. */
export interface Description {
    readonly meaning: string;
    below(key: string): Description;
}

type Rows = ReadonlyMap<string, string>;

const titles: Readonly<Record<string, string>> = {
    operator: "`operator`",
    monitoring: "`monitoring`",
    logging: "`logging`",
    teams: "Each team of `teams`",
    applications: "Each job of `applications`",
    applicationDefaults: "Each job of `applications`",
    sessionClusters: "Each cluster of `sessionClusters`",
    sessionJobs: "Each job of `sessionJobs`",
    snapshots: "Each snapshot of `snapshots`",
};

const blocks: Readonly<Record<string, string>> = {
    cluster: "The cluster: exactly one of the fields is set.",
    operator: "The Flink Kubernetes Operator.",
    monitoring: "Collection of the metrics of the operator and the jobs.",
    alerts: "Alerts about jobs and the operator, as docs/alerts.md lists them.",
    logging: "Logs of the operator and of jobs.",
    teams: "Teams with a namespace each, by name.",
    applications: "Jobs with a cluster of their own, by name.",
    sessionClusters: "Clusters that jobs share, by name.",
    sessionJobs: "Jobs on session clusters, by name.",
    snapshots: "Snapshots of jobs on demand, by name.",
};

const clusters: Readonly<Record<string, string>> = {
    eks: "A cluster on Amazon EKS.",
    gke: "A cluster on Google GKE.",
    aks: "A cluster on Azure AKS.",
    local: "A cluster that exists, with an object store made in it.",
    existing: "A cluster that exists, and an object store that exists.",
};

const page = fs.readFileSync("docs/options.md", "utf8");
const sections = new Map(page.split("\n## ").map((text) => [text.slice(0, text.indexOf("\n")), rowsOf(text)]));
const outside = rowsOf(page.slice(0, page.indexOf("\n## ")));

/** Description of a block, such as `applications`. */
export function describedBlock(key: string): Description {
    const meaning = blocks[key] ?? outside.get(key) ?? "";
    return description(sections.get(titles[key] ?? "") ?? new Map(), "", meaning);
}

/** Description of the `cluster` block of a cloud. */
export function describedCluster(cloud: string): Description {
    const title = `\`cluster\`, with \`cloud: ${cloud}\``;
    return description(sections.get(title) ?? new Map(), "", clusters[cloud] ?? "");
}

function description(rows: Rows, path: string, meaning: string): Description {
    return {
        meaning,
        below: (key) => {
            const inner = path === "" ? key : `${path}.${key}`;
            // What is enforced has the keys of a job.
            return description(rows, inner, rows.get(inner) ?? rows.get(key) ?? "");
        },
    };
}

/** Meaning and default of each key of a table. Links lead nowhere outside of the page. */
function rowsOf(text: string): Rows {
    const rows = text.matchAll(/^\| `([^`]+)` \| .*? \| (.*) \| (.*?) \|$/gm);
    return new Map(
        [...rows].map(([, key = "", meaning = "", fallback = ""]) => {
            const whole = ["", "required"].includes(fallback) ? meaning : `${meaning} Default: ${fallback}.`;
            return [key, whole.replaceAll(/\[([^\]]+)\]\([^)]+\)/g, "docs/$1")];
        }),
    );
}

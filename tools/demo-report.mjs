// Prints what the demo's jobs have done, and checks the counted words against a count of its own.
import { readFileSync } from "node:fs";
import { kubectl, withObjectStore } from "./object-store.mjs";
import { countWords, parseCounts } from "./word-count.mjs";

const namespace = "flink-jobs";
const outputs = JSON.parse(readFileSync(process.argv[2], "utf8"));

const readJobs = () => JSON.parse(kubectl("-n", namespace, "get", "flinkdeployment", "-o", "json")).items;
const finishSeconds = 300; // the count itself takes seconds, its TaskManager's start most of a minute

/** The jobs, once the bounded one has come to its end; `pulumi up` is content as soon as it runs. */
async function jobsAtTheEnd() {
    const end = Date.now() + finishSeconds * 1000;
    for (;;) {
        const jobs = readJobs();
        const { state } = jobs.find(({ metadata }) => metadata.name === "word-count").status.jobStatus;
        if (state === "FINISHED" || Date.now() > end) {
            return jobs;
        }
        await new Promise((resolve) => setTimeout(resolve, 1000));
    }
}

const jobs = await jobsAtTheEnd();
const { checkpoints, counted, text } = await withObjectStore(namespace, async (store) => {
    const parts = await store.list("flink", `${namespace}/word-count/output/`);
    const finished = parts.filter(({ key }) => /\/part-[^/]*$/.test(key));
    return {
        checkpoints: await store.list("flink", `${namespace}/state-machine/checkpoints/`),
        counted: parseCounts(await Promise.all(finished.map(({ key }) => store.read("flink", key)))),
        text: await store.read("flink", `${namespace}/word-count/input/licence.txt`),
    };
});

console.log("\nJobs");
for (const { metadata, status } of jobs) {
    console.log(`  ${metadata.name.padEnd(14)} ${status.jobStatus.state} / ${status.lifecycleState}`);
}
const newest = checkpoints
    .filter(({ key }) => key.endsWith("/_metadata"))
    .sort((a, b) => (a.modified < b.modified ? 1 : -1))[0];
console.log(
    `\nNewest checkpoint\n  ${newest === undefined ? "none yet" : `s3://flink/${newest.key.replace(/\/_metadata$/, "")}`}`,
);

const expected = countWords(text);
const wrong = [...new Set([...expected.keys(), ...counted.keys()])].filter(
    (word) => expected.get(word) !== counted.get(word),
);
console.log("\nTen most frequent words");
for (const [word, count] of [...counted].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, 10)) {
    console.log(`  ${String(count).padStart(4)} ${word}`);
}
if (wrong.length > 0 || expected.size === 0) {
    console.error(
        `\nword count: ${wrong.length} of ${expected.size} words differ from a count made here, such as "${wrong[0]}"`,
    );
    process.exit(1);
}
console.log(`  all ${expected.size} words agree with a count made here`);

console.log(`
Flink UI: http://localhost:8081 after
  ${outputs.applications["state-machine"].flinkUi}

With export KUBECONFIG=$PWD/.tools/kubeconfig PATH=$PWD/.tools/bin:$PATH, try
  kubectl get flinkdeployments --all-namespaces
  kubectl --namespace ${namespace} delete pod --selector component=jobmanager   # the job comes back from its checkpoint
  make demo                                                              # changes nothing
  make demo-down`);

import { look, type Beside } from "../../support/readiness-sequences";
import { playUntilStopped } from "../../support/play-until-stopped";
import type { Api } from "./api";

/** From this second of a spec's life, this is its status; `undefined` writes none. */
export type Scene = readonly [atSeconds: number, words: string, beside?: Beside];

/** What the operator writes for one job: scenes for its first spec, its second and so on; the last go on for later ones. */
export type Play = readonly (readonly Scene[])[];

/** A play that depends on which resource of a name it is for. */
export type PlayFor = Play | ((resource: any) => Play);

/** The operator's way with a job that comes up. */
export const healthy: Play = [
    [
        [0, "UPGRADING - MISSING"],
        [0.3, "DEPLOYED RECONCILING DEPLOYING"],
        [0.6, "STABLE RUNNING READY"],
    ],
];

/** Values that the operator's classes have for fields which a resource leaves out, as seen at release 1.7.0. */
const filledIn = {
    job: { parallelism: 0, args: [], state: "running", upgradeMode: "stateless" },
    jobManager: { replicas: 1 },
};

/** Plays the operator's part in a namespace, by writing statuses as scripted. */
export class PlayedOperator {
    readonly stop: () => Promise<void>;
    private readonly seen = new Map<string, number>();

    /** @param plays by name of the FlinkDeployment; those that are not named come up */
    constructor(
        private readonly api: Api,
        namespace: string,
        private plays: Readonly<Record<string, PlayFor>> = {},
    ) {
        this.stop = playUntilStopped(150, async () => {
            for (const resource of await this.listResources(namespace)) {
                await this.act(await this.writeBack(resource));
            }
        });
    }

    /** Takes other plays, for what happens next; present specs begin theirs anew. */
    play(plays: Readonly<Record<string, PlayFor>>): void {
        this.seen.clear();
        this.plays = plays;
    }

    /** All there are; none where the kind is not served, as before its definition and for a moment after each change of it. */
    private async listResources(namespace: string): Promise<any[]> {
        try {
            const sessionJobs = await this.api.listSessionJobs(namespace);
            return [...(await this.api.listDeployments(namespace)), ...sessionJobs];
        } catch (error) {
            if ([404, 429].includes((error as { code: number }).code)) {
                return [];
            }
            throw error;
        }
    }

    /**
     * The operator writes a whole resource back as it adds its finalizer, and becomes the field manager of what it fills in.
     * Returns the resource as it then is.
     */
    private async writeBack(resource: any): Promise<any> {
        const { job, jobManager } = resource.spec;
        const spec = {
            ...resource.spec,
            ...(job && { job: { ...filledIn.job, ...job } }),
            ...(jobManager && { jobManager: { ...filledIn.jobManager, ...jobManager } }),
        };
        const lacksNothing = JSON.stringify(sorted(spec)) === JSON.stringify(sorted(resource.spec));
        return lacksNothing ? resource : this.api.replace({ ...resource, spec }, "fabric8-kubernetes-client");
    }

    private async act(resource: any): Promise<void> {
        const { name, uid, generation } = resource.metadata;
        const key = `${uid} ${generation}`;
        const since = this.seen.get(key) ?? Date.now();
        this.seen.set(key, since);
        const given = this.plays[name] ?? healthy;
        const play = typeof given === "function" ? given(resource) : given;
        const scenes = play[Math.min(generation, play.length) - 1] ?? [];
        const scene = scenes.findLast(([atSeconds]) => (Date.now() - since) / 1000 >= atSeconds);
        if (scene === undefined) {
            return;
        }
        const [, words, beside] = scene;
        const full = words.split(" ").length < 4 ? `${words} ${generation}/${generation}` : words;
        const { status } = look(full, beside);
        if (JSON.stringify(sorted(status)) !== JSON.stringify(sorted(resource.status))) {
            // A conflict means that the spec has changed meanwhile: the next look takes it up.
            await this.api.writeStatus(resource, status ?? {}).catch(() => undefined);
        }
    }
}

/** The same value with its keys in order, so that two can be compared as text. */
function sorted(value: any): any {
    return typeof value === "object" && value !== null
        ? Object.fromEntries(
              Object.keys(value)
                  .filter((key) => value[key] !== undefined)
                  .sort()
                  .map((key) => [key, sorted(value[key])]),
          )
        : value;
}

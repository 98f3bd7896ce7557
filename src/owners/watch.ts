import * as pulumi from "@pulumi/pulumi";
import { formatFinding, rejectFindings, type Finding } from "../checks/findings";
import { endingError } from "../checks/ending-error";
import { perRun } from "../run/per-run";
import { clusterOf } from "./cluster";
import { kindOf } from "./kubernetes-object";
import { ownerOf, type Owner } from "./owner";
import { OwnerRegister, type Claim } from "./register";

interface Run {
    readonly register: OwnerRegister;
    /** Every resource that was seen. */
    readonly seen: WeakMap<pulumi.Resource, Claim>;
    /** Those of them that stay when they are deleted. */
    readonly retained: WeakSet<pulumi.Resource>;
    watchesProgram: boolean;
}

const currentRun = perRun((): Run => ({
    register: new OwnerRegister(),
    seen: new WeakMap(),
    retained: new WeakSet(),
    watchesProgram: false,
}));

/**
 * Options of a component that is watched: each object that it makes is entered into the run's register, and so is each
 * that the program makes beside it.
 */
export function watched(opts: pulumi.ComponentResourceOptions): pulumi.ComponentResourceOptions {
    watchProgram(currentRun());
    return { ...opts, transformations: [...(opts.transformations ?? []), watch] };
}

/** The component of the package that owns what a resource makes; undefined for one that is not watched. */
export function ownerOfResource(resource: pulumi.Resource): Owner | undefined {
    return currentRun().seen.get(resource)?.owner;
}

/** Whether a watched component has `retainOnDelete`, of its own or from a parent. */
export function isRetained(component: pulumi.Resource): boolean {
    return currentRun().retained.has(component);
}

// A transformation that changes nothing. Unlike a transform of the engine it can end the program before the resource is
// registered, it costs no call, and mocks run it.
const watch: pulumi.ResourceTransformation = ({ resource, type, name, props, opts }) => {
    const run = currentRun();
    if (run.seen.has(resource)) {
        return undefined;
    }
    const { parent, retainOnDelete } = opts;
    const claim = see(run, resource, { type, name, parent });
    if (retainOnDelete ?? (parent !== undefined && run.retained.has(parent))) {
        run.retained.add(resource);
    }
    const { id, provider } = opts as pulumi.CustomResourceOptions;
    // What is only read has its owner elsewhere.
    if (id === undefined && opts.urn === undefined) {
        enter(run, { type, claim, provider: provider ?? parent?.getProvider(type) }, props);
    }
    return undefined;
};

/** Fields that the SDK keeps of a resource, and does not publish. */
type Internals = pulumi.Resource & {
    readonly __pulumiType?: string;
    readonly __name?: string;
    readonly __parentResource?: Internals;
    readonly __childResources?: ReadonlySet<Internals>;
    __transformations?: pulumi.ResourceTransformation[];
    readonly metadata?: unknown;
};

interface Seen {
    readonly type: string;
    readonly name: string;
    readonly parent: pulumi.Resource | undefined;
}

function see(run: Run, resource: pulumi.Resource, { type, name, parent }: Seen): Claim {
    const above = parent === undefined ? undefined : (run.seen.get(parent) ?? seeEarlier(run, parent));
    const [types = ""] = above?.identity.split("\n") ?? [];
    const claim = { owner: ownerOf(type, name, above?.owner), identity: `${types}$${type}\n${name}` };
    run.seen.set(resource, claim);
    return claim;
}

/** Sees a resource that was there before it could be watched. */
function seeEarlier(run: Run, resource: Internals): Claim {
    const { __pulumiType: type = "", __name: name = "", __parentResource: parent } = resource;
    return see(run, resource, { type, name, parent });
}

interface Maker {
    readonly type: string;
    readonly claim: Claim;
    readonly provider: pulumi.ProviderResource | undefined;
}

/** Enters what a resource makes, as soon as its name is known. */
function enter(run: Run, { type, claim, provider }: Maker, props: pulumi.Inputs): void {
    const kind = kindOf(type);
    // A patch of the program's lays its part over an object of ours, as it is meant to. So does ours over a Namespace, of
    // which it adds a label and not the whole.
    if (kind === undefined || (kind.isPatch && (!claim.owner.isOurs || kind.kind === "Namespace"))) {
        return;
    }
    whenNamed(props["metadata"], (name, namespace) =>
        run.register.enter(clusterOf(provider), { group: kind.group, kind: kind.kind, namespace, name }, claim),
    );
}

type Named = (name: string, namespace: string) => Finding | undefined;

/** Calls at once where an object's name is plain, so that a second owner is refused before it is registered. */
function whenNamed(metadata: unknown, findingOf: Named): void {
    const { name, namespace = "" } = isPlain(metadata) ? metadata : {};
    if (typeof name === "string" && typeof namespace === "string") {
        const finding = findingOf(name, namespace);
        rejectFindings(finding === undefined ? [] : [finding]);
    } else if (metadata !== undefined && (!isPlain(metadata) || name !== undefined)) {
        pulumi.output(metadata).apply((known: unknown) => rejectLater(isPlain(known) ? known : {}, findingOf));
    }
}

/** @throws pulumi.RunError that outputs pass on as it is. */
function rejectLater({ name, namespace }: Readonly<Record<string, unknown>>, findingOf: Named): void {
    const finding =
        typeof name === "string" ? findingOf(name, typeof namespace === "string" ? namespace : "") : undefined;
    if (finding !== undefined) {
        throw endingError(() => formatFinding(finding));
    }
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
    return (
        typeof value === "object" && value !== null && !pulumi.Output.isInstance(value) && !(value instanceof Promise)
    );
}

/**
 * Watches the resources of the program itself. Those that come later meet the transformation; those that are there
 * already are looked up below the stack, and told when the engine knows their names. Without a stack, as in unit tests
 * that do not run one, the package sees only what it makes itself.
 */
function watchProgram(run: Run): void {
    const stack = pulumi.runtime.getStackResource() as Internals | undefined;
    if (run.watchesProgram || stack === undefined) {
        return;
    }
    run.watchesProgram = true;
    pulumi.runtime.registerStackTransformation(watch);
    lookBelow(run, stack);
}

function lookBelow(run: Run, above: Internals): void {
    for (const resource of above.__childResources ?? []) {
        if (!run.seen.has(resource)) {
            const claim = seeEarlier(run, resource);
            const { __pulumiType: type = "", metadata } = resource;
            enter(run, { type, claim, provider: resource.getProvider(type) }, { metadata });
            // Its children to come would not meet a transformation that is younger than it.
            resource.__transformations = [...(resource.__transformations ?? []), watch];
        }
        lookBelow(run, resource);
    }
}

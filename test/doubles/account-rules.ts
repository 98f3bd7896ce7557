import type { Inputs } from "./rules";

/** What an account makes of the things of one type: what one call does not show. */
export interface AccountRules {
    /**
     * The cloud's words for an id that is there already. `overwrites`: making it again changes what is there.
     *
     * @default words that name the type and the id
     */
    readonly taken?: "overwrites" | ((id: string, inputs: Inputs) => string);
    /** Inputs that, taken together, no two things share, beside the id. @default none */
    readonly uniqueBy?: readonly string[];
    /** The cloud's words where it finds those inputs at another thing. @default those of `taken` */
    shared?(inputs: Inputs): string;
    /** A thing of another type that stands in its way, such as a deleted one that can be recovered. @default none */
    blockedBy?(inputs: Inputs): Beside & { readonly words: string };
    /** Other things that it must find, and holds on to. @default none */
    readonly refersTo?: readonly Reference[];
    /** What the cloud makes with it, where it is not there yet. @default nothing */
    makes?(inputs: Inputs): readonly Beside[];
    /** What is there once it is deleted, made anew by the cloud or kept by it. @default nothing */
    leaves?(inputs: Inputs, id: string): readonly Beside[];
    /** How a cluster is reached, for `gate.ts`. @default it is no cluster */
    endpoint?(inputs: Inputs): Endpoint;
    /** Whether it lets a caller into the cluster, which takes the profile's `strangerSeconds`. @default it does not */
    letsIn?(inputs: Inputs): boolean;
    /** Public pages that say so. */
    readonly sources: readonly string[];
}

/** An input that names another thing. */
export interface Reference {
    /** Path of the input, such as `vpcConfig.subnetIds`; it runs through lists. */
    readonly input: string;
    /** Type of the other thing. */
    readonly type: string;
    /** Output by which the other is named, such as `arn`, or a path in one. @default its id */
    readonly by?: string;
    /** What of the input's value is the name, such as its last part. @default the whole of it */
    name?(value: string): string;
    /** The cloud's words when the other is not there, or not visible yet. */
    missing(named: string, inputs: Inputs): string;
    /** The cloud's words when the other is to be deleted all the same. @default it may be deleted */
    inUse?(named: string, inputs: Inputs): string;
    /** Whether the provider itself asks again until the other is visible. @default false */
    readonly retried?: true;
    /** Whether the other is found as soon as it is there, as both are of one service. @default false */
    readonly atOnce?: true;
    /** Whether the cloud looks at all. @default it does */
    when?(inputs: Inputs): boolean;
}

/** A thing that the cloud makes by itself. */
export interface Beside {
    readonly type: string;
    readonly id: string;
    readonly inputs?: Inputs;
}

/** Who reaches a cluster. */
export interface Endpoint {
    /** Whether it answers outside of its network. */
    readonly public: boolean;
    /** Ranges from which it answers there. */
    readonly allowedCidrs: readonly string[];
    /** Ids of its subnets or its network. */
    readonly networks: readonly string[];
}

/** Something that is in the account. */
export interface Thing extends Beside {
    readonly inputs: Inputs;
    readonly outputs: Inputs;
    /** See `Context`. */
    readonly serial: string;
    /** A program's resource, a thing that the cloud made by itself, or one that was there before every program. */
    readonly by: "program" | "cloud" | "before";
    /** When it was made, in milliseconds since 1970. */
    readonly madeAtMs: number;
    /** How often it was looked for and, as it is new, not found. */
    readonly missed: number;
    readonly endpoint?: Endpoint;
    readonly letsIn?: true;
}

/** Something that an account refuses until its owner has asked for it. */
export interface Limit {
    /** Type of what is refused. */
    readonly type: string;
    /** The cloud's words; undefined if it does not refuse. */
    problem(inputs: Inputs, things: (type: string) => readonly Thing[]): string | undefined;
    /** Public page that says so. */
    readonly source: string;
}
